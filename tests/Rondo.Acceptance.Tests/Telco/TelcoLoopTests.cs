using System.Globalization;
using Rondo.Acceptance.House;
using Rondo.Contracts;
using Rondo.Server.Tests;

namespace Rondo.Acceptance.Telco;

/// <summary>The second half of the path on the real Telco rows: from a live release through an incident to a closed loop.</summary>
public sealed class TelcoLoopTests
{
    [Fact, Trait("Requirement", "O26"), Trait("Requirement", "C1"), Trait("Requirement", "C5"), Trait("Requirement", "C10"), Trait("Requirement", "F7"), Trait("Requirement", "F8"), Trait("Requirement", "P12"), Trait("Requirement", "P13")]
    public async Task The_market_changes_and_the_loop_brings_recall_back()
    {
        await using var server = await RunningRondo.StartAsync();
        var team = await Team.OnAsync(server, "telco-loop");
        var rows = TelcoRows.Read();
        await team.DiscoverAsync();
        await team.PromiseAsync(Steps.Contract with { Target = "Churn", CostMiss = 0, CostFalseAlarm = 0 });
        var champion = await JudgeAsync(team, await File.ReadAllTextAsync(Files.Telco), "");
        await team.MonitorAsync("inputs", new Contracts.Monitor { Metric = MonitorMetric.FeatureDrift, WindowDays = 7 });
        await team.MonitorAsync("recall", new Contracts.Monitor { Metric = MonitorMetric.Recall, WindowDays = 7 });
        await ReleaseAsync(team, "release-1", champion, "");

        // A quiet week on rows that nothing was trained on.
        int[] heldOut = [.. Enumerable.Range(0, rows.Count).Where(row => row % 5 == 4)];
        await LiveAsync(team, rows, heldOut[..700], changed: false);
        server.Clock.AdvanceTo(RunningRondo.Morning.AddDays(6));
        (await RoundAsync(team)).Opened.ShouldBeEmpty();

        // The market changes: long contracts come into play, and six of ten of them leave.
        server.Clock.AdvanceTo(RunningRondo.Morning.AddDays(8));
        int[] market = [.. heldOut.Where(row => rows[row]["Contract"] == "Two year"), .. heldOut[700..900]];
        await LiveAsync(team, rows, market, changed: true);
        server.Clock.AdvanceTo(RunningRondo.Morning.AddDays(14));
        var loud = await RoundAsync(team);
        loud.Points.Single(point => point.Monitor == "inputs" && point.Breached).Features.Single(feature => feature.Feature == "Contract").Drifted.ShouldBeTrue();
        var incident = (await team.Viewer.GetIncidentsAsync(team.Product)).Must().Single(found => found.Body.Monitor == "recall");
        incident.Body.Point.Value.High.ShouldNotBeNull().ShouldBeLessThan(0.8);

        await team.RefusedAsync("decision_required", () => team.Manager.CloseIncidentAsync(team.Product, incident.Id, new CloseIncidentRequest()));
        (await team.Manager.CloseIncidentAsync(team.Product, incident.Id, new CloseIncidentRequest { Decision = "Collect fresh data and retrain.", Cause = IncidentCause.Market, Remedy = Remedy.CollectAndRetrain })).Must();
        var loop = (await team.Manager.OpenLoopAsync(team.Product, new OpenLoopRequest { Incident = incident.Id, To = Stage.Data })).Must();
        loop.Body.Signal.Id.ShouldBe(incident.Id);

        var challenger = await JudgeAsync(team, TelcoRows.ChangedFile(), loop.Id);
        challenger.Body.Dataset.Version.ShouldBe(2);
        var comparison = (await team.Scientist.CompareAsync(team.Product, new CompareRequest { Champion = champion.Id, Challenger = challenger.Id })).Must().Body;
        comparison.Verdict.ShouldBe("better");
        comparison.Difference.Low.ShouldNotBeNull().ShouldBeGreaterThan(0);
        await ReleaseAsync(team, "release-2", challenger, loop.Id);
        await LiveAsync(team, rows, market, changed: true);

        server.Clock.AdvanceTo(incident.Body.OpenedAt.AddDays(12));
        await team.RefusedAsync("next_review_required", () => team.Manager.CloseLoopAsync(team.Product, loop.Id, new CloseLoopRequest()));
        var closed = (await team.Manager.CloseLoopAsync(team.Product, loop.Id, new CloseLoopRequest { NextReview = incident.Body.OpenedAt.AddDays(100) })).Must().Body;
        closed.Effect!.After.Low.ShouldNotBeNull().ShouldBeGreaterThan(closed.Effect.Before.High!.Value);
        closed.NextReview.ShouldBe(incident.Body.OpenedAt.AddDays(100));
        var learning = (await team.Viewer.GetLearningAsync(team.Product)).Must();
        learning.LoopDays.ShouldNotBeNull().ShouldBe(12, 0.01);
        learning.Loops.ShouldHaveSingleItem().Body.Changes.ShouldNotBeEmpty();
        (await team.Viewer.VerifyLedgerAsync(team.Product)).Must().Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task The_command_line_scores_a_released_package_as_the_server_does()
    {
        await using var server = await RunningRondo.StartAsync();
        var team = await Team.OnAsync(server, "telco-parity");
        await team.DiscoverAsync();
        await team.PromiseAsync(Steps.Contract with { Target = "Churn", CostMiss = 0, CostFalseAlarm = 0 });
        var evaluation = await JudgeAsync(team, await File.ReadAllTextAsync(Files.Telco), "");
        await team.MonitorAsync("inputs", new Contracts.Monitor { Metric = MonitorMetric.FeatureDrift });
        await ReleaseAsync(team, "release-1", evaluation, "");
        var served = (await team.Engineer.DecideManyAsync(team.Product, [.. TelcoRows.Read().Take(1000).Select(TelcoRows.Request)])).Must();

        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "package")).FullName;
        File.Copy(Path.Combine(server.Folder, "blobs", evaluation.Body.Blob[..2], evaluation.Body.Blob), Path.Combine(folder, "model.rondo"));
        var scores = Path.Combine(folder, "scores.csv");
        var run = await RondoProcess.RunAsync("score", folder, Files.Telco, "--out", scores, "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var lines = (await File.ReadAllLinesAsync(scores)).Skip(1).Select(line => line.Split(',')).ToList();
        for (var row = 0; row < served.Count; row++)
        {
            served[row].Source.ShouldBe(DecisionSource.Model, $"row {row}: {served[row].ReasonCode}");
            double.Parse(lines[row][1], CultureInfo.InvariantCulture).ShouldBe(served[row].Score!.Value, 1e-6, $"row {row}");
            lines[row][2].ShouldBe(served[row].Decision, $"row {row}");
        }
    }

