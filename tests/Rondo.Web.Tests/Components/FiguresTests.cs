using Bunit;
using Rondo.Contracts;
using Rondo.Web.Components;
using Rondo.Web.Format;

namespace Rondo.Web.Tests.Components;

public sealed class FiguresTests : WebTest
{
    [Theory]
    [InlineData(Standing.Good, "good", "circle")]
    [InlineData(Standing.Doubtful, "doubtful", "path")]
    [InlineData(Standing.Bad, "bad", "rect")]
    [InlineData(Standing.Unknown, "not known", "circle")]
    public void A_standing_is_told_by_shape_and_word_and_not_by_colour_alone(Standing standing, string word, string shape)
    {
        var drawn = Render<StatusShape>(parameters => parameters.Add(mark => mark.Standing, standing));

        drawn.Find("svg").GetAttribute("aria-label").ShouldBe(word);
        drawn.FindAll(shape).ShouldNotBeEmpty();
    }

    [Fact]
    public void An_estimate_shows_its_interval_and_tells_n_and_method()
    {
        var drawn = Render<EstimateMark>(parameters => parameters.Add(mark => mark.Estimate, Some.Share(0.83, 0.79, 0.87, 1200)).Add(mark => mark.Line, 0.8));

        drawn.Markup.ShouldContain("(79 to 87)");
        drawn.Find(".estimate").GetAttribute("title").ShouldBe("n = 1,200, 95\u00A0% interval, wilson");
        drawn.Find(".ref.firm").GetAttribute("style").ShouldBe("left:80%");
    }

    [Fact]
    public void An_estimate_without_a_value_is_not_drawn_as_zero() =>
        Render<EstimateMark>(parameters => parameters.Add(mark => mark.Estimate, new Estimate())).Markup.ShouldContain("not known yet");

    [Fact]
    public void Values_outside_the_scale_stay_inside_the_picture()
    {
        var drawn = Render<IntervalPlot>(parameters => parameters.Add(plot => plot.Title, "t")
            .Add(plot => plot.Rows, [new IntervalRow("far", Some.Share(7, -3, 12))]).Add(plot => plot.From, 0).Add(plot => plot.To, 1));

        drawn.Find(".dot").GetAttribute("style").ShouldBe("left:100%");
        drawn.Find(".band").GetAttribute("style").ShouldBe("left:0%;width:100%");
    }

    [Fact]
    public void A_confusion_marks_the_cell_that_costs_most()
    {
        var drawn = Render<ConfusionTable>(parameters => parameters.Add(table => table.Counts, new Contracts.Confusion(0.3, 80, 40, 20, 860)).Add(table => table.CostMiss, 200).Add(table => table.CostFalseAlarm, 5));

        drawn.Find("td.costly").TextContent.ShouldContain("missed");
        drawn.Find("td.costly").TextContent.ShouldContain("EUR\u00A04,000");
    }

    [Fact]
    public void Without_costs_no_cell_is_marked() =>
        Render<ConfusionTable>(parameters => parameters.Add(table => table.Counts, new Contracts.Confusion(0.3, 1, 1, 1, 1))).FindAll("td.costly").ShouldBeEmpty();

    [Fact]
    public void Drift_ranks_by_how_far_past_chance_a_feature_moved()
    {
        var drawn = Render<DriftBars>(parameters => parameters.Add(bars => bars.Features,
            [new FeatureShift("calm", 0.03, 0.05, 0.4, false, ""), new FeatureShift("moved", 0.3, 0.05, 0.001, true, "")]));

        drawn.FindAll("tbody th").Select(cell => cell.TextContent.Trim()).First(text => text.Length > 0).ShouldBe("moved");
        drawn.Find("figcaption").TextContent.ShouldContain("1 of 2 features moved");
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var drawn = Render<FindingList>(parameters => parameters.Add(list => list.Findings, [Some.Finding("x", Severity.Fail, "<script>alert(1)</script>")]));

        drawn.FindAll("script").ShouldBeEmpty();
        drawn.Markup.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public void The_worst_finding_stands_first_and_ten_are_shown()
    {
        var findings = Enumerable.Range(0, 14).Select(i => Some.Finding($"f{i}", i == 13 ? Severity.Fail : Severity.Info)).ToList();
        var drawn = Render<FindingList>(parameters => parameters.Add(list => list.Findings, findings));

        drawn.FindAll("li").Count.ShouldBe(10);
        drawn.Find("li").GetAttribute("data-code").ShouldBe("f13");
        drawn.Find("button").Click();
        drawn.FindAll("li").Count.ShouldBe(14);
    }

    [Fact]
    public void A_limit_reads_as_people_say_it()
    {
        ContractChips.Say(new Promise { Metric = PromiseMetric.Recall, Limit = 0.8 }).Replace('\u00A0', ' ').ShouldBe("recall at least 80 %");
        ContractChips.Say(new Promise { Metric = PromiseMetric.LatencyMs, Limit = 200 }).ShouldBe("latency at most 200 ms");
        ContractChips.Say(new Promise { Metric = PromiseMetric.FairnessGap, Limit = 0.1, Column = "gender" }).Replace('\u00A0', ' ').ShouldBe("fairness gap over gender at most 10 %");
    }
}
