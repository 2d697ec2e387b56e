using System.Text.Json;
using Bunit;
using Rondo.Web.Components;
using Rondo.Web.Format;

namespace Rondo.Web.Tests.Components;

public sealed class TimelineTests : WebTest
{
    [Fact]
    public void Windows_marks_limit_and_hatch_are_in_the_picture_and_in_the_table()
    {
        var points = new[] { Some.Point(0, 0.85), Some.Point(1, 0.7, breached: true), Some.Point(2, 0.75, immature: true) };
        var timeline = Render<Timeline>(parameters => parameters.Add(shown => shown.Title, "Recall fell").Add(shown => shown.Points, points)
            .Add(shown => shown.Marks, [new TimelineMark(Some.Day.AddDays(8), "incident-1", "incident")]).Add(shown => shown.LimitWord, "promised 80 %"));

        timeline.FindAll("tbody tr").Count.ShouldBe(3);
        var option = JsonSerializer.Serialize(TimelineOption.Make(points, [new TimelineMark(Some.Day.AddDays(8), "incident-1", "incident")], NumberKind.Percent, "promised 80 %"));
        option.ShouldContain("incident-1");
        option.ShouldContain("$hatch");
        option.ShouldContain("promised 80 %");
    }

    [Fact]
    public void Each_run_of_young_windows_gets_a_hatch_of_its_own()
    {
        var points = new[] { Some.Point(0, 0.85), Some.Point(1, 0.7, immature: true), Some.Point(2, 0.8), Some.Point(3, 0.75, immature: true), Some.Point(4, 0.75, immature: true) };

        using var option = JsonDocument.Parse(JsonSerializer.Serialize(TimelineOption.Make(points, [], NumberKind.Percent, "limit")));
        option.RootElement.GetProperty("series").EnumerateArray().Last().GetProperty("markArea").GetProperty("data").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void A_new_release_begins_a_new_line()
    {
        var points = new[] { Some.Point(0, 0.85), Some.Point(1, 0.7), Some.Point(2, 0.9) with { Release = "release-2" } };

        using var option = JsonDocument.Parse(JsonSerializer.Serialize(TimelineOption.Make(points, [], NumberKind.Percent, "limit")));
        option.RootElement.GetProperty("series").EnumerateArray().Count(series => series.TryGetProperty("symbolSize", out _)).ShouldBe(2);
    }

    [Fact]
    public void No_window_is_no_error() => JsonSerializer.Serialize(TimelineOption.Make([], [], NumberKind.Percent, "limit")).ShouldContain("series");

    [Fact]
    public void Words_of_a_point_cannot_become_markup_in_the_tooltip()
    {
        var point = Some.Point(0, 0.8) with { Sentence = "<img src=x onerror=alert(1)>" };

        JsonSerializer.Serialize(TimelineOption.Make([point], [], NumberKind.Percent, "limit")).ShouldNotContain("<img", Case.Insensitive);
        TooltipOf(point).ShouldContain("&lt;img");
    }

    private static string TooltipOf(Contracts.MonitorPoint point)
    {
        using var option = JsonDocument.Parse(JsonSerializer.Serialize(TimelineOption.Make([point], [], NumberKind.Percent, "limit")));
        return option.RootElement.GetProperty("series")[2].GetProperty("data")[0].GetProperty("tooltip").GetProperty("formatter").GetString()!;
    }
}
