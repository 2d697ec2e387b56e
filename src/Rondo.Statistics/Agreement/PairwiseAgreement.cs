namespace Rondo.Statistics;

/// <summary>How often two annotators of the same item say the same.</summary>
public static class PairwiseAgreement
{
    /// <summary>Mean over items of the share of agreeing pairs of labels, with a bootstrap interval over items.</summary>
    /// <param name="table">Ratings; items with fewer than two labels are left out.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples; 0 gives no interval.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="byLabels">True weights items by their number of labels, as the coincidence matrix of Krippendorff's alpha does.</param>
    public static Estimate Of(RatingTable table, double level = 0.95, int resamples = 1000, ulong seed = 1, bool byLabels = false)
    {
        ArgumentNullException.ThrowIfNull(table);
        Check.Level(level);
        var patterns = RatingPatterns.Of(table);
        return patterns.Bootstrapped(weights => Value(patterns, weights, byLabels), resamples, level, seed);
    }

    internal static double OfItem(RatingPatterns patterns, int p)
    {
        double m = patterns.Labels[p], agreeing = 0;
        foreach (var count in patterns.Counts[p])
        {
            agreeing += count * (count - 1.0);
        }

        return agreeing / (m * (m - 1));
    }

    internal static double Value(RatingPatterns patterns, ReadOnlySpan<long> weights, bool byLabels)
    {
        double sum = 0, total = 0;
        for (var p = 0; p < patterns.Count; p++)
        {
            var weight = weights[p] * (byLabels ? patterns.Labels[p] : 1.0);
            sum += weight * OfItem(patterns, p);
            total += weight;
        }

        return sum / total;
    }
}

internal sealed class PairwiseAgreementStatistic() : Statistic(
    new Descriptor
    {
        Id = "pairwise_agreement",
        Name = "Pairwise agreement",
        Family = "Agreement",
        Meaning = "How often two people who saw the same item gave it the same label.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = AgreementInputs.Labels,
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(1000), CommonParameters.Seed],
        EdgeCases = "Items with fewer than two labels are left out; undefined where none is left.",
        Source = "Gwet 2014, Handbook of Inter-Rater Reliability, chapter 2.",
        Example = AgreementInputs.Example,
    },
    inputs => StatisticResult.Of(PairwiseAgreement.Of(
        RatingTable.FromRows(inputs.LabelRows("labels")), inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed())));
