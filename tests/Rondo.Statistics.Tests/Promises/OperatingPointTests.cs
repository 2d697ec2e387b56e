using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class OperatingPointTests
{
    [Fact]
    public void Cut_off_of_twenty_to_one_is_one_in_twenty_one() =>
        OperatingPoint.CostOptimalCutOff(200, 10).ShouldBe(1.0 / 21, 1e-12);

    [Fact]
    public void Assurance_equals_simulation()
    {
        // Tuning sample: 90 of 100 found; judged on 120 fresh positives against a promise of 0.8.
        const int Runs = 20_000;
        var random = new SeededRandom(3);
        var kept = 0;
        for (var r = 0; r < Runs; r++)
        {
            var p = Multinomial.Beta(91, 11, random);
            kept += Proportion.WilsonLow(Multinomial.Binomial(120, p, random), 120) >= 0.8 ? 1 : 0;
        }

        OperatingPoint.Assurance(90, 100, 120, 0.8).ShouldBe((double)kept / Runs, 0.012);
    }

    [Fact]
    public void Chosen_threshold_keeps_the_promise_on_fresh_data_as_often_as_assured()
    {
        const int Runs = 300;
        var kept = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            var (scores, truth) = Simulated.Scores(1500, 0.25, 1.5, r + 1);
            var choice = OperatingPoint.Choose(scores, truth, new OperatingPointRequest { Recall = 0.8 });
            choice.Reached.ShouldBeTrue();
            var (fresh, outcome) = Simulated.Scores(1500, 0.25, 1.5, r + 10_000);
            kept += ConfusionCounts.At(fresh, outcome, choice.Threshold).Recall().Low >= 0.8 ? 1 : 0;
        }

        ((double)kept / Runs).ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public void Naive_threshold_that_just_meets_the_promise_would_fail_most_judgements() =>
        OperatingPoint.Assurance(80, 100, 100, 0.8).ShouldBeLessThan(0.1);

    [Fact]
    public void Costs_choose_the_cheapest_and_no_costs_the_most_precise()
    {
        var (scores, truth) = Simulated.Scores(2000, 0.3, 1.5, 9);
        var cheap = OperatingPoint.Choose(scores, truth, new OperatingPointRequest { Recall = 0.6, CostMiss = 100, CostFalseAlarm = 1 });
        var precise = OperatingPoint.Choose(scores, truth, new OperatingPointRequest { Recall = 0.6 });
        cheap.Threshold.ShouldBeLessThan(precise.Threshold);
        cheap.ExpectedCost.ShouldBeLessThan(precise.Counts.Cost(100, 1) / 2000);
    }

    [Fact]
    public void Impossible_promise_gives_the_best_assurance_and_says_so()
    {
        var (scores, truth) = Simulated.Scores(400, 0.3, 0.3, 9);
        var choice = OperatingPoint.Choose(scores, truth, new OperatingPointRequest { Recall = 0.95, Precision = 0.95 });
        choice.Reached.ShouldBeFalse();
        choice.Assurance.ShouldBeLessThan(0.9);
    }

    [Fact]
    public void No_positive_gives_no_threshold() =>
        OperatingPoint.Choose([0.1, 0.2], [false, false], new OperatingPointRequest()).Threshold.ShouldBe(double.NaN);
}
