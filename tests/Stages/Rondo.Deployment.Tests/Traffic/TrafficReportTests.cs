using System.Text.Json;
using Rondo.Contracts;
using Rondo.Deployment.Traffic;
using Rondo.Kernel.Facts;
using Rondo.Statistics;

namespace Rondo.Deployment.Tests.Traffic;

public sealed class TrafficReportTests
{
    [Fact]
    public void The_sample_ratio_test_finds_the_known_mismatch() =>
        SampleRatio.Test([821_588, 815_482], [0.5, 0.5]).ShouldBe(1.8e-6, 0.05e-6);

    [Theory]
    [InlineData(500, 500, true)]
    [InlineData(600, 400, false)]
    public void An_uneven_split_raises_the_alarm_and_an_even_one_does_not(int champion, int challenger, bool even)
    {
        var report = new TrafficReport("r2", "Yes");
        Feed(report, champion, "champion", "r1", 50);
        Feed(report, challenger, "challenger", "r2", 50);

        var traffic = report.Done(World.Complete, 0);

        (traffic.SampleRatioP > 0.001).ShouldBe(even);
        traffic.Sentence.Contains("is as planned", StringComparison.Ordinal).ShouldBe(even);
        traffic.Arms.Select(arm => (arm.Arm, arm.Entities, arm.ExpectedShare)).ShouldBe([("champion", (long)champion, 0.5), ("challenger", (long)challenger, 0.5)]);
        traffic.Decisions.ShouldBe(challenger);
    }

    [Fact]
    public void The_ratio_counts_entities_and_only_the_newest_percentage()
    {
        var report = new TrafficReport("r2", "Yes");
        Feed(report, 900, "champion", "r1", 10);
        Feed(report, 100, "challenger", "r2", 10);
        Feed(report, 50, "champion", "r1", 50);
        Feed(report, 50, "champion", "r1", 50);
        Feed(report, 50, "challenger", "r2", 50);

        var traffic = report.Done(World.Complete, 0);

        traffic.Arms.Select(arm => (arm.Decisions, arm.Entities)).ShouldBe([(100, 50), (50, 50)]);
        traffic.SampleRatioP.ShouldBe(1);
    }

    [Fact]
    public void A_first_ramp_without_a_champion_is_split_against_the_fallback()
    {
        var report = new TrafficReport("r1", "Yes");
        Feed(report, 90, "fallback", "", 10, "r1");
        Feed(report, 10, "challenger", "r1", 10, "r1");

        report.Done(World.Complete, 0).Arms.Select(arm => (arm.Arm, arm.ExpectedShare)).ShouldBe([("fallback", 0.9), ("challenger", 0.1)]);
    }

    [Fact]
    public void A_shadow_reports_how_often_it_differs_with_examples_and_interval()
    {
        var report = new TrafficReport("r2", "Yes");
        for (var i = 0; i < 100; i++)
        {
            report.AddShadow(Fact(i, "shadow", "r2", i < 30 ? "Yes" : "No", new PredictionRecord { Answered = "No", LatencyMs = i }));
        }

        var traffic = report.Done(World.Complete, 3);

        traffic.ShadowDisagreement!.ShouldSatisfyAllConditions(share => share.Value.ShouldBe(0.3), share => share.N.ShouldBe(100), share => share.Low!.Value.ShouldBe(0.2189, 1e-3));
        traffic.Disagreements.Count.ShouldBe(20);
        traffic.ShadowDropped.ShouldBe(3);
        traffic.LatencyP95Ms!.Value.ShouldBe(94.05, 1);
    }

    [Fact]
    public void A_release_that_met_nobody_says_so_with_undefined_rates()
    {
        var traffic = new TrafficReport("r1", "Yes").Done(World.Complete, 0);

        traffic.FallbackRate.Value.ShouldBeNull();
        traffic.SampleRatioP.ShouldBeNull();
        traffic.Arms.ShouldBeEmpty();
    }

    [Fact]
    public void A_holdout_is_an_arm_of_its_own_and_no_failure()
    {
        var report = new TrafficReport("r1", "Yes");
        Feed(report, 800, "champion", "r1", 0, "");
        for (var i = 0; i < 200; i++)
        {
            report.Add(Fact(i, "holdout", "r1", "No", new PredictionRecord { Source = DecisionSource.Fallback, ReasonCode = "holdout" }));
        }

        var traffic = report.Done(World.Complete with { Holdout = 20 }, 0);

        traffic.Arms.Select(arm => (arm.Arm, arm.Entities, arm.ExpectedShare)).ShouldBe([("champion", 800L, 0.8), ("holdout", 200L, 0.2)]);
        traffic.SampleRatioP.ShouldBe(1);
        traffic.FallbackRate.ShouldSatisfyAllConditions(rate => rate.Value.ShouldBe(0), rate => rate.N.ShouldBe(800));
        traffic.Sentence.ShouldContain("gave 800 answers");
        traffic.Sentence.ShouldContain("200 more");
    }

