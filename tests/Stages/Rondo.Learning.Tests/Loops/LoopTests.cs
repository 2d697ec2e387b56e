using Rondo.Contracts;
using Rondo.Kernel.Facts;
using Rondo.Learning.Loops;
using Rondo.Learning.Overview;

namespace Rondo.Learning.Tests.Loops;

public sealed class LoopTests
{
    private static readonly DateTimeOffset IncidentAt = World.Start.AddDays(7);

    [Fact]
    public async Task A_loop_from_an_incident_takes_its_signal_its_time_and_its_decision()
    {
        var world = await DecayedAsync();

        var loop = (await OpenAsync(world)).Body;

        loop.Signal.ShouldBe(new LoopSignal("incident", "i1", "Recall was 0.60.", IncidentAt, Stage.Monitoring));
        loop.Decision.ShouldBe(new LoopDecision("retrain", "alex", world.Clock.GetUtcNow(), Stage.Data));
    }

    public static TheoryData<string, OpenLoopRequest> Refused => new()
    {
        { "unknown_document", new OpenLoopRequest { Incident = "i9" } },
        { "unknown_signal_source", new OpenLoopRequest { Source = "rumour", Sentence = "x", Decision = "y" } },
        { "unknown_signal_source", new OpenLoopRequest() },
        { "missing_field", new OpenLoopRequest { Source = "kpi", Sentence = "churn rose" } },
        { "missing_field", new OpenLoopRequest { Source = "kpi", Decision = "look" } },
        { "invalid_field", new OpenLoopRequest { Source = "kpi", Sentence = "x", Decision = "y", At = World.Start.AddYears(1) } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_loop_without_a_signal_or_a_decision_is_refused_by_its_own_code(string code, OpenLoopRequest request) =>
        OpenLoop.Decide((await DecayedAsync()).State, request, "alex", World.Start.AddDays(30)).Refusal!.Code.Code.ShouldBe(code);

    [Fact]
    public async Task An_undecided_incident_opens_no_loop_unless_the_request_decides()
    {
        var world = await DecayedAsync(decision: "");

        OpenLoop.Decide(world.State, new OpenLoopRequest { Incident = "i1" }, "alex", IncidentAt).Refusal!.Code.Code.ShouldBe("missing_field");
        OpenLoop.Decide(world.State, new OpenLoopRequest { Incident = "i1", Decision = "look" }, "alex", IncidentAt).Value.Decision!.Text.ShouldBe("look");
    }

    [Fact]
    public async Task An_incident_has_one_open_loop()
    {
        var world = await DecayedAsync();
        await OpenAsync(world);

        (await OpenLoop.Handle(World.Product, new OpenLoopRequest { Incident = "i1" }, world.Ledger.Desk(), CancellationToken.None)).Refusal!.Code.Code.ShouldBe("loop_exists");
    }

    [Fact]
    public async Task Whatever_carries_the_loops_id_is_written_into_it_once_in_order()
    {
        var world = await DecayedAsync();
        world.Ledger.Listeners.Add(new LoopChanges(() => world.Ledger));
        await OpenAsync(world);

        await world.EvaluateAsync("e2", "model-2", loop: "loop-1");
        await world.ReleaseAsync("r2", ReleaseStep.Draft, change: release => release with { Loop = "loop-1", Evaluation = "e2" });
        await world.ReleaseAsync("r2", ReleaseStep.Percentage, 20, release => release with { Loop = "loop-1", Evaluation = "e2" });
        await world.ReleaseAsync("r3", ReleaseStep.Draft);

        world.State.Find<Loop>("loop-1")!.Body.Changes.Select(change => change.Words).ShouldBe(
        [
            "Data set train, version 2: 1,000 rows.",
            "Run run-e2: lightgbm is best.",
            "Evaluation e2: Recall 0.88 (0.82 to 0.93) on 60 positives.",
            "Release r2 was made of evaluation e2.",
            "Release r2 answers 20 % of the entities.",
        ]);
    }

    [Fact]
    public async Task A_closed_loop_takes_no_changes_and_an_unknown_id_is_nobodys()
    {
        var world = await DecayedAsync();
        var loop = (await OpenAsync(world)).Body;
        LoopChanges.With(loop with { ClosedAt = World.Start }, new LoopChange(new("run", "r", 1), "x", World.Start)).ShouldBeNull();

        await world.ReleaseAsync("r2", ReleaseStep.Draft, change: release => release with { Loop = "loop-99" });
        LoopChanges.Find(world.State, world.State.Entries[^1]).ShouldBeNull();
    }

    [Fact]
    public async Task Closing_measures_the_effect_and_reports_the_loop_time_to_the_day()
    {
        var world = await DecayedAsync();
        await OpenAsync(world);
        await RetrainedAsync(world, found: 90);
        world.Clock.Set(IncidentAt.AddDays(21));

        var closed = (await CloseAsync(world)).Value.Body;

        closed.Effect!.ShouldSatisfyAllConditions(
            effect => effect.Before.Value.ShouldBe(0.6),
            effect => effect.Before.N.ShouldBe(100),
            effect => effect.After.Value.ShouldBe(0.9),
            effect => effect.Sentence.ShouldBe("Recall was 0.60 (0.50 to 0.69) on 100 cases and is 0.90 (0.83 to 0.94) on 100: better, the intervals do not overlap."));
        var report = ReportLearning.Report(world.State, World.Start.AddDays(1));
        (report.LoopDays, report.DaysToFirstValue, report.NextReview).ShouldBe((21, 1, closed.NextReview));
        report.Sentence.ShouldStartWith("From signal to measured effect this product takes 21 days");
        new LearningReporter().Report(world.State).Standing.ShouldBe(Standing.Good);
        new LoopArcs().Find(world.State).ShouldHaveSingleItem().ShouldBe(new LoopArc("loop-1", Stage.Monitoring, Stage.Data, "Recall was 0.60.", IncidentAt, closed.ClosedAt));
    }

    [Fact]
    public async Task Overlapping_intervals_show_nothing_and_the_sentence_says_so()
    {
        var world = await DecayedAsync();
        await OpenAsync(world);
        await RetrainedAsync(world, found: 65);
        world.Clock.Set(IncidentAt.AddDays(21));

        (await CloseAsync(world)).Value.Body.Effect!.Sentence.ShouldEndWith("not shown to differ, the intervals overlap.");
        new LearningReporter().Report(world.State).Standing.ShouldBe(Standing.Doubtful);
    }

    [Fact]
    public async Task A_change_for_the_worse_is_called_worse()
    {
        var world = await DecayedAsync();
        await OpenAsync(world);
        await RetrainedAsync(world, found: 20);
        world.Clock.Set(IncidentAt.AddDays(21));

        (await CloseAsync(world)).Value.Body.Effect!.Sentence.ShouldEndWith("worse, the intervals do not overlap.");
    }

    public static TheoryData<string, CloseLoopRequest> Unclosable => new()
    {
        { "next_review_required", new CloseLoopRequest() },
        { "invalid_field", new CloseLoopRequest { NextReview = World.Start } },
        { "unknown_metric", new CloseLoopRequest { NextReview = World.Start.AddYears(1), Metric = "beauty" } },
        { "effect_not_measurable", new CloseLoopRequest { NextReview = World.Start.AddYears(1) } },
    };

    [Theory]
    [MemberData(nameof(Unclosable))]
    public async Task A_loop_stays_open_until_its_effect_and_its_next_review_are_known(string code, CloseLoopRequest request)
    {
        var world = await DecayedAsync();
        await OpenAsync(world);
        world.Clock.Set(IncidentAt.AddDays(21));

        (await CloseLoop.Handle(World.Product, "loop-1", request, world.Ledger.Desk(), new EffectMeasure(world.Facts), CancellationToken.None)).Refusal!.Code.Code.ShouldBe(code);
        world.State.Find<Loop>("loop-1")!.Body.ClosedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Outcomes_that_are_not_known_yet_measure_nothing()
    {
        var world = await DecayedAsync();
        await OpenAsync(world);
        await RetrainedAsync(world, found: 90, known: 0.5);
        world.Clock.Set(IncidentAt.AddDays(21));

        (await CloseAsync(world)).Refusal!.ShouldSatisfyAllConditions(refusal => refusal.Code.Code.ShouldBe("effect_not_measurable"), refusal => refusal.Detail.ShouldContain("200 scored answers"));
    }

    [Fact]
    public async Task Without_a_new_release_the_same_one_is_measured_after_the_decision()
    {
        var world = await DecayedAsync();
        await OpenAsync(world);
        await FactsAsync(world, "r1", "after", IncidentAt.AddDays(2), 95, 1);
        world.Clock.Set(IncidentAt.AddDays(5));

        (await CloseAsync(world)).Value.Body.Effect!.After.ShouldSatisfyAllConditions(after => after.Value.ShouldBe(0.95), after => after.N.ShouldBe(100));
    }

    [Fact]
    public async Task A_closed_loop_is_not_closed_again_and_its_review_comes_back_to_the_inbox_when_it_is_due()
    {
        var world = await DecayedAsync();
        await OpenAsync(world);
        await RetrainedAsync(world, found: 90);
        world.Clock.Set(IncidentAt.AddDays(21));
        var review = (await CloseAsync(world)).Value.Body.NextReview!.Value;

        (await CloseAsync(world)).Refusal!.Code.Code.ShouldBe("loop_closed");
        new LearningDecisions().Find(world.State, review.AddDays(-1)).ShouldBeEmpty();
        new LearningDecisions().Find(world.State, review).ShouldHaveSingleItem().Code.ShouldBe("review_due");
    }

    [Fact]
    public async Task An_expired_contract_and_a_decision_without_a_loop_wait_in_the_inbox()
    {
        var world = await DecayedAsync();
        await world.Ledger.WriteAsync(World.Product, "main", World.Contract with { ReviewDate = IncidentAt });

        new LearningDecisions().Find(world.State, IncidentAt.AddDays(1)).Select(item => item.Code).ShouldBe(["contract_review_due", "incident_without_loop"]);
    }

    [Fact]
    public void The_loop_time_is_the_middle_of_the_closed_loops_and_unknown_without_any()
    {
        ReportLearning.LoopDays([]).ShouldBeNull();
        ReportLearning.LoopDays([Took(10), Took(30), Took(14)]).ShouldBe(14);
    }

    private static Loop Took(double days) => new()
    {
        Signal = new LoopSignal("kpi", "", "x", World.Start, Stage.Monitoring),
        Effect = new LoopEffect("recall", new Estimate(), new Estimate(), "", World.Start.AddDays(days)),
    };

    // Release r1 found 60 of 100 in its first week; an incident was opened and decided.
    private static async Task<World> DecayedAsync(string decision = "retrain")
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Full);
        await FactsAsync(world, "r1", "before", World.Start.AddDays(1), 60, 1);
        world.Clock.Set(IncidentAt);
        await world.Ledger.WriteAsync(World.Product, "i1", new Incident
        {
            Monitor = "recall", Release = "r1", Sentence = "Recall was 0.60.", Action = "retrain", Priority = AlertPriority.Ticket, Owner = "data scientist",
            Point = new MonitorPoint { Monitor = "recall", Release = "r1", From = World.Start, To = IncidentAt, Value = new Estimate { Value = 0.6 }, Limit = 0.8, Breached = true, Sentence = "" },
            OpenedAt = IncidentAt, AcknowledgeBy = IncidentAt, DecideBy = IncidentAt, Decision = decision, ClosedAt = decision.Length > 0 ? IncidentAt : null,
            Cause = IncidentCause.Behaviour, Remedy = Remedy.CollectAndRetrain,
        });
        return world;
    }

    private static async Task<Document<Loop>> OpenAsync(World world)
    {
        world.Clock.Add(TimeSpan.FromHours(1));
        return (await OpenLoop.Handle(World.Product, new OpenLoopRequest { Incident = "i1" }, world.Ledger.Desk(), CancellationToken.None)).Value;
    }

    private static async Task RetrainedAsync(World world, int found, double known = 1)
    {
        world.Ledger.Listeners.Add(new LoopChanges(() => world.Ledger));
        world.Clock.Set(IncidentAt.AddDays(10));
        await world.ReleaseAsync("r2", ReleaseStep.Percentage, 50, release => release with { Loop = "loop-1" });
        await FactsAsync(world, "r2", "after", IncidentAt.AddDays(15), found, known);
    }

    private static Task<Kernel.Answer<Document<Loop>>> CloseAsync(World world) =>
        CloseLoop.Handle(World.Product, "loop-1", new CloseLoopRequest { NextReview = world.Clock.GetUtcNow().AddDays(90) }, world.Ledger.Desk(), new EffectMeasure(world.Facts), CancellationToken.None);

    // 100 positives and 100 negatives; the model finds the first positives and raises no false alarm.
    private static async Task FactsAsync(World world, string release, string prefix, DateTimeOffset at, int found, double known)
    {
        for (var i = 0; i < 200; i++)
        {
            var prediction = new Fact { Product = World.Product, Kind = FactKinds.Prediction, Id = $"{prefix}{i}", Release = release, At = at, RecordedAt = at, Value = i % 2 == 0 && i / 2 < found ? 0.9 : 0.1 };
            Fact[] facts = i < 200 * known ? [prediction, prediction with { Kind = FactKinds.Outcome, Subject = prediction.Id, Value = null, Label = i % 2 == 0 ? "Yes" : "No", At = at.AddHours(2) }] : [prediction];
            await world.Facts.AppendAsync(facts, CancellationToken.None);
        }
    }
}
