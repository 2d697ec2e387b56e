namespace Rondo.Statistics;

/// <summary>Everything by which scores of a yes-or-no question are usually judged, each with its interval.</summary>
public static class ScoreReport
{
    /// <summary>
    /// Measures scores and decisions against what came true: <c>roc_auc</c>, <c>average_precision</c>, <c>log_loss</c>,
    /// <c>brier</c>, <c>ece</c>, <c>precision</c>, <c>recall</c>, <c>f1</c>, <c>mcc</c>, <c>accuracy</c>,
    /// <c>specificity</c> and <c>selection_rate</c>, in this order. What the rows leave open is undefined: the ranking
    /// where one class is missing, the probability measures where a score lies outside 0 to 1.
    /// </summary>
    /// <param name="scores">One score per row, without NaN.</param>
    /// <param name="truth">As long as <paramref name="scores"/>; true is positive.</param>
    /// <param name="decisions">What was decided for each row.</param>
    /// <param name="bins">Bins of the calibration error, of equal width.</param>
    /// <param name="resamples">Bootstrap samples where no interval has a closed form.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static IReadOnlyDictionary<string, Estimate> Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, ReadOnlySpan<bool> decisions, int bins = 10, int resamples = 200, ulong seed = 1)
    {
        var counts = ConfusionCounts.Of(decisions, truth);
        var unknown = Estimate.Undefined(truth.Length, "bootstrap");
        var probabilities = true;
        foreach (var score in scores)
        {
            probabilities &= score is >= 0 and <= 1;
        }

        return new Dictionary<string, Estimate>
        {
            ["roc_auc"] = RocAuc.DeLong(scores, truth),
            ["average_precision"] = counts.Positives == 0 || counts.Negatives == 0 ? unknown : AveragePrecision.Of(scores, truth, resamples: resamples, seed: seed),
            ["log_loss"] = probabilities ? LogLoss.Of(scores, truth, resamples: resamples, seed: seed) : unknown,
            ["brier"] = probabilities ? BrierScore.Of(scores, truth, resamples: resamples, seed: seed) : unknown,
            ["ece"] = probabilities ? CalibrationError.Of(scores, truth, bins, resamples: resamples, seed: seed) : unknown,
            ["precision"] = counts.Precision(),
            ["recall"] = counts.Recall(),
            ["f1"] = counts.Bootstrapped(drawn => drawn.F1, resamples, seed: seed),
            ["mcc"] = counts.Bootstrapped(drawn => drawn.Mcc, resamples, seed: seed),
            ["accuracy"] = counts.Accuracy(),
            ["specificity"] = counts.Specificity(),
            ["selection_rate"] = counts.SelectionRate(),
        };
    }
}
