using Bunit;
using Rondo.Contracts;
using Rondo.Web.Components;

namespace Rondo.Web.Tests.Components;

public sealed class LoopMapTests : WebTest
{
    private static readonly LoopArc Open = new("loop-2", Stage.Monitoring, Stage.Data, "Fibre customers leave for other reasons now", Now.AddDays(-12), null);
    private static readonly LoopArc Closed = new("loop-1", Stage.Monitoring, Stage.Modeling, "Threshold too high", Now.AddDays(-50), Now.AddDays(-27));

    [Fact]
    public void Six_places_say_how_they_stand_in_words()
    {
        var map = Draw();

        var places = map.FindAll("a.place");
        places.Count.ShouldBe(6);
        places[1].GetAttribute("href").ShouldBe("/p/churn/data");
        places[1].TextContent.ShouldContain("bad · the team is here");
    }

    [Fact]
    public void An_open_loop_moves_and_says_its_cause_and_age()
    {
        var map = Draw(Open, Closed);

        map.FindAll("path.loop").Count.ShouldBe(2);
        map.FindAll("path.loop.open").Count.ShouldBe(1);
        map.Find("svg").TextContent.ShouldContain("for 12 days");
    }

    [Fact]
    public void A_table_says_the_same_to_a_reader() => Draw(Open, Closed).Find("table").TextContent.ShouldContain("23 days");

    [Fact]
    public void A_loop_within_one_stage_is_in_the_table_and_no_chord() =>
        Draw(Open with { To = Stage.Monitoring }).FindAll("path.loop").ShouldBeEmpty();

    [Fact]
    public void A_product_without_a_loop_says_so() => Draw().Find("svg").TextContent.ShouldContain("No loop yet");

    [Fact]
    public void Chords_stay_inside_the_ring()
    {
        foreach (var from in Stages.All)
        {
            foreach (var to in Stages.All.Where(to => to != from))
            {
                var numbers = LoopGeometry.Chord(new LoopArc("l", from, to, "", Now, null), 0).Line.Split(' ', 'M', 'Q').Where(part => part.Length > 0)
                    .Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToList();
                Math.Sqrt((numbers[0] * numbers[0]) + (numbers[1] * numbers[1])).ShouldBeLessThan(LoopGeometry.Radius);
                Math.Sqrt((numbers[^2] * numbers[^2]) + (numbers[^1] * numbers[^1])).ShouldBeLessThan(LoopGeometry.Radius);
            }
        }
    }

    private IRenderedComponent<LoopMap> Draw(params LoopArc[] loops) =>
        Render<LoopMap>(parameters => parameters.Add(map => map.Product, Some.Product(loops)).Add(map => map.Now, Now));
}
