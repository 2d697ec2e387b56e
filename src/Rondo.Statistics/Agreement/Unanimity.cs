namespace Rondo.Statistics;

/// <summary>How often all annotators of an item say the same.</summary>
public static class Unanimity
{
    /// <summary>Share of items with two labels or more whose labels are all equal, with a Wilson interval over items.</summary>
    public static Estimate Of(RatingTable table, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        var patterns = RatingPatterns.Of(table);
        long unanimous = 0;
        for (var p = 0; p < patterns.Count; p++)
        {
            unanimous += patterns.Codes[p].Length == 1 ? patterns.Items[p] : 0;
        }

        return Proportion.Wilson(unanimous, patterns.Total, level);
    }

    /// <summary>Unanimity of annotators who draw labels at random from the pooled shares: the sum of share to the power of raters.</summary>
    /// <param name="pooledShares">Share of each category; sums to 1.</param>
    /// <param name="raters">Labels per item, at least 2.</param>
    public static double Chance(ReadOnlySpan<double> pooledShares, int raters)
    {
        double sum = 0;
        foreach (var share in pooledShares)
        {
            sum += Math.Pow(share, raters);
        }

        return sum;
    }

    /// <summary>Chance level of a table: the mean over its items, each with its own number of labels. NaN where no item has two.</summary>
    public static double Chance(RatingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var patterns = RatingPatterns.Of(table);
        var shares = patterns.Marginals(patterns.Items);
        var total = shares.Sum();
        for (var c = 0; c < shares.Length; c++)
        {
            shares[c] /= total;
        }

        double sum = 0;
        for (var p = 0; p < patterns.Count; p++)
        {
            sum += patterns.Items[p] * Chance(shares, patterns.Labels[p]);
        }

        return sum / patterns.Total;
    }
}

internal sealed class UnanimityStatistic() : Statistic(
    new Descriptor
    {
        Id = "unanimity",
        Name = "Unanimity",
        Family = "Agreement",
        Meaning = "How often all annotators of an item say the same; look at the chance level beside it before you celebrate.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = AgreementInputs.Labels,
        Parameters = [CommonParameters.Level],
        EdgeCases = "Items with fewer than two labels are left out; undefined where none is left.",
        Source = "Share of items, Wilson interval; chance level from pooled label shares.",
        Example = AgreementInputs.Example,
    },
    inputs =>
    {
        var table = RatingTable.FromRows(inputs.LabelRows("labels"));
        return StatisticResult.Of(Unanimity.Of(table, inputs.Number("level")), ("chance", Unanimity.Chance(table)));
    });
