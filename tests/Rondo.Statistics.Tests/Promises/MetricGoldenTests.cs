using System.Globalization;
using System.Text.Json;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>Every metric equals the independently computed reference on real predictions.</summary>
public sealed class MetricGoldenTests
{
    [Theory]
    [InlineData("churn_telco", "hgb")]
    [InlineData("churn_telco", "lr")]
    [InlineData("churn_mlc5000", "hgb")]
    [InlineData("churn_mlc5000", "lr")]
    [InlineData("fair_adult", "hgb")]
    [InlineData("fair_south_german_credit", "hgb")]
    public void Metrics_equal_the_reference(string folder, string model)
    {
        if (!Table.Json(folder, "reference.json").TryGetProperty(model, out var expected))
        {
            return;
        }

        var table = Table.Read(folder, "predictions.csv");
        var column = table.Has($"p_{model}") ? $"p_{model}" : "p";
        double[] scores = table.Numbers(column);
        var truth = table.Flags("y");
        double Expected(string name) => expected.GetProperty(name).GetDouble();

        scores.Length.ShouldBe((int)Expected("n"));
        RocAuc.Value(scores, truth).ShouldBe(Expected("roc_auc"), 1e-9);
        AveragePrecision.Value(scores, truth).ShouldBe(Expected("average_precision"), 1e-9);
        BrierScore.Of(scores, truth, resamples: 0).Value.ShouldBe(Expected("brier"), 1e-9);
        LogLoss.Of(scores, truth, resamples: 0).Value.ShouldBe(Expected("log_loss"), 1e-9);
        CalibrationError.Of(scores, truth, 10, resamples: 0).Value.ShouldBe(Expected("ece_10"), 1e-9);
        CalibrationError.Of(scores, truth, 15, resamples: 0).Value.ShouldBe(Expected("ece_15"), 1e-9);
        var counts = ConfusionCounts.At(scores, truth, Expected("threshold"));
        counts.ShouldBe(new ConfusionCounts((long)Expected("tp"), (long)Expected("fp"), (long)Expected("fn"), (long)Expected("tn")));
        counts.Accuracy().Value.ShouldBe(Expected("accuracy"), 1e-9);
        counts.Precision().Value.ShouldBe(Expected("precision"), 1e-9);
        counts.Recall().Value.ShouldBe(Expected("recall"), 1e-9);
        counts.F1.ShouldBe(Expected("f1"), 1e-9);
        counts.Mcc.ShouldBe(Expected("mcc"), 1e-9);
        foreach (var promise in expected.GetProperty("recall_at_precision").EnumerateObject())
        {
            var (recall, threshold) = OperatingPoint.RecallAtPrecision(scores, truth, double.Parse(promise.Name, CultureInfo.InvariantCulture));
            if (promise.Value.ValueKind == JsonValueKind.Null)
            {
                recall.IsDefined.ShouldBeFalse();
                continue;
            }

            recall.Value.ShouldBe(promise.Value.GetProperty("recall").GetDouble(), 1e-9);
            threshold.ShouldBe(promise.Value.GetProperty("threshold").GetDouble(), 1e-9);
        }
    }
}
