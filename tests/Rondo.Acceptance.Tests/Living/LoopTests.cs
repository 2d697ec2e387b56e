using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Living;

/// <summary>A live release is watched, an alert becomes an incident, and the incident's decision opens a loop that closes.</summary>
public sealed class LoopTests
{
    [Fact, Trait("Requirement", "O22"), Trait("Requirement", "O23"), Trait("Requirement", "O26"), Trait("Requirement", "C1"), Trait("Requirement", "C5"), Trait("Requirement", "C10"), Trait("Requirement", "F7"), Trait("Requirement", "F8")]
    public async Task From_a_drifted_input_to_a_closed_loop()
    {
        await using var server = await RunningRondo.StartAsync();
        var team = await Team.OnAsync(server, "loop");
        var evaluation = await team.ReachEvaluationAsync();
        await team.SignOffAsync(evaluation.Id);

        // O22: a rule says what to do, or it is no rule.
        var mute = await team.RefusedAsync("no_action", () => team.Engineer.SaveMonitorAsync(team.Product, "inputs", new Contracts.Monitor { Metric = MonitorMetric.FeatureDrift, Owner = "engineer" }));
        mute.Status.ShouldBe(409);
        await team.MonitorAsync("inputs", new Contracts.Monitor { Metric = MonitorMetric.FeatureDrift, WindowDays = 7, AcknowledgeHours = 4, DecideHours = 24 });
        await team.MonitorAsync("recall", new Contracts.Monitor { Metric = MonitorMetric.Recall, WindowDays = 7, Limit = 0.8, AcknowledgeHours = 4, DecideHours = 24 });
        (await team.Engineer.CreateReleaseAsync(team.Product, "release-1", Steps.ReleaseOf(evaluation, "inputs", "recall"))).Must();
        await team.GoLiveAsync();

        // A quiet week: inputs as in training, outcomes known.
        await LiveAsync(team, 400, 31, 0);
        server.Clock.AdvanceTo(RunningRondo.Morning.AddDays(6));
        var quiet = (await team.Engineer.EvaluateMonitorsAsync(team.Product, new EvaluateMonitorsRequest())).Must();
        quiet.Opened.ShouldBeEmpty();
        quiet.Points.ShouldContain(point => point.Monitor == "recall" && !point.Breached && !point.Immature);

        // Behaviour shifts: the model's strongest input moves, and the old relation no longer holds.
        server.Clock.AdvanceTo(RunningRondo.Morning.AddDays(8));
        await LiveAsync(team, 600, 32, 2.5, flip: true);
        server.Clock.AdvanceTo(RunningRondo.Morning.AddDays(14));
        var loud = (await team.Engineer.EvaluateMonitorsAsync(team.Product, new EvaluateMonitorsRequest())).Must();
        loud.Opened.Count.ShouldBe(2);
        loud.Points.Single(point => point.Monitor == "inputs").Features.Single(feature => feature.Feature == "usage").Drifted.ShouldBeTrue();

        // O23: the clock runs, and running out is noticed.
        var incidents = (await team.Viewer.GetIncidentsAsync(team.Product)).Must();
        var incident = incidents.Single(found => found.Body.Monitor == "recall");
        (incident.Body.AcknowledgeBy - incident.Body.OpenedAt).ShouldBe(TimeSpan.FromHours(4));
        (incident.Body.DecideBy - incident.Body.OpenedAt).ShouldBe(TimeSpan.FromHours(24));
        (await team.Viewer.GetInboxAsync(team.Product)).Must().ShouldContain(item => item.Decision.Subject == incident.Id);

        // O26: it closes with a decision, or not at all.
        await team.RefusedAsync("decision_required", () => team.Manager.CloseIncidentAsync(team.Product, incident.Id, new CloseIncidentRequest()));
        await team.RefusedAsync("cause_required", () => team.Manager.CloseIncidentAsync(team.Product, incident.Id, new CloseIncidentRequest { Decision = "Retrain." }));
        (await team.Scientist.AcknowledgeIncidentAsync(team.Product, incident.Id, new AcknowledgeRequest { Note = "Looking." })).Must().Body.AcknowledgedAt.ShouldNotBeNull();
        (await team.Manager.CloseIncidentAsync(team.Product, incident.Id, new CloseIncidentRequest { Decision = "Collect fresh data and retrain.", Cause = IncidentCause.Behaviour, Remedy = Remedy.CollectAndRetrain })).Must();

        // C1: the loop knows its source.
        var loop = (await team.Manager.OpenLoopAsync(team.Product, new OpenLoopRequest { Incident = incident.Id, To = Stage.Data })).Must();
        loop.Body.Signal.Id.ShouldBe(incident.Id);
        loop.Body.Signal.At.ShouldBe(incident.Body.OpenedAt);
        loop.Body.Decision!.Text.ShouldBe("Collect fresh data and retrain.");

        // C5: fresh rows, a challenger under the same contract, compared on the same rows.
        (await team.UploadTextAsync("customers", Flipped(), loop: loop.Id)).Must().Version.ShouldBe(2);
        (await team.Scientist.MeasureReadinessAsync(team.Product, "customers")).Must();
        var challenger = await team.EvaluateAsync((await team.TrainAsync("customers", loop: loop.Id, learners: "logistic")).Id);
        var comparison = (await team.Scientist.CompareAsync(team.Product, new CompareRequest { Champion = evaluation.Id, Challenger = challenger.Id })).Must();
        comparison.Body.Verdict.ShouldBe("better");
        comparison.BasedOn.ShouldContain(reference => reference.Kind == "contract");
        await team.SignOffAsync(challenger.Id);
        (await team.Engineer.CreateReleaseAsync(team.Product, "release-2", Steps.ReleaseOf(challenger, "inputs", "recall") with { Loop = loop.Id })).Must();
        await team.GoLiveAsync("release-2");
        await LiveAsync(team, 600, 33, 2.5, flip: true);

        // C10: the loop never ends: closing it names the next review.
        server.Clock.AdvanceTo(incident.Body.OpenedAt.AddDays(10));
        await team.RefusedAsync("next_review_required", () => team.Manager.CloseLoopAsync(team.Product, loop.Id, new CloseLoopRequest()));
        var review = incident.Body.OpenedAt.AddDays(100);
        var closed = (await team.Manager.CloseLoopAsync(team.Product, loop.Id, new CloseLoopRequest { NextReview = review })).Must().Body;
        closed.Changes.Select(change => change.Document.Kind).Distinct().ShouldBe(["dataset", "run", "evaluation", "comparison", "release"], ignoreOrder: true);
        closed.Effect!.After.Value.ShouldNotBeNull().ShouldBeGreaterThan(closed.Effect.Before.Value!.Value);
        closed.Effect.Sentence.ShouldContain("better, the intervals do not overlap");

        // F7, F8: signal to effect in days, and the loop as signal, decision, change, effect.
        var learning = (await team.Viewer.GetLearningAsync(team.Product)).Must();
        learning.LoopDays.ShouldNotBeNull().ShouldBe(10, 0.01);
        learning.NextReview.ShouldBe(review);
        learning.Loops.Single().Body.ShouldSatisfyAllConditions(
            found => found.Signal.Sentence.ShouldNotBeEmpty(),
            found => found.Decision.ShouldNotBeNull(),
            found => found.Changes.ShouldNotBeEmpty(),
            found => found.Effect.ShouldNotBeNull());
        (await team.Viewer.VerifyLedgerAsync(team.Product)).Must().Intact.ShouldBeTrue();

        server.Clock.AdvanceTo(review.AddDays(1));
        (await team.Viewer.GetInboxAsync(team.Product)).Must().ShouldContain(item => item.Decision.Stage == Stage.Learning);
    }

