using System.Text.Json;
using Rondo.Acceptance.House;
using Rondo.Contracts;
using Rondo.Tests;

namespace Rondo.Acceptance.Data;

/// <summary>The pair of the story on real rows: A is clean and teaches nothing, B is messy and teaches.</summary>
public sealed class StoryPairTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "A10"), Trait("Requirement", "A11"), Trait("Requirement", "A12"), Trait("Requirement", "A6"), Trait("Requirement", "A2")]
    public async Task A_is_refused_with_its_sentence_and_B_is_accepted_with_its_mess_and_ranked_first()
    {
        var team = await rondo.NewTeamAsync("story-pair");
        await team.DiscoverAsync();
        await team.PromiseAsync(Steps.Contract with { Target = "Churn" });
        (await team.UploadFileAsync("a", Files.StoryA)).Must();
        (await team.UploadFileAsync("b", Files.StoryB)).Must();
        await team.RefusedAsync("no_readiness_report", () => Train(team, "b"));

        var a = (await team.Scientist.MeasureReadinessAsync(team.Product, "a")).Must().Body;
        a.Verdict.ShouldBe(ReadinessVerdict.Unusable);
        a.Positives.ShouldBe(0);
        a.Sentence.ShouldBe("0 of 5,174 rows are Churn = 'Yes', so a model cannot learn it.");
        var zero = a.Findings[0];
        zero.Code.ShouldBe("zero_positives");
        zero.NextStep.ShouldContain("246 positives");
        a.TooClean.Value.ShouldBeTrue();
        a.TooClean.Reasons.Count.ShouldBeGreaterThanOrEqualTo(2);

        var refused = await team.RefusedAsync("zero_positives", () => Train(team, "a"));
        refused.Status.ShouldBe(409);
        refused.Detail.ShouldContain("0 of 5,174 rows");
        (await team.Viewer.GetJobsAsync(team.Product)).Must().ShouldBeEmpty();
        (await team.Viewer.GetRunsAsync(team.Product)).Must().ShouldBeEmpty();

        var b = (await team.Scientist.MeasureReadinessAsync(team.Product, "b")).Must().Body;
        b.Verdict.ShouldBe(ReadinessVerdict.Plausible);
        b.Rows.ShouldBe(7273);
        b.QuickModel!.Learnable.ShouldBeTrue();
        b.QuickModel.Auc.Value.ShouldNotBeNull().ShouldBeGreaterThan(0.75);
        b.TooClean.Value.ShouldBeFalse();
        b.Findings.Count(finding => finding.Severity == Severity.Warning).ShouldBeGreaterThan(3);
        b.Findings.ShouldNotContain(finding => finding.Severity == Severity.Fail);

        var ranking = (await team.Viewer.GetRankingAsync(team.Product)).Must();
        ranking.Ranking.Select(place => place.Dataset).ShouldBe(["b", "a"]);
        ranking.Ranking[0].Reason.ShouldContain("signal");
        ranking.Ranking[0].Reason.ShouldContain("strongest field");
        ranking.Sentence.ShouldStartWith("b can teach most");

        (await Train(team, "b", "majority")).Must();
    }

    [Fact, Trait("Requirement", "A6"), Trait("Requirement", "A12")]
    public async Task The_mess_of_B_is_counted_to_the_row()
    {
        var team = await rondo.NewTeamAsync("story-mess");
        (await team.UploadFileAsync("b", Files.StoryB)).Must();

        var profile = (await team.Viewer.GetProfileAsync(team.Product, "b")).Must().Body;
        profile.Duplicates.Exact.ShouldBe(140);
        profile.Duplicates.Near.ShouldBe(70);
        profile.Duplicates.Conflicting.ShouldBe(20);
        var reference = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.File("story_pair_telco", "reference.json"))).RootElement.GetProperty("B");
        var rows = reference.GetProperty("rows").GetInt32();
        foreach (var column in reference.GetProperty("missing_share_by_column").EnumerateObject())
        {
            var expected = (int)Math.Round(column.Value.GetDouble() * rows);
            profile.Columns.Single(found => found.Name.Trim() == column.Name.Trim()).Missing.ShouldBe(expected, column.Name);
        }
    }

    [Fact, Trait("Requirement", "A10")]
    public async Task The_gate_opens_only_for_two_people_in_two_roles()
    {
        var team = await rondo.NewTeamAsync("data-override");
        await team.DiscoverAsync();
        await team.PromiseAsync();
        // One source of draws: first draws of neighbouring seeds follow each other, and that is a signal.
        var random = new Random(5);
        var noise = string.Join('\n', Enumerable.Range(0, 600).Select(i => FormattableString.Invariant($"N{i:0000},{random.NextDouble():0.000},{(random.NextDouble() < 0.3 ? "Yes" : "No")}")).Prepend("customer_id,usage,left"));
        (await team.ImportAsync("noise", noise)).Verdict.ShouldBe(ReadinessVerdict.Implausible);
        await team.RefusedAsync("no_signal", () => Train(team, "noise", "majority"));

        (await team.Manager.SignOverrideAsync(team.Product, GateNames.Train, new SignOverrideRequest { Subject = "noise", Reason = "A dry run of the pipeline." })).Must();
        await team.RefusedAsync("no_signal", () => Train(team, "noise", "majority"));
        (await team.Scientist.SignOverrideAsync(team.Product, GateNames.Train, new SignOverrideRequest { Subject = "noise", Reason = "Nothing of it is released." })).Must().Body.InForce.ShouldBeTrue();
        (await Train(team, "noise", "majority")).Must();
        (await team.Viewer.GetCardAsync(team.Product)).Must().ShouldContain(line => line.Sentence.Contains("A dry run of the pipeline.", StringComparison.Ordinal));
    }

    private static Task<Client.Reply<JobStatus>> Train(Team team, string dataset, params IReadOnlyList<string> learners) =>
        team.Scientist.StartRunAsync(team.Product, new StartRunRequest { Dataset = dataset, Learners = learners });
}
