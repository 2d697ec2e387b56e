using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.Tools;
using Rondo.Kernel.Tools.Statistics;
using Rondo.Statistics;

namespace Rondo.Kernel.Tests.Tools;

/// <summary>Any statistic by its name, on JSON: a value or a finding that says why there is none, and never NaN.</summary>
public sealed class StatisticToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rondo-stats-").FullName;

    public static TheoryData<string> Ids => [.. StatisticCatalogue.All.Select(statistic => statistic.Descriptor.Id)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Ids))]
    public async Task The_example_that_is_shown_runs(string id)
    {
        var shown = Json(await new ShowStatistic().RunAsync(Input([id]), TestContext.Current.CancellationToken));
        shown.GetProperty("source").GetString().ShouldNotBeNullOrEmpty();
        shown.GetProperty("meaning").GetString().ShouldNotBeNullOrEmpty();

        var run = Json(await RunAsync(id, shown.GetProperty("example").GetRawText()));
        run.GetProperty("statistic").GetString().ShouldBe(id);
        run.GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Number);
        run.GetProperty("findings").GetArrayLength().ShouldBe(0);
        run.GetProperty("sentence").GetString()!.ShouldNotContain("NaN", Case.Sensitive);
    }

    [Fact]
    public async Task Ratings_with_gaps_give_the_alpha_of_their_level()
    {
        var run = Json(await RunAsync("krippendorff_alpha", """{"labels": [["1", "1", null], ["2", "3", "3"], ["3", "3", "3"], ["1", "2", "1"]], "level": "ordinal"}"""));
        run.GetProperty("value").GetDouble().ShouldBeInRange(-1, 1);
        run.GetProperty("estimate").GetProperty("n").GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task What_cannot_be_computed_is_null_with_a_finding_that_says_why()
    {
        var run = Json(await RunAsync("roc_auc", """{"scores": [0.1, 0.2, 0.3], "truth": [1, 1, 1]}"""));
        run.GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        var finding = run.GetProperty("findings")[0];
        finding.GetProperty("code").GetString().ShouldBe("undefined_value");
        finding.GetProperty("next_step").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("""{"scores": [0.1], "truths": [1]}""", "truths")]
    [InlineData("""{"scores": "all", "truth": [1]}""", "scores")]
    [InlineData("[1, 2]", "object")]
    [InlineData("{ not json", "JSON")]
    public async Task Input_that_does_not_fit_is_refused_with_what_is_wrong(string json, string named)
    {
        (await RunAsync("roc_auc", json)).Try(out _, out var refusal).ShouldBeFalse();
        refusal.ShouldNotBeNull().Code.ShouldBe(RunStatistic.BadInput);
        refusal.Detail.ShouldContain(named);
        refusal.NextStep.ShouldContain("rondo stats show roc_auc");
    }

    [Fact]
    public async Task An_unknown_name_is_refused_with_those_that_come_near()
    {
        (await new ShowStatistic().RunAsync(Input(["kappa"]), TestContext.Current.CancellationToken)).Try(out _, out var refusal).ShouldBeFalse();
        refusal.ShouldNotBeNull().NextStep.ShouldContain("cohen_kappa");
    }

    [Fact]
    public async Task The_list_is_a_glossary_of_all_and_can_be_kept_to_one_family()
    {
        var all = Json(await new ListStatistics().RunAsync(Input([]), TestContext.Current.CancellationToken)).GetProperty("statistics");
        all.GetArrayLength().ShouldBe(StatisticCatalogue.All.Count);
        all.EnumerateArray().ShouldAllBe(entry => entry.GetProperty("meaning").GetString()!.Length > 10);

        var drift = Json(await new ListStatistics().RunAsync(Input([], ("--family", "drift")), TestContext.Current.CancellationToken)).GetProperty("statistics");
        drift.EnumerateArray().ShouldAllBe(entry => entry.GetProperty("family").GetString() == "Drift");
        (await new ListStatistics().RunAsync(Input([], ("--family", "weather")), TestContext.Current.CancellationToken)).Try(out _, out var refusal).ShouldBeFalse();
        refusal.ShouldNotBeNull().Code.ShouldBe(ToolInput.InvalidOption);
    }

    private async Task<Answer<ToolResult>> RunAsync(string id, string json)
    {
        var file = Path.Combine(_folder, "input.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        return await new RunStatistic().RunAsync(Input([id], ("--input", file)), TestContext.Current.CancellationToken);
    }

    private static JsonElement Json(Answer<ToolResult> answer)
    {
        answer.Try(out var result, out var refusal).ShouldBeTrue(refusal?.Detail);
        return JsonSerializer.SerializeToElement(result!.Document, result.Document.GetType(), RondoJson.Options);
    }

    private static ToolInput Input(IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> options) =>
        new(arguments, options.ToDictionary(option => option.Name, option => (IReadOnlyList<string>)[option.Value]), _ => { });
}
