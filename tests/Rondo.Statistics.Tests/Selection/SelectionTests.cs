using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class SelectionTests
{
    [Fact]
    public void Uncertainty_is_largest_at_a_tie()
    {
        Uncertainty.Margin([0.5, 0.5]).ShouldBe(1);
        Uncertainty.Margin([0.9, 0.1]).ShouldBe(0.2, 1e-12);
        Uncertainty.LeastConfidence([0.9, 0.1]).ShouldBe(0.1, 1e-12);
        Uncertainty.Entropy([0.5, 0.5]).ShouldBe(Math.Log(2), 1e-12);
    }

    [Fact]
    public void Committee_that_agrees_on_a_toss_up_asks_for_no_label()
    {
        Uncertainty.Committee([[0.5, 0.5], [0.5, 0.5]]).ShouldBe(0, 1e-12);
        Uncertainty.Committee([[1, 0], [0, 1]]).ShouldBe(Math.Log(2), 1e-12);
    }

    [Fact]
    public void K_centre_covers_the_clusters_first()
    {
        double[][] rows = [[0, 0], [0.1, 0], [10, 0], [10.1, 0], [0, 10], [0.1, 10]];
        SampleSelection.KCentre(rows, 3).Select(i => i / 2).Order().ShouldBe([0, 1, 2]);
        SampleSelection.KCentre(rows, 2, [0]).Select(i => i / 2).Order().ShouldBe([1, 2]);
        SampleSelection.KCentre([[1], [1]], 5).Length.ShouldBe(1);
    }

    [Fact]
    public void Density_prefers_the_typical_of_two_equally_unsure_rows()
    {
        double[][] rows = [[0], [0.1], [0.2], [50]];
        var weighted = SampleSelection.DensityWeighted([1, 1, 1, 1], rows);
        SampleSelection.Top(weighted, 4)[^1].ShouldBe(3);
    }

    [Fact]
    public void Stratified_control_gives_each_stratum_its_share()
    {
        string[] strata = [.. Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? "rare" : "common")];
        var chosen = SampleSelection.Stratified(strata, 100, 3);
        chosen.Distinct().Count().ShouldBe(100);
        chosen.Count(i => strata[i] == "rare").ShouldBeInRange(9, 11);
    }

    [Fact]
    public void Labelling_stops_when_predictions_settle_or_no_longer_pay()
    {
        StoppingRule.PredictionsAreStable([0.9, 0.995, 0.992, 0.999]).ShouldBeTrue();
        StoppingRule.PredictionsAreStable([0.999, 0.98, 0.999]).ShouldBeFalse();
        var curve = LearningCurve.Fit([100, 400, 1600, 6400], [0.3, 0.2, 0.15, 0.125])!;
        StoppingRule.NetGain(curve, 400, 400, 100_000, 1).ShouldBeGreaterThan(0);
        StoppingRule.NetGain(curve, 1e6, 400, 100_000, 1).ShouldBeLessThan(0);
    }

    [Fact]
    public void Burn_rates_fire_in_both_windows_and_fall_silent_after_the_trouble()
    {
        long[] total = [.. Enumerable.Repeat(100L, 400)];
        long[] bad = [.. Enumerable.Range(0, 400).Select(i => i >= 350 ? 30L : 0)];
        BurnRate.Firing(bad, total, 0.99, BurnRate.PerMinute)!.Value.Factor.ShouldBe(14.4);
        long[] over = [.. bad[..390], .. Enumerable.Repeat(0L, 10)];
        BurnRate.Firing(over, total, 0.99, [new BurnRule(60, 5, 14.4)]).ShouldBeNull();
        BurnRate.Of(1, 100, 0.99).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Hysteresis_does_not_flutter()
    {
        var alarm = new Hysteresis(on: 0.2, off: 0.1, afterBad: 2, afterGood: 2);
        double[] values = [0.3, 0.15, 0.3, 0.3, 0.15, 0.05, 0.15, double.NaN, 0.05, 0.05];
        values.Select(alarm.Add).ShouldBe([false, false, false, true, true, true, true, true, true, false]);
        var low = new Hysteresis(on: 0.7, off: 0.8);
        low.Add(0.6).ShouldBeTrue();
        low.Add(0.75).ShouldBeTrue();
        low.Add(0.9).ShouldBeFalse();
    }
}
