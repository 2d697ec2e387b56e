namespace Rondo.Statistics;

/// <summary>
/// Scores sorted from high to low, equal scores together, with the number of positives and negatives at or above each:
/// the one structure from which ROC, precision-recall, DeLong and thresholds are read. O(n log n) once, O(groups) after.
/// </summary>
internal sealed class ScoreGroups
{
    private ScoreGroups(double[] score, long[] truePositives, long[] falsePositives)
    {
        Score = score;
        TruePositives = truePositives;
        FalsePositives = falsePositives;
        Positives = truePositives.Length == 0 ? 0 : truePositives[^1];
        Negatives = falsePositives.Length == 0 ? 0 : falsePositives[^1];
    }

    /// <summary>Distinct scores, descending.</summary>
    internal double[] Score { get; }

    /// <summary>Positives with a score at or above.</summary>
    internal long[] TruePositives { get; }

    /// <summary>Negatives with a score at or above.</summary>
    internal long[] FalsePositives { get; }

    internal long Positives { get; }

    internal long Negatives { get; }

    internal int Count => Score.Length;

    /// <summary>Sorts; null where a score is NaN, which has no place in an order.</summary>
    internal static ScoreGroups? Build(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        Check.SameLength(scores.Length, truth.Length);
        if (Check.HasNaN(scores))
        {
            return null;
        }

        var positives = new double[Check.CountTrue(truth)];
        var negatives = new double[truth.Length - positives.Length];
        int p = 0, q = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (truth[i])
            {
                positives[p++] = scores[i];
            }
            else
            {
                negatives[q++] = scores[i];
            }
        }

        Sorting.Ascending(positives);
        Sorting.Ascending(negatives);
        return Merge(positives, negatives);
    }

    private static ScoreGroups Merge(double[] positives, double[] negatives)
    {
        var total = positives.Length + negatives.Length;
        var score = new double[total];
        var tp = new long[total];
        var fp = new long[total];
        int i = positives.Length - 1, j = negatives.Length - 1, count = 0;
        while (i >= 0 || j >= 0)
        {
            var value = j < 0 || (i >= 0 && positives[i] >= negatives[j]) ? positives[i] : negatives[j];
            while (i >= 0 && positives[i] == value)
            {
                i--;
            }

            while (j >= 0 && negatives[j] == value)
            {
                j--;
            }

            score[count] = value;
            tp[count] = positives.Length - 1 - i;
            fp[count] = negatives.Length - 1 - j;
            count++;
        }

        return count == total
            ? new ScoreGroups(score, tp, fp)
            : new ScoreGroups(score[..count], tp[..count], fp[..count]);
    }
}
