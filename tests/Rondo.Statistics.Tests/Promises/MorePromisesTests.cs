using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class MorePromisesTests
{
    [Fact]
    public void Several_classes_equal_the_hand_computed_averages()
    {
        var m = MulticlassMetrics.Of([0, 0, 1, 1, 2, 2, 2, 0], [0, 1, 1, 1, 2, 0, 2, 0]);
        m.Accuracy().Value.ShouldBe(0.75);
        m.Recall().Value.ShouldBe(((2.0 / 3) + 1 + (2.0 / 3)) / 3, 1e-12);
        m.Precision().Value.ShouldBe(((2.0 / 3) + (2.0 / 3) + 1) / 3, 1e-12);
        m.F1(Averaging.Micro).Value.ShouldBe(0.75, 1e-12);
        m.F1().Value.ShouldBe(((2.0 / 3) + 0.8 + 0.8) / 3, 1e-12);
        m.F1(Averaging.Weighted).Value.ShouldBe(((3 * 2.0 / 3) + (2 * 0.8) + (3 * 0.8)) / 8, 1e-12);
        m.Mcc(0).Value.ShouldBe(((6 * 8) - 21.0) / Math.Sqrt((64 - 22) * (64.0 - 22)), 1e-12);
    }

    [Fact]
    public void Two_classes_mcc_equals_the_binary_one()
    {
        var counts = new ConfusionCounts(40, 10, 5, 45);
        int[] truth = [.. Enumerable.Repeat(1, 40), .. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 5), .. Enumerable.Repeat(0, 45)];
        int[] predicted = [.. Enumerable.Repeat(1, 50), .. Enumerable.Repeat(0, 50)];
        MulticlassMetrics.Of(truth, predicted).Mcc(0).Value.ShouldBe(counts.Mcc, 1e-12);
    }

    [Fact]
    public void Regression_errors_equal_the_reference_on_the_car_price_data()
    {
        var reference = Table.Read("nml_car_price", "reference.csv.gz");
        double[] truth = reference.Numbers("y_true"), predicted = reference.Numbers("y_pred");
        foreach (var chunk in Table.Json("nml_car_price", "reference.json").GetProperty("realised_reference").EnumerateArray().Take(3))
        {
            double Expected(string name) => chunk.GetProperty(name).GetDouble();
            var rows = (int)Expected("start")..((int)Expected("end") + 1);
            var e = RegressionErrors.Of(truth[rows], predicted[rows], resamples: 0);
            e.MeanAbsolute.Value.ShouldBe(Expected("mae"), 1e-6);
            e.MeanAbsolutePercentage.Value.ShouldBe(Expected("mape"), 1e-9);
            e.MeanSquared.Value.ShouldBe(Expected("mse"), 1e-3);
            e.RootMeanSquared.Value.ShouldBe(Expected("rmse"), 1e-6);
            e.MeanSquaredLog.Value.ShouldBe(Expected("msle"), 1e-9);
            e.RootMeanSquaredLog.Value.ShouldBe(Expected("rmsle"), 1e-9);
        }
    }

    [Fact]
    public void Weights_of_one_change_nothing_and_a_weight_of_two_counts_a_row_twice()
    {
        var (s, truth) = Simulated.Scores(300, 0.4, 1, 6);
        double[] scores = [.. s.Select(x => 1 / (1 + Math.Exp(-x)))];
        double[] ones = [.. scores.Select(_ => 1.0)];
        var plain = WeightedMetrics.Of(scores, truth, ones, resamples: 0);
        plain.RocAuc.Value.ShouldBe(RocAuc.Value(scores, truth), 1e-12);
        plain.AveragePrecision.Value.ShouldBe(AveragePrecision.Value(scores, truth), 1e-12);
        plain.Brier.Value.ShouldBe(BrierScore.Of(scores, truth, resamples: 0).Value, 1e-12);
        plain.Specificity.Value.ShouldBe(ConfusionCounts.At(scores, truth, 0.5).Specificity().Value, 1e-12);
        ones[7] = 2;
        double[] twice = [.. scores, scores[7]];
        bool[] outcome = [.. truth, truth[7]];
        var weighted = WeightedMetrics.Of(scores, truth, ones, resamples: 0);
        weighted.RocAuc.Value.ShouldBe(RocAuc.Value(twice, outcome), 1e-12);
        weighted.LogLoss.Value.ShouldBe(LogLoss.Of(twice, outcome, resamples: 0).Value, 1e-12);
        WeightedMetrics.Of(scores, truth, new double[300], resamples: 0).RocAuc.IsDefined.ShouldBeFalse();
    }

    [Fact]
    public void Top_places_count_and_ties_are_shared()
    {
        TopK.Precision([4, 3, 2, 1], [true, false, true, false], 2).Value.ShouldBe(0.5);
        TopK.Precision([1, 1, 1, 1], [true, false, true, false], 2).Value.ShouldBe(0.5);
        TopK.Accuracy([[0.5, 0.3, 0.2], [0.2, 0.3, 0.5]], [1, 0], 2).Value.ShouldBe(0.5);
    }

    [Fact]
    public void Cheapest_threshold_of_calibrated_scores_is_near_the_theoretical_cut_off()
    {
        var (scores, truth) = Simulated.Calibrated(50_000, 3);
        CostCurve.Cheapest(scores, truth, 200, 10)!.Value.Threshold.ShouldBe(OperatingPoint.CostOptimalCutOff(200, 10), 0.04);
        CostCurve.Of(scores, truth, 200, 10, 100).Count.ShouldBe(100);
        CostCurve.Cheapest([0.1, 0.2], [false, false], 1, 1)!.Value.Counts.Selected.ShouldBe(0);
    }

    [Fact]
    public void Riley_equals_the_published_example()
    {
        // Riley et al. 2020, figure 3: 24 parameters, R2 0.288, prevalence 0.174: 662 rows for shrinkage 0.9.
        RileySampleSize.Of(24, 0.174, 0.288).Shrinkage.ShouldBeInRange(620, 665);
        RileySampleSize.Of(24, 0.174, 0.288).OverallRisk.ShouldBe(221);
    }
}
