using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.Facts;
using Rondo.Kernel.People;
using Rondo.Monitoring.Incidents;
using Rondo.Monitoring.Meters;
using Rondo.Monitoring.Monitors;
using Rondo.Monitoring.Rounds;

namespace Rondo.Monitoring.Tests.Rounds;

public sealed class RoundTests
{
    private static readonly DateTimeOffset Week1 = World.Start.AddDays(7);

    [Fact]
    public async Task A_fallen_recall_opens_one_incident_with_owner_and_clock_however_often_one_looks()
    {
        var world = await LiveAsync(found: 60, of: 100, known: 1);

        var round = await RunAsync(world, Week1);
        var again = await RunAsync(world, Week1);
        var later = await RunAsync(world, Week1.AddMinutes(1));

        var incident = world.State.All<Incident>().ShouldHaveSingleItem().Body;
        round.Opened.ShouldHaveSingleItem();
        again.Opened.ShouldBeEmpty();
        later.Opened.ShouldBeEmpty();
        incident.ShouldSatisfyAllConditions(
            body => body.Owner.ShouldBe("data scientist"),
            body => body.AcknowledgeBy.ShouldBe(world.Clock.GetUtcNow().AddHours(4)),
            body => body.DecideBy.ShouldBe(world.Clock.GetUtcNow().AddHours(48)),
            body => body.Point.Value.Value.ShouldBe(0.6),
            body => body.Point.Value.N.ShouldBe(100),
            body => body.Sentence.ShouldContain("0.60 (0.50 to 0.69)"),
            body => body.Action.ShouldBe("collect and retrain"));
        world.State.Latest(Incident.Kind, round.Opened[0])!.BasedOn.Select(basis => basis.Kind).ShouldBe(["monitor", "release"]);
    }

    [Fact]
    public async Task Looking_again_at_the_same_data_stores_no_point_twice_and_new_outcomes_replace_the_older_look()
    {
        var world = await LiveAsync(found: 60, of: 100, known: 0.5);
        await RunAsync(world, Week1);
        await RunAsync(world, Week1);
        world.Facts.Of(FactKinds.MonitorPoint).Count.ShouldBe(1);

        world.Clock.Add(TimeSpan.FromHours(1));
        await OutcomesAsync(world, 200, skip: 0);
        await RunAsync(world, Week1);

        world.Facts.Of(FactKinds.MonitorPoint).Count.ShouldBe(2);
        (await ListPoints.Handle(World.Product, "recall", world.Ledger.Desk(), world.Facts, CancellationToken.None)).Value.ShouldHaveSingleItem().Maturity.ShouldBe(1);
    }

    [Theory]
    [InlineData(0.3, true)]
    [InlineData(0.79, true)]
    [InlineData(0.81, false)]
    public async Task A_window_with_too_few_known_outcomes_is_shown_and_raises_no_alarm(double known, bool immature)
    {
        var world = await LiveAsync(found: 20, of: 100, known);

        var round = await RunAsync(world, Week1);

        var point = round.Points.ShouldHaveSingleItem();
        (point.Immature, point.Breached, round.Opened.Count == 0).ShouldBe((immature, !immature, immature));
        point.Maturity!.Value.ShouldBe(known, 0.011);
    }

