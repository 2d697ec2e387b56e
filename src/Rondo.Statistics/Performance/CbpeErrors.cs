namespace Rondo.Statistics;

/// <summary>
/// Standard error of each realised measure on one row, learned from the reference; divided by the root of the chunk size
/// it is the spread that chunks have by chance.
/// </summary>
internal sealed record CbpeErrors(double Accuracy, double Precision, double Recall, double Specificity, double F1, double RocAuc, double AveragePrecision)
{
    internal static CbpeErrors Of(ScoreGroups groups, ConfusionCounts c)
    {
        double n = c.N;
        static double Share(double successes, double of, double n) =>
            of == 0 ? double.NaN : Math.Sqrt(successes / of * (1 - (successes / of)) / of * n);

        // Delta method on the ratio 2 TP / (2 TP + FP + FN) of multinomial cells.
        double below = (2.0 * c.Tp) + c.Fp + c.Fn, f1 = c.F1;
        var variance = ((c.Tp * Math.Pow(2 - (2 * f1), 2)) + ((c.Fp + c.Fn) * f1 * f1)) / n;
        var delong = Rondo.Statistics.RocAuc.Variance(groups, Rondo.Statistics.RocAuc.Value(groups));
        return new CbpeErrors(
            Share(c.Tp + c.Tn, n, n),
            Share(c.Tp, c.Selected, n),
            Share(c.Tp, c.Positives, n),
            Share(c.Tn, c.Negatives, n),
            below == 0 ? double.NaN : Math.Sqrt(Math.Max(0, variance)) / (below / n),
            Math.Sqrt(delong * n),
            OfAveragePrecision(groups));
    }

    // Average precision is nearly a mean over positives of the precision at their score; their spread stands in.
    private static double OfAveragePrecision(ScoreGroups groups)
    {
        double sum = 0, squares = 0;
        long before = 0;
        for (var g = 0; g < groups.Count; g++)
        {
            double count = groups.TruePositives[g] - before;
            before = groups.TruePositives[g];
            var precision = (double)before / (before + groups.FalsePositives[g]);
            sum += count * precision;
            squares += count * precision * precision;
        }

        double positives = groups.Positives, n = positives + groups.Negatives;
        return Math.Sqrt(Math.Max(0, (squares / positives) - Math.Pow(sum / positives, 2)) / positives * n);
    }
}