    [Fact, Trait("Requirement", "O23")]
    public async Task A_clock_that_runs_out_escalates()
    {
        await using var server = await RunningRondo.StartAsync();
        var team = await Team.OnAsync(server, "escalation");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        await LiveAsync(team, 300, 41, 3);
        server.Clock.AdvanceTo(RunningRondo.Morning.AddDays(6));
        var opened = (await team.Engineer.EvaluateMonitorsAsync(team.Product, new EvaluateMonitorsRequest())).Must().Opened.ShouldHaveSingleItem();
        server.Clock.AdvanceTo(RunningRondo.Morning.AddDays(7));
        (await team.Engineer.EvaluateMonitorsAsync(team.Product, new EvaluateMonitorsRequest())).Must();
        var inbox = (await team.Viewer.GetInboxAsync(team.Product)).Must();
        inbox.ShouldContain(item => item.Decision.Subject == opened);
        var incident = (await team.Viewer.GetIncidentAsync(team.Product, opened)).Must();
        incident.Body.AcknowledgeBy.ShouldBeLessThan(server.Clock.GetUtcNow());

        // Nobody calls anything: the server's own schedule looks once a minute.
        for (var second = 0; second < 90 && incident.Body.EscalatedAt is null; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            incident = (await team.Viewer.GetIncidentAsync(team.Product, opened)).Must();
        }

        incident.Body.EscalatedAt.ShouldNotBeNull().ShouldBeGreaterThan(incident.Body.AcknowledgeBy);
        incident.Reason.ShouldStartWith("Nobody had taken it on by");
    }

    private static async Task LiveAsync(Team team, int customers, int seed, double shift, bool flip = false)
    {
        var answers = await team.AskAsync(customers, seed, shift);
        var outcomes = answers.Select(pair => new OutcomeRequest { PredictionId = pair.Answer.PredictionId, Outcome = flip ? Opposite(pair.Outcome) : pair.Outcome }).ToList();
        (await team.Engineer.SendOutcomesAsync(team.Product, outcomes)).Must().Refused.ShouldBeEmpty();
    }

    private static string Opposite(string outcome) => outcome == "Yes" ? "No" : "Yes";

    /// <summary>The changed business: usage has moved, and who leaves is the other half.</summary>
    private static string Flipped()
    {
        var lines = Files.Learnable(1500, 55, 2.5).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Select((line, i) => i == 0 ? line : line.TrimEnd().EndsWith("Yes", StringComparison.Ordinal) ? line.TrimEnd()[..^3] + "No" : line.TrimEnd()[..^2] + "Yes")) + "\n";
    }
}
