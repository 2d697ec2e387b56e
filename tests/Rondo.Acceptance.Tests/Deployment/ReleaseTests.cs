using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Deployment;

/// <summary>A release lacks nothing, goes step by step, and has a plan for failure and doubt.</summary>
public sealed class ReleaseTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "O25"), Trait("Requirement", "M32")]
    public async Task A_release_that_lacks_anything_is_refused_with_everything_that_it_lacks()
    {
        var team = await rondo.NewTeamAsync("release-lacks");
        var evaluation = await team.ReachEvaluationAsync();
        var refused = await team.RefusedAsync("evidence_not_published", () => team.Engineer.CreateReleaseAsync(team.Product, "release-1", new Release { Evaluation = evaluation.Id }));
        refused.Status.ShouldBe(409);
        refused.Findings!.Select(finding => finding.Code).ShouldBe(
            ["evidence_not_published", "no_action_map", "not_signed_off", "no_fallback", "no_abstain_band", "no_audience", "no_surface", "no_owner", "no_monitor"],
            ignoreOrder: true);
        refused.Findings!.ShouldAllBe(finding => finding.Sentence.Length > 10 && finding.NextStep.Length > 5);
    }

    [Fact, Trait("Requirement", "O25")]
    public async Task A_live_model_is_monitored_without_exception()
    {
        var team = await rondo.NewTeamAsync("always-monitored");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var refused = (await team.Engineer.RetireMonitorAsync(team.Product, "inputs", "It is noisy.")).MustRefuse("last_monitor", 409);
        refused.Detail.ShouldContain("release-1");
        (await team.Engineer.StopReleaseAsync(team.Product, "release-1", new StopRequest { Reason = "Not needed any more." })).Must();
        (await team.Engineer.RetireMonitorAsync(team.Product, "inputs", "Nothing is live.")).Must();
    }

    [Fact, Trait("Requirement", "P13")]
    public async Task In_shadow_users_see_nothing_and_every_answer_is_compared()
    {
        var team = await rondo.NewTeamAsync("shadow");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var (before, _) = (await team.AskAsync(1, 900))[0];
        var evaluation = (await team.Viewer.GetEvaluationsAsync(team.Product)).Must()[0];
        (await team.Engineer.CreateReleaseAsync(team.Product, "release-2", Steps.ReleaseOf(evaluation, "inputs") with { Threshold = 0.9 })).Must();
        await team.AdvanceAsync("release-2", ReleaseStep.Shadow);
        var answers = await team.AskAsync(300, 901);
        answers.ShouldAllBe(pair => pair.Answer.Release == "release-1" && pair.Answer.Source == DecisionSource.Model);
        before.Release.ShouldBe("release-1");

        var traffic = await Eventually.UntilAsync(async () => (await team.Viewer.GetTrafficAsync(team.Product, "release-2")).Must(), seen => seen.ShadowDisagreement is { N: 300 });
        traffic.ShadowDisagreement!.Value.ShouldNotBeNull().ShouldBeGreaterThan(0);
        traffic.ShadowDisagreement.Low.ShouldNotBeNull();
        traffic.Disagreements.ShouldNotBeEmpty();
        traffic.Disagreements.ShouldAllBe(example => example.Answered != example.Shadow);
        traffic.Decisions.ShouldBe(0);
    }

    [Fact]
    public async Task Switching_releases_drops_no_request()
    {
        var team = await rondo.NewTeamAsync("switching");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var evaluation = (await team.Viewer.GetEvaluationsAsync(team.Product)).Must()[0];
        for (var i = 2; i <= 4; i++)
        {
            (await team.Engineer.CreateReleaseAsync(team.Product, $"release-{i}", Steps.ReleaseOf(evaluation, "inputs"))).Must();
        }

        using var done = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
        {
            var answers = new List<DecisionAnswer>();
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                answers.AddRange((await team.AskAsync(5, (caller * 10_000) + i)).Select(pair => pair.Answer));
            }

            return answers;
        })).ToList();
        for (var i = 2; i <= 4; i++)
        {
            await team.GoLiveAsync($"release-{i}");
        }

        (await team.Engineer.StopReleaseAsync(team.Product, "release-4", new StopRequest { Reason = "To see what callers notice." })).Must();
        await done.CancelAsync();
        var all = (await Task.WhenAll(callers)).SelectMany(answers => answers).ToList();
        all.Count.ShouldBeGreaterThan(100);
        all.Select(answer => answer.PredictionId).ShouldBeUnique();
        all.Where(answer => answer.Source != DecisionSource.Model).ShouldAllBe(answer => answer.ReasonCode == "no_release");
        all.Select(answer => answer.Release).Distinct().Count().ShouldBeGreaterThan(2);
    }

    [Fact, Trait("Requirement", "P9")]
    public async Task When_the_model_cannot_answer_a_rule_that_people_wrote_does()
    {
        var team = await rondo.NewTeamAsync("fallback-rule");
        var evaluation = await team.ReachEvaluationAsync();
        await team.ReadyForReleaseAsync(evaluation);
        var release = Steps.ReleaseOf(evaluation, "inputs");
        await team.RefusedAsync("no_fallback", () => team.Engineer.CreateReleaseAsync(team.Product, "release-1", release with { Fallback = new Fallback(FallbackKind.Rule) }));
        var wrong = await team.RefusedAsync("rule_not_understood", () => team.Engineer.CreateReleaseAsync(team.Product, "release-1", release with { Fallback = new Fallback(FallbackKind.Rule, Rule: "usage < 0 and mood = 'bad'") }));
        wrong.Detail.ShouldContain("mood");
        (await team.Engineer.CreateReleaseAsync(team.Product, "release-1", release with { Fallback = new Fallback(FallbackKind.Rule, Message: "By rule.", Rule: "usage < 0 and plan = 'monthly'") })).Must();
        await team.GoLiveAsync();

        // The model refuses a row without tickets; the rule needs none.
        foreach (var (usage, plan, decision) in new[] { (-1.0, "monthly", "Yes"), (-1.0, "yearly", "No"), (1.0, "monthly", "No") })
        {
            var answer = (await team.Engineer.DecideAsync(team.Product, new DecisionRequest { Entity = "x", Features = System.Text.Json.JsonSerializer.SerializeToElement(new { usage, plan }) })).Must();
            answer.ShouldSatisfyAllConditions(
                given => given.Source.ShouldBe(DecisionSource.Fallback),
                given => given.ReasonCode.ShouldBe("missing_feature"),
                given => given.Decision.ShouldBe(decision),
                given => given.Action.ShouldBe(decision == "Yes" ? "Call the customer" : "Do nothing"),
                given => given.Message.ShouldBe("By rule."));
        }
    }

    [Fact, Trait("Requirement", "P12")]
    public async Task The_same_entity_keeps_its_arm_in_ten_thousand_calls_and_the_split_is_checked()
    {
        var team = await rondo.NewTeamAsync("sticky");
        await team.ReachReleaseAsync();
        await team.AdvanceAsync("release-1", ReleaseStep.Shadow);
        await team.AdvanceAsync("release-1", ReleaseStep.Percentage, 30);
        var row = Files.Customer(new Random(1), 1);
        var arms = new Dictionary<string, HashSet<string>>();
        for (var round = 0; round < 20; round++)
        {
            var requests = Enumerable.Range(0, 500).Select(entity => Steps.Request($"E{entity}", row)).ToList();
            foreach (var (request, answer) in requests.Zip((await team.Engineer.DecideManyAsync(team.Product, requests)).Must()))
            {
                (arms.TryGetValue(request.Entity, out var seen) ? seen : arms[request.Entity] = []).Add($"{answer.Variant}/{answer.Release}");
            }
        }

        arms.Values.ShouldAllBe(seen => seen.Count == 1);
        arms.Values.Count(seen => seen.Single().EndsWith("release-1", StringComparison.Ordinal)).ShouldBeInRange(110, 190);
        var traffic = (await team.Viewer.GetTrafficAsync(team.Product, "release-1")).Must();
        traffic.SampleRatioP.ShouldNotBeNull().ShouldBeGreaterThan(0.001);
        Rondo.Statistics.SampleRatio.Test([821_588, 815_482], [0.5, 0.5]).ShouldBe(1.8e-6, 1e-7);
    }

    [Fact, Trait("Requirement", "P9")]
    public async Task When_the_model_fails_the_fallback_answers_within_its_budget()
    {
        var server = await RunningRondo.StartAsync();
        var team = await Team.OnAsync(server, "broken-model");
        var release = await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        (await team.AskAsync(1, 5))[0].Answer.Source.ShouldBe(DecisionSource.Model);
        await server.StopAsync();

        var blob = Path.Combine(server.Folder, "blobs", release.Body.Blob[..2], release.Body.Blob);
        File.Exists(blob).ShouldBeTrue();
        await File.WriteAllBytesAsync(blob, new byte[100]);

        await using var again = await RunningRondo.StartAsync(server.Folder);
        var after = Team.Of(again, "broken-model");
        // The first question also waits for a server that has just started; the budget is about those that follow.
        (await after.AskAsync(1, 7))[0].Answer.Source.ShouldBe(DecisionSource.Fallback);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var answer = (await after.AskAsync(1, 6))[0].Answer;
        System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds.ShouldBeLessThan(2000);
        answer.Source.ShouldBe(DecisionSource.Fallback);
        answer.ReasonCode.ShouldBe("model_unavailable");
        answer.Decision.ShouldBe("No");
        answer.Message.ShouldBe("No recommendation today; use your judgement.");
        answer.PredictionId.ShouldNotBeEmpty();
    }

    [Fact, Trait("Requirement", "P9")]
    public async Task When_the_input_is_not_as_in_training_the_fallback_answers_and_says_why()
    {
        var team = await rondo.NewTeamAsync("bad-row");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var missing = (await team.Engineer.DecideAsync(team.Product, new DecisionRequest { Entity = "E1", Features = System.Text.Json.JsonSerializer.SerializeToElement(new { usage = 0.1 }) })).Must();
        (missing.Source, missing.ReasonCode).ShouldBe((DecisionSource.Fallback, "missing_feature"));
        var far = (await team.Engineer.DecideAsync(team.Product, new DecisionRequest { Entity = "E2", Features = System.Text.Json.JsonSerializer.SerializeToElement(new { usage = 1e9, tickets = 1, plan = "monthly" }) })).Must();
        (far.Source, far.ReasonCode).ShouldBe((DecisionSource.Fallback, "out_of_range"));
    }

    [Fact, Trait("Requirement", "P10")]
    public async Task Inside_the_abstain_band_a_person_decides_and_the_user_gets_the_agreed_message()
    {
        var team = await rondo.NewTeamAsync("abstain");
        await team.ReachReleaseAsync(release => release with { Abstain = new AbstainBand(0.0001, 0.9999, "A person will look at it.") });
        await team.GoLiveAsync();
        var answer = (await team.AskAsync(1, 11))[0].Answer;
        answer.Source.ShouldBe(DecisionSource.Human);
        answer.Decision.ShouldBe("review");
        answer.Message.ShouldBe("A person will look at it.");
        answer.ReasonCode.ShouldBe("unsure");
        answer.Action.ShouldBe("An agent looks at the account");
        var waiting = (await team.Viewer.GetReviewsAsync(team.Product)).Must();
        waiting.ShouldContain(item => item.PredictionId == answer.PredictionId && item.Answer.Length == 0);
        (await team.Reviewer.ReviewAsync(team.Product, answer.PredictionId, new ReviewRequest { Decision = "Yes", Reason = "They called." })).Must().Answer.ShouldBe("Yes");
    }

    [Fact]
    public async Task A_decision_comes_with_reasons_and_the_same_request_gets_the_same_answer()
    {
        var team = await rondo.NewTeamAsync("reasons");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var request = Steps.Request("E1", Files.Customer(new Random(2), 2)) with { Reasons = true, RequestId = "call-1" };
        var first = (await team.Engineer.DecideAsync(team.Product, request)).Must();
        first.Reasons.ShouldNotBeNull().ShouldNotBeEmpty();
        first.Reasons[0].Words.ShouldContain("correlated");
        var second = (await team.Engineer.DecideAsync(team.Product, request)).Must();
        second.PredictionId.ShouldBe(first.PredictionId);
        second.Score.ShouldBe(first.Score);
    }
}