    [Fact]
    public void Once_everybody_is_answered_the_holdout_is_shown_and_not_the_ramp_that_is_over()
    {
        var report = new TrafficReport("r2", "Yes");
        Feed(report, 80, "challenger", "r2", 50);
        Feed(report, 100, "champion", "r1", 50);
        Feed(report, 720, "champion", "r2", 0, "");
        Feed(report, 200, "holdout", "r2", 0, "");

        report.Done(World.Complete with { Holdout = 20, Step = ReleaseStep.Full }, 0).Arms.Select(arm => (arm.Arm, arm.Entities, arm.ExpectedShare)).ShouldBe([("champion", 800L, 0.8), ("holdout", 200L, 0.2)]);
    }

    [Fact]
    public void Facts_that_come_late_and_out_of_order_do_not_move_the_newest_percentage()
    {
        var report = new TrafficReport("r2", "Yes");
        report.Add(Fact(1, "challenger", "r2", "Yes", new PredictionRecord { Split = "r2", SplitPercent = 50 }) with { At = World.Start.AddHours(2) });
        report.Add(Fact(2, "champion", "r1", "Yes", new PredictionRecord { Split = "r2", SplitPercent = 50 }) with { At = World.Start.AddHours(2) });
        report.Add(Fact(3, "challenger", "r2", "Yes", new PredictionRecord { Split = "r2", SplitPercent = 10 }) with { At = World.Start });

        report.Done(World.Complete, 0).Arms.Select(arm => (arm.Arm, arm.Decisions, arm.ExpectedShare)).ShouldBe([("champion", 1L, 0.5), ("challenger", 1L, 0.5)]);
    }

    [Theory, Trait("Requirement", "P11")]
    [InlineData(-0.03, true)]
    [InlineData(0, false)]
    public void Three_points_less_are_detected_with_their_interval_and_none_are_not(double planted, bool shown)
    {
        var found = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var report = new TrafficReport("r1", "Yes");
            for (var i = 0; i < 80_000; i++)
            {
                var held = i % 2 == 0;
                report.AddOutcome(Fact(i, held ? "holdout" : "champion", "r1", random.NextDouble() < 0.25 + (held ? 0 : planted) ? "Yes" : "No", new PredictionRecord()) with { Kind = "outcome" });
            }

            var value = report.Done(World.Complete with { Holdout = 50 }, 0).Value!;
            value.Difference.Low!.Value.ShouldBeLessThan(value.Difference.Value!.Value);
            found += value.Shown ? 1 : 0;
            value.Sentence.Contains("not shown", StringComparison.Ordinal).ShouldBe(!value.Shown);
            if (value.Shown)
            {
                value.Sentence.ShouldContain("fewer");
            }
        }

        (shown ? found : 20 - found).ShouldBeGreaterThanOrEqualTo(19);
    }

    [Fact]
    public void Several_outcomes_of_one_entity_count_once_and_without_a_holdout_nothing_is_said()
    {
        var report = new TrafficReport("r1", "Yes");
        for (var i = 0; i < 10; i++)
        {
            report.AddOutcome(Fact(1, "holdout", "r1", "Yes", new PredictionRecord()));
            report.AddOutcome(Fact(2, "champion", "r1", "No", new PredictionRecord()));
        }

        report.Done(World.Complete with { Holdout = 5 }, 0).Value!.ShouldSatisfyAllConditions(value => value.Exposed.N.ShouldBe(1), value => value.Holdout.N.ShouldBe(1), value => value.Shown.ShouldBeFalse());
        report.Done(World.Complete, 0).Value.ShouldBeNull();
    }

    private static void Feed(TrafficReport report, int count, string arm, string release, double percent, string split = "r2")
    {
        for (var i = 0; i < count; i++)
        {
            report.Add(Fact(i, arm, release, "Yes", new PredictionRecord { Split = split, SplitPercent = percent, Source = DecisionSource.Model }));
        }
    }

    private static Fact Fact(int entity, string arm, string release, string label, PredictionRecord record) => new()
    {
        Product = World.Product, Kind = "prediction", Id = $"{arm}{entity}", Subject = $"p{entity}", Entity = $"{arm}-{entity}", Release = release, Arm = arm,
        At = World.Start, RecordedAt = World.Start, Value = 0.7, Label = label, Body = JsonSerializer.Serialize(record, RondoJson.Options),
    };
}