    private static async Task<Document<Evaluation>> JudgeAsync(Team team, string csv, string loop)
    {
        (await team.ImportAsync("telco", csv, "Churn", loop)).Verdict.ShouldBe(ReadinessVerdict.Plausible);
        var evaluation = await team.EvaluateAsync((await team.TrainAsync("telco", loop: loop)).Id);
        evaluation.Body.Verdict.ShouldBe(PromiseVerdict.Holds, evaluation.Body.Sentence);
        return evaluation;
    }

    private static async Task ReleaseAsync(Team team, string id, Document<Evaluation> evaluation, string loop)
    {
        await team.SignOffAsync(evaluation.Id);
        var monitors = (await team.Viewer.GetMonitorsAsync(team.Product)).Must().Select(monitor => monitor.Id).ToList();
        (await team.Engineer.CreateReleaseAsync(team.Product, id, Steps.ReleaseOf(evaluation, monitors) with { Loop = loop })).Must();
        await team.GoLiveAsync(id);
    }

    private static async Task LiveAsync(Team team, IReadOnlyList<IReadOnlyDictionary<string, string>> rows, int[] asked, bool changed)
    {
        var answers = (await team.Engineer.DecideManyAsync(team.Product, [.. asked.Select(row => TelcoRows.Request(rows[row]))])).Must();
        var outcomes = asked.Zip(answers, (row, answer) => new OutcomeRequest { PredictionId = answer.PredictionId, Outcome = changed ? TelcoRows.ChangedOutcome(row, rows[row]) : rows[row]["Churn"] });
        (await team.Engineer.SendOutcomesAsync(team.Product, [.. outcomes])).Must().Refused.ShouldBeEmpty();
    }

    private static async Task<MonitoringRound> RoundAsync(Team team) =>
        (await team.Engineer.EvaluateMonitorsAsync(team.Product, new EvaluateMonitorsRequest())).Must();
}
