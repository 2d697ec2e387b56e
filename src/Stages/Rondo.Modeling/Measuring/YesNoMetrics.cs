using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Modeling.Measuring;

/// <summary>Everything that scores of a yes-or-no question are judged by.</summary>
internal static class YesNoMetrics
{
    // Bootstrap samples of the metrics without a closed form; as many as give intervals to two digits.
    private const int Resamples = 200;

    public static void Fill(Measured into, double[] scores, bool[] truth, double[] weights, double threshold, int bins, ulong seed)
    {
        bool[] decisions = [.. scores.Select(score => score >= threshold)];
        Cells(into, ConfusionCounts.Of(decisions, truth), threshold);
        if (weights.Length == 0)
        {
            Put(into, ScoreReport.Of(scores, truth, decisions, bins, Resamples, seed));
            into.Note("recall_at_precision", RecallAtPrecision(scores, truth));
            return;
        }

        var weighted = WeightedMetrics.Of(scores, truth, weights, threshold, resamples: Resamples, seed: seed);
        Put(into, new Dictionary<string, Statistics.Estimate>
        {
            ["roc_auc"] = weighted.RocAuc, ["average_precision"] = weighted.AveragePrecision,
            ["log_loss"] = scores.All(score => score is >= 0 and <= 1) ? weighted.LogLoss : Statistics.Estimate.Undefined(truth.Length, "bootstrap"),
            ["brier"] = scores.All(score => score is >= 0 and <= 1) ? weighted.Brier : Statistics.Estimate.Undefined(truth.Length, "bootstrap"),
            ["precision"] = weighted.Precision, ["recall"] = weighted.Recall, ["accuracy"] = weighted.Accuracy, ["specificity"] = weighted.Specificity,
        });
        foreach (var name in (ReadOnlySpan<string>)["ece", "f1", "mcc", "recall_at_precision"])
        {
            into.Note(name, null);
            into.Add(Measured.Undefined(name, "it is not computed for weighted rows."));
        }
    }

    /// <summary>The four cells and the rates that follow from them, where there are decisions and no scores.</summary>
    public static void OfDecisions(Measured into, bool[] decisions, bool[] truth, ulong seed)
    {
        var counts = ConfusionCounts.Of(decisions, truth);
        Cells(into, counts, null);
        string[] ofDecisions = ["precision", "recall", "f1", "mcc", "specificity", "selection_rate"];
        Put(into, ScoreReport.Of([.. decisions.Select(yes => yes ? 1.0 : 0)], truth, decisions, seed: seed).Where(metric => ofDecisions.Contains(metric.Key)));
    }

    private static void Cells(Measured into, ConfusionCounts counts, double? threshold)
    {
        into.Note("n", counts.N);
        into.Note("positives", counts.Positives);
        into.Note("threshold", threshold);
        into.Note("tp", counts.Tp);
        into.Note("fp", counts.Fp);
        into.Note("fn", counts.Fn);
        into.Note("tn", counts.Tn);
    }

    private static void Put(Measured into, IEnumerable<KeyValuePair<string, Statistics.Estimate>> metrics)
    {
        foreach (var (name, value) in metrics)
        {
            into.Metric(name, value, WhyNot(name));
        }
    }

    private static string WhyNot(string name) => name switch
    {
        "roc_auc" or "average_precision" => "the truth holds one class only.",
        "log_loss" or "brier" or "ece" => "the scores are not probabilities from 0 to 1.",
        "precision" => "no row is decided positive.",
        "recall" => "no row is truly positive.",
        "specificity" => "no row is truly negative.",
        "f1" => "no row is positive or decided positive.",
        "mcc" => "the truth or the decisions hold one class only.",
        _ => "there is no row.",
    };

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
