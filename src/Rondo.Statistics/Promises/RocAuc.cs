namespace Rondo.Statistics;

/// <summary>Area under the ROC curve: the probability that a positive scores above a negative, ties counting half.</summary>
public static class RocAuc
{
    /// <summary>The area alone, in [0, 1]; NaN where one class is missing or a score is NaN. O(n log n).</summary>
    /// <param name="scores">One score per row; infinities have an order and are welcome.</param>
    /// <param name="truth">As long as <paramref name="scores"/>; true is positive.</param>
    public static double Value(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth) =>
        ScoreGroups.Build(scores, truth) is { } groups ? Value(groups) : double.NaN;

    /// <summary>The area with DeLong's interval, clipped to [0, 1].</summary>
    /// <param name="scores">One score per row; infinities have an order and are welcome.</param>
    /// <param name="truth">As long as <paramref name="scores"/>; true is positive.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <remarks>
    /// Where the classes are separated perfectly DeLong's variance is 0, which claims more than the data say; the interval
    /// then ends where a share of all of the rarer class ends (Clopper-Pearson), and the method says <c>exact</c>.
    /// Source: DeLong, DeLong and Clarke-Pearson 1988; Sun and Xu 2014.
    /// </remarks>
    public static Estimate DeLong(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double level = 0.95)
    {
        Check.Level(level);
        return ScoreGroups.Build(scores, truth) is { } groups ? DeLong(groups, level) : Estimate.Undefined(scores.Length, "delong");
    }

    internal static double Value(ScoreGroups groups)
    {
        if (groups.Positives == 0 || groups.Negatives == 0)
        {
            return double.NaN;
        }

        double area = 0;
        long tpBefore = 0, fpBefore = 0;
        for (var g = 0; g < groups.Count; g++)
        {
            long tp = groups.TruePositives[g], fp = groups.FalsePositives[g];
            area += (fp - fpBefore) * 0.5 * (tp + tpBefore);
            (tpBefore, fpBefore) = (tp, fp);
        }

        return area / ((double)groups.Positives * groups.Negatives);
    }

    internal static Estimate DeLong(ScoreGroups groups, double level)
    {
        var n = groups.Positives + groups.Negatives;
        var auc = Value(groups);
        if (double.IsNaN(auc))
        {
            return Estimate.Undefined(n, "delong");
        }

        var variance = Variance(groups, auc);
        if (variance <= 0)
        {
            var rarer = Math.Min(groups.Positives, groups.Negatives);
            var end = Math.Pow((1 - level) / 2, 1.0 / rarer);
            return auc > 0.5 ? new Estimate(auc, n, end, 1, level, "exact")
                : auc < 0.5 ? new Estimate(auc, n, 0, 1 - end, level, "exact")
                : new Estimate(auc, n, auc, auc, level, "delong");
        }

        var half = Distributions.Z(level) * Math.Sqrt(variance);
        return new Estimate(auc, n, Math.Max(0, auc - half), Math.Min(1, auc + half), level, "delong");
    }

    // Each row's placement is the share of the other class that it beats; DeLong's variance is that of the mean placements.
    internal static double Variance(ScoreGroups groups, double auc)
    {
        double positives = groups.Positives, negatives = groups.Negatives, ofPositives = 0, ofNegatives = 0;
        long tpBefore = 0, fpBefore = 0;
        for (var g = 0; g < groups.Count; g++)
        {
            long tp = groups.TruePositives[g], fp = groups.FalsePositives[g];
            var beaten = (negatives - (0.5 * (fp + fpBefore))) / negatives;
            var beating = 0.5 * (tp + tpBefore) / positives;
            ofPositives += (tp - tpBefore) * (beaten - auc) * (beaten - auc);
            ofNegatives += (fp - fpBefore) * (beating - auc) * (beating - auc);
            (tpBefore, fpBefore) = (tp, fp);
        }

        return (positives > 1 ? ofPositives / (positives - 1) / positives : 0) + (negatives > 1 ? ofNegatives / (negatives - 1) / negatives : 0);
    }
}

internal sealed class RocAucStatistic() : Statistic(
    new Descriptor
    {
        Id = "roc_auc",
        Name = "Area under the ROC curve",
        Family = "Promises",
        Meaning = "How often a true case scores above a false one: 0.5 is guessing, 1 is perfect order.",
        Unit = "probability",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = CommonParameters.ScoresAndTruth,
        Parameters = [CommonParameters.Level],
        MinimumSample = 2,
        EdgeCases = "Undefined where the truth holds one class only. All scores equal give 0.5.",
        Source = "Hanley and McNeil 1982; DeLong, DeLong and Clarke-Pearson 1988; Sun and Xu 2014.",
        Example = """{"scores": [0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.3, 0.2], "truth": [1, 1, 0, 1, 0, 1, 0, 0]}""",
    },
    inputs => StatisticResult.Of(RocAuc.DeLong(inputs.Numbers("scores"), inputs.Flags("truth"), inputs.Number("level"))));