    [Fact]
    public async Task While_the_newest_window_is_immature_the_newest_mature_one_is_judged()
    {
        var world = await LiveAsync(found: 60, of: 100, known: 1);
        await PredictionsAsync(world, World.Start.AddDays(8), 50, 100, "late");

        var round = await RunAsync(world, World.Start.AddDays(14));

        round.Points.Select(point => (point.Immature, point.Breached)).ShouldBe([(true, false), (false, true)]);
        round.Opened.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_value_below_the_limit_whose_interval_reaches_it_is_doubtful_and_wakes_nobody()
    {
        var world = await LiveAsync(found: 76, of: 100, known: 1);

        var round = await RunAsync(world, Week1);

        round.Points.ShouldHaveSingleItem().ShouldSatisfyAllConditions(point => point.Breached.ShouldBeFalse(), point => point.Doubtful.ShouldBeTrue());
        round.Opened.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_bad_window_is_not_two_in_a_row()
    {
        var world = await LiveAsync(found: 95, of: 100, known: 1, monitor => monitor with { Consecutive = 2 });
        await PredictionsAsync(world, World.Start.AddDays(8), 50, 100, "second");
        await OutcomesAsync(world, 200, prefix: "second");
        (await RunAsync(world, World.Start.AddDays(14))).Opened.ShouldBeEmpty();

        await PredictionsAsync(world, World.Start.AddDays(15), 50, 100, "third");
        await OutcomesAsync(world, 200, prefix: "third");
        (await RunAsync(world, World.Start.AddDays(21))).Opened.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task After_a_decision_only_newer_windows_raise_the_alarm_again()
    {
        var world = await LiveAsync(found: 60, of: 100, known: 1);
        var id = (await RunAsync(world, Week1)).Opened[0];
        world.Clock.Set(World.Start.AddDays(8));
        await CloseIncident.Handle(World.Product, id, new CloseIncidentRequest { Decision = "retrain", Cause = IncidentCause.Behaviour, Remedy = Remedy.CollectAndRetrain }, world.Ledger.Desk(), CancellationToken.None);

        (await RunAsync(world, Week1.AddDays(1))).Opened.ShouldBeEmpty();

        await PredictionsAsync(world, World.Start.AddDays(9), 50, 100, "fresh");
        await OutcomesAsync(world, 200, prefix: "fresh");
        (await RunAsync(world, World.Start.AddDays(16))).Opened.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_retired_monitor_and_a_shadow_see_nothing()
    {
        var world = await LiveAsync(found: 60, of: 100, known: 1, monitor => monitor with { Retired = true });
        (await RunAsync(world, Week1)).Points.ShouldBeEmpty();

        await world.Ledger.WriteAsync(World.Product, "recall", World.RecallMonitor);
        await world.ReleaseAsync("r1", ReleaseStep.Stopped);
        (await RunAsync(world, Week1)).Points.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stopped_request_feed_opens_an_incident_and_a_release_that_is_too_young_does_not()
    {
        var world = await LiveAsync(1, 1, 1, monitor => monitor with { Metric = MonitorMetric.RequestFlow });

        (await RunAsync(world, World.Start.AddDays(6))).Opened.ShouldBeEmpty();
        (await RunAsync(world, World.Start.AddDays(7).AddMinutes(30))).Opened.ShouldBeEmpty();
        (await RunAsync(world, World.Start.AddDays(15))).Opened.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stopped_truth_feed_opens_an_incident_once_predictions_are_due()
    {
        var world = await LiveAsync(1, 100, known: 0, monitor => monitor with { Metric = MonitorMetric.TruthFlow });

        (await RunAsync(world, World.Start.AddDays(7))).Opened.ShouldBeEmpty();
        (await RunAsync(world, World.Start.AddDays(15))).Opened.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_truth_feed_with_nothing_left_to_tell_is_healthy()
    {
        var world = await LiveAsync(1, 100, known: 1, monitor => monitor with { Metric = MonitorMetric.TruthFlow });

        (await RunAsync(world, World.Start.AddDays(15))).Opened.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(30, true)]
    public async Task Many_fallback_answers_open_an_incident(int fallbacks, bool opens)
    {
        var world = await LiveAsync(1, 100, 0, monitor => monitor with { Metric = MonitorMetric.FallbackRate });
        await world.Facts.AppendAsync([.. Enumerable.Range(0, fallbacks).Select(i => Prediction(World.Start.AddDays(1), $"f{i}", null, new PredictionRecord { Source = DecisionSource.Fallback }))], CancellationToken.None);

        ((await RunAsync(world, Week1)).Opened.Count == 1).ShouldBe(opens);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(30, true)]
    public async Task Many_complaints_open_an_incident(int unhappy, bool opens)
    {
        var world = await LiveAsync(1, 1, 0, monitor => monitor with { Metric = MonitorMetric.Complaints });
        await world.Facts.AppendAsync([.. Enumerable.Range(0, 40).Select(i => Prediction(World.Start.AddDays(1), $"f{i}", i < unhappy ? 0 : 1) with { Kind = FactKinds.Feedback })], CancellationToken.None);

        ((await RunAsync(world, Week1)).Opened.Count == 1).ShouldBe(opens);
    }

    [Fact]
    public void A_schedule_looks_from_the_last_full_hour()
    {
        Windows.Aligned(World.Start.AddMinutes(59), TimeSpan.FromDays(7)).ShouldBe(World.Start);
        Windows.Aligned(World.Start.AddMinutes(59), TimeSpan.FromMinutes(10)).ShouldBe(World.Start.AddMinutes(50));
    }

    [Fact]
    public void Windows_end_at_the_moment_do_not_overlap_and_stop_at_the_releases_start()
    {
        var windows = Windows.Back(World.Start.AddDays(17), TimeSpan.FromDays(7), World.Start).ToList();

        windows.Select(window => (window.To - World.Start).TotalDays).ShouldBe([17, 10, 3]);
        windows.Zip(windows.Skip(1)).ShouldAllBe(pair => pair.First.From == pair.Second.To);
        Windows.Back(World.Start.AddYears(50), TimeSpan.FromDays(1), World.Start).Count().ShouldBe(Windows.MostBack);
    }

    [Fact]
    public async Task A_holdout_is_no_failure_and_raises_no_alarm()
    {
        var world = await LiveAsync(1, 100, 0, monitor => monitor with { Metric = MonitorMetric.FallbackRate });
        await world.Facts.AppendAsync([.. Enumerable.Range(0, 100).Select(i => Prediction(World.Start.AddDays(1), $"h{i}", null, new PredictionRecord { Source = DecisionSource.Fallback, ReasonCode = "holdout" }) with { Arm = Arms.Holdout })], CancellationToken.None);

        (await RunAsync(world, Week1)).Opened.ShouldBeEmpty();
    }

    private static async Task<World> LiveAsync(int found, int of, double known, Func<Contracts.Monitor, Contracts.Monitor>? change = null)
    {
        var world = await World.ReadyAsync();
        if (change is not null)
        {
            await world.Ledger.WriteAsync(World.Product, "recall", change(World.RecallMonitor));
        }

        await world.ReleaseAsync("r1", ReleaseStep.Full);
        await PredictionsAsync(world, World.Start.AddHours(1), found, of, "p");
        await OutcomesAsync(world, (int)(of * 2 * known));
        return world;
    }

    // As many positives as negatives; the positives carry even numbers and the model finds the first of them.
    private static async Task PredictionsAsync(World world, DateTimeOffset at, int found, int positives, string prefix) =>
        await world.Facts.AppendAsync([.. Enumerable.Range(0, positives * 2).Select(i => Prediction(at, $"{prefix}{i}", i % 2 == 0 && i / 2 < found ? 0.9 : 0.1))], CancellationToken.None);

    private static async Task OutcomesAsync(World world, int count, int skip = 0, string prefix = "p")
    {
        foreach (var i in Enumerable.Range(skip, Math.Max(0, count - skip)))
        {
            var prediction = (await world.Facts.FindAsync(World.Product, "prediction", $"{prefix}{i}", CancellationToken.None))!;
            await world.Facts.AppendAsync([prediction with { Kind = FactKinds.Outcome, Subject = prediction.Id, Value = null, Label = i % 2 == 0 ? "yes" : "no", At = prediction.At.AddHours(1) }], CancellationToken.None);
        }
    }

    private static Fact Prediction(DateTimeOffset at, string id, double? score, PredictionRecord? record = null) => new()
    {
        Product = World.Product, Kind = FactKinds.Prediction, Id = id, Entity = id, Release = "r1", Arm = "champion", At = at, RecordedAt = at,
        Value = score, Label = score >= 0.5 ? "Yes" : "No", Body = JsonSerializer.Serialize(record ?? new PredictionRecord(), RondoJson.Options),
    };

    private static async Task<MonitoringRound> RunAsync(World world, DateTimeOffset asOf)
    {
        IMeter[] meters = [new RecallMeter(world.Facts), new PrecisionMeter(world.Facts), new FallbackMeter(world.Facts), new ComplaintMeter(world.Facts), new RequestFlowMeter(world.Facts), new TruthFlowMeter(world.Facts)];
        return await new RoundRunner(world.Ledger, world.Facts, meters, world.Clock).RunAsync(world.State, asOf, Caller.System, CancellationToken.None);
    }
}
