namespace Rondo.Statistics;

/// <summary>Metrics of rows that count differently, for example because they were sampled with different probability.</summary>
/// <remarks>Shares have Wilson intervals on the effective number of rows; the rest a bootstrap over rows. Weights of 0 leave a row out.</remarks>
public sealed record WeightedMetrics(
    Estimate Recall, Estimate Precision, Estimate Specificity, Estimate Accuracy, Estimate RocAuc, Estimate AveragePrecision, Estimate Brier, Estimate LogLoss)
{
    /// <summary>All metrics.</summary>
    /// <param name="scores">Scores; probabilities for Brier and log loss.</param>
    /// <param name="truth">What came true.</param>
    /// <param name="weights">Weight of each row, at least 0 and finite.</param>
    /// <param name="threshold">A score at or above it is positive.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static WeightedMetrics Of(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, ReadOnlySpan<double> weights, double threshold = 0.5, double level = 0.95, int resamples = 200, ulong seed = 1)
    {
        Check.SameLength(scores.Length, truth.Length);
        Check.SameLength(scores.Length, weights.Length);
        double[] s = scores.ToArray(), w = weights.ToArray();
        bool[] t = truth.ToArray();
        bool[] decisions = [.. s.Select(x => x >= threshold)];
        var all = GroupMetrics.Of(decisions, t, new string?[s.Length], w, level);
        var rates = all.Count == 0 ? null : all[0];
        int[] order = [.. Enumerable.Range(0, s.Length)];
        Array.Sort([.. s.Select(x => -x)], order);
        var ordered = !Check.HasNaN(s);
        Estimate Boot(Func<ReadOnlySpan<int>, double> value) => Bootstrap.Percentile(s.Length, value, resamples, level, seed);
        return new WeightedMetrics(
            rates?.Recall ?? Estimate.Undefined(0, "wilson"), rates?.Precision ?? Estimate.Undefined(0, "wilson"),
            rates is null ? Estimate.Undefined(0, "wilson") : Mirror(rates.FalsePositiveRate), rates?.Accuracy ?? Estimate.Undefined(0, "wilson"),
            Boot(draw => ordered ? Ranking(s, t, w, order, draw).Auc : double.NaN),
            Boot(draw => ordered ? Ranking(s, t, w, order, draw).Precision : double.NaN),
            Boot(draw => Mean(i => Math.Pow(s[i] - (t[i] ? 1 : 0), 2), w, draw)),
            Boot(draw => Mean(i => Rondo.Statistics.LogLoss.OfOne(s[i], t[i]), w, draw)));
    }

    private static Estimate Mirror(Estimate e) => e with { Value = 1 - e.Value, Low = 1 - e.High, High = 1 - e.Low };

    private static double Mean(Func<int, double> loss, double[] weights, ReadOnlySpan<int> draw)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var w = weights[i] * draw[i];
            sum += w > 0 ? w * loss(i) : 0;
            total += w;
        }

        return sum / total;
    }

    private static (double Auc, double Precision) Ranking(double[] scores, bool[] truth, double[] weights, int[] order, ReadOnlySpan<int> draw)
    {
        double tp = 0, fp = 0, area = 0, precision = 0;
        for (var start = 0; start < order.Length;)
        {
            double positives = 0, negatives = 0;
            var end = start;
            for (; end < order.Length && scores[order[end]] == scores[order[start]]; end++)
            {
                var i = order[end];
                positives += truth[i] ? weights[i] * draw[i] : 0;
                negatives += truth[i] ? 0 : weights[i] * draw[i];
            }

            area += negatives * (tp + (positives / 2));
            tp += positives;
            fp += negatives;
            precision += positives > 0 ? positives * tp / (tp + fp) : 0;
            start = end;
        }

        return (area / (tp * fp), precision / tp);
    }
}
