using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class ConformalTests
{
    [Theory]
    [InlineData(ConformalMethod.Lac)]
    [InlineData(ConformalMethod.Aps)]
    [InlineData(ConformalMethod.ClassConditional)]
    public void Sets_hold_the_true_class_as_often_as_promised(ConformalMethod method)
    {
        var (p, y) = Draw(2000, 1);
        var classifier = ConformalClassifier.Fit(p, y, 0.9, method);
        var (fresh, truth) = Draw(4000, 2);
        var held = fresh.Where((row, i) => classifier.PredictSet(row).Contains(truth[i])).Count() / 4000.0;
        held.ShouldBeInRange(0.88, method == ConformalMethod.Lac ? 0.92 : 0.99);
    }

    [Fact]
    public void Too_few_rows_for_the_coverage_give_all_classes() =>
        ConformalClassifier.Fit([[0.7, 0.3]], [0], 0.9).PredictSet([0.99, 0.01]).Length.ShouldBe(2);

    [Fact]
    public void Risk_control_keeps_the_miss_rate_on_fresh_positives()
    {
        double misses = 0;
        for (ulong r = 0; r < 200; r++)
        {
            var threshold = ConformalRiskControl.ForMissRate(Simulated.Normals(100, r + 1), 0.1);
            misses += Simulated.Normals(200, r + 5000).Count(x => x < threshold) / 200.0 / 200;
        }

        misses.ShouldBeLessThanOrEqualTo(0.105);
        misses.ShouldBeGreaterThan(0.07);
    }

    [Fact]
    public void Temperature_above_one_is_found_where_the_model_is_too_sure()
    {
        var (p, y) = Draw(5000, 3);
        double[][] logits = [.. p.Select(row => row.Select(x => 2 * Math.Log(Math.Max(x, 1e-12))).ToArray())];
        TemperatureScaling.Fit(logits, y).Temperature.ShouldBe(2, 0.15);
    }

    [Fact]
    public void Beta_calibration_can_be_the_identity_and_can_bend()
    {
        var (scores, truth) = Simulated.Calibrated(20_000, 8);
        var identity = BetaCalibration.Fit(scores, truth);
        foreach (var p in new[] { 0.1, 0.5, 0.9 })
        {
            identity.Apply(p).ShouldBe(p, 0.03);
        }

        var bent = BetaCalibration.Fit([.. scores.Select(s => s * s)], truth);
        bent.Apply(0.25).ShouldBe(0.5, 0.03);
    }

    [Fact]
    public void Abstaining_lowers_the_risk()
    {
        var (scores, truth) = Simulated.Calibrated(4000, 9);
        double[] confidence = [.. scores.Select(s => Math.Max(s, 1 - s))];
        bool[] correct = [.. scores.Select((s, i) => s >= 0.5 == truth[i])];
        var curve = RiskCoverage.Curve(confidence, correct);
        curve[^1].Coverage.ShouldBe(1);
        RiskCoverage.Area(confidence, correct).ShouldBeLessThan(curve[^1].Risk.Value);
        RiskCoverage.AbstainBelow(confidence, correct, 0.15)!.Value.Risk.High.ShouldBeLessThanOrEqualTo(0.15);
        RiskCoverage.AbstainBand(200, 5, 1).ShouldBe((0.005, 0.8));
    }

    private static (double[][] Probabilities, int[] Labels) Draw(int n, ulong seed)
    {
        var random = new SeededRandom(seed);
        var labels = new int[n];
        var rows = new double[n][];
        for (var i = 0; i < n; i++)
        {
            double[] p = [Math.Pow(random.NextExponential(), 2), Math.Pow(random.NextExponential(), 2), Math.Pow(random.NextExponential(), 2)];
            var total = p.Sum();
            rows[i] = [.. p.Select(x => x / total)];
            var u = random.NextDouble();
            labels[i] = u < rows[i][0] ? 0 : u < rows[i][0] + rows[i][1] ? 1 : 2;
        }

        return (rows, labels);
    }
}
