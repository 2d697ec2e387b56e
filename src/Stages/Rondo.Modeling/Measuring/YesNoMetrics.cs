using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Modeling.Measuring;

/// <summary>Everything that scores of a yes-or-no question are judged by.</summary>
internal static class YesNoMetrics
{
    private const string OneClass = "the truth holds one class only.";
    private const string NotProbabilities = "the scores are not probabilities from 0 to 1.";

    // Bootstrap samples of the metrics without a closed form; as many as give intervals to two digits.
    private const int Resamples = 200;

    public static void Fill(Measured into, double[] scores, bool[] truth, double[] weights, double threshold, int bins, ulong seed)
    {
        var counts = ConfusionCounts.At(scores, truth, threshold);
        into.Note("n", truth.Length);
        into.Note("positives", counts.Positives);
        into.Note("threshold", threshold);
        var oneClass = counts.Positives == 0 || counts.Negatives == 0;
        var probabilities = scores.All(score => score is >= 0 and <= 1);
        if (weights.Length > 0)
        {
            Weighted(into, WeightedMetrics.Of(scores, truth, weights, threshold, resamples: Resamples, seed: seed), probabilities);
        }
        else
        {
            into.Metric("roc_auc", RocAuc.DeLong(scores, truth), OneClass);
            into.Metric("average_precision", oneClass ? Statistics.Estimate.Undefined(truth.Length, "bootstrap") : AveragePrecision.Of(scores, truth, resamples: Resamples, seed: seed), OneClass);
            into.Metric("log_loss", probabilities ? LogLoss.Of(scores, truth, resamples: Resamples, seed: seed) : Statistics.Estimate.Undefined(truth.Length, "bootstrap"), NotProbabilities);
            into.Metric("brier", probabilities ? BrierScore.Of(scores, truth, resamples: Resamples, seed: seed) : Statistics.Estimate.Undefined(truth.Length, "bootstrap"), NotProbabilities);
            into.Metric("ece", probabilities ? CalibrationError.Of(scores, truth, bins, resamples: Resamples, seed: seed) : Statistics.Estimate.Undefined(truth.Length, "bootstrap"), NotProbabilities);
        }

        AtThreshold(into, counts, weighted: weights.Length > 0, seed);
        into.Note("recall_at_precision", weights.Length > 0 ? null : RecallAtPrecision(scores, truth));
        if (weights.Length > 0)
        {
            into.Add(Measured.Undefined("recall_at_precision", "it is not computed for weighted rows."));
        }
    }

    /// <summary>The four cells and what follows from them; rates of weighted rows are measured with their weights.</summary>
    public static void AtThreshold(Measured into, ConfusionCounts counts, bool weighted, ulong seed)
    {
        into.Note("tp", counts.Tp);
        into.Note("fp", counts.Fp);
        into.Note("fn", counts.Fn);
        into.Note("tn", counts.Tn);
        if (weighted)
        {
            return;
        }

        into.Metric("precision", counts.Precision(), "no row is decided positive.");
        into.Metric("recall", counts.Recall(), "no row is truly positive.");
        into.Metric("f1", counts.Bootstrapped(drawn => drawn.F1, Resamples, seed: seed), "no row is positive or decided positive.");
        into.Metric("mcc", counts.Bootstrapped(drawn => drawn.Mcc, Resamples, seed: seed), "the truth or the decisions hold one class only.");
        into.Metric("accuracy", counts.Accuracy(), "there is no row.");
        into.Metric("specificity", counts.Specificity(), "no row is truly negative.");
    }

    private static void Weighted(Measured into, WeightedMetrics metrics, bool probabilities)
    {
        var unknown = Statistics.Estimate.Undefined(0, "bootstrap");
        into.Metric("roc_auc", metrics.RocAuc, OneClass);
        into.Metric("average_precision", metrics.AveragePrecision, OneClass);
        into.Metric("log_loss", probabilities ? metrics.LogLoss : unknown, NotProbabilities);
        into.Metric("brier", probabilities ? metrics.Brier : unknown, NotProbabilities);
        into.Metric("ece", unknown, "it is not computed for weighted rows.");
        into.Metric("precision", metrics.Precision, "no row is decided positive.");
        into.Metric("recall", metrics.Recall, "no row is truly positive.");
        into.Metric("accuracy", metrics.Accuracy, "there is no row.");
        into.Metric("specificity", metrics.Specificity, "no row is truly negative.");
        into.Metric("f1", unknown, "it is not computed for weighted rows.");
        into.Metric("mcc", unknown, "it is not computed for weighted rows.");
    }

    private static Dictionary<string, object?> RecallAtPrecision(double[] scores, bool[] truth)
    {
        var reached = new Dictionary<string, object?>();
        foreach (var precision in (ReadOnlySpan<double>)[0.5, 0.6, 0.7, 0.8, 0.9])
        {
            var (recall, threshold) = Statistics.OperatingPoint.RecallAtPrecision(scores, truth, precision);
            reached[FormattableString.Invariant($"{precision:0.0}")] = recall.IsDefined ? new RecallReached(recall.ToWire(), threshold) : null;
        }

        return reached;
    }
}

/// <summary>Largest recall whose precision is high enough.</summary>
/// <param name="Recall">Recall.</param>
/// <param name="Threshold">Score from which rows count as positive.</param>
internal sealed record RecallReached(Contracts.Estimate Recall, double Threshold);
