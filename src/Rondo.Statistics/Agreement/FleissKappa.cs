namespace Rondo.Statistics;

/// <summary>Fleiss' kappa: agreement beyond chance of a fixed number of labels per item.</summary>
/// <remarks>Source: Fleiss 1971; for labels that vary in number use Krippendorff's alpha, which it approaches for many items.</remarks>
public static class FleissKappa
{
    /// <summary>Kappa with a bootstrap interval over items.</summary>
    /// <param name="table">Ratings; items with fewer than two labels are left out, the others must have equally many.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples; 0 gives no interval.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined where the items differ in their number of labels or all labels are the same.</returns>
    public static Estimate Of(RatingTable table, double level = 0.95, int resamples = 1000, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        Check.Level(level);
        var patterns = RatingPatterns.Of(table);
        return patterns.Bootstrapped(weights => Value(patterns, weights), resamples, level, seed);
    }

    /// <summary>The value alone; NaN where undefined.</summary>
    public static double Value(RatingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var patterns = RatingPatterns.Of(table);
        return Value(patterns, patterns.Items);
    }

    internal static double Value(RatingPatterns patterns, ReadOnlySpan<long> weights)
    {
        if (patterns.Labels.Distinct().Count() != 1)
        {
            return double.NaN;
        }

        double observed = PairwiseAgreement.Value(patterns, weights, byLabels: false), expected = 0;
        var marginals = patterns.Marginals(weights);
        var total = marginals.Sum();
        foreach (var m in marginals)
        {
            expected += m / total * (m / total);
        }

        return expected < 1 - 1e-12 ? (observed - expected) / (1 - expected) : double.NaN;
    }

    /// <summary>z of kappa against 0 with the variance that holds without agreement (Fleiss, Nee and Landis 1979); NaN where undefined.</summary>
    public static double Z(RatingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var patterns = RatingPatterns.Of(table);
        var kappa = Value(patterns, patterns.Items);
        if (double.IsNaN(kappa))
        {
            return double.NaN;
        }

        var marginals = patterns.Marginals(patterns.Items);
        double total = marginals.Sum(), pq = 0, skew = 0, m = patterns.Labels[0];
        foreach (var marginal in marginals)
        {
            var p = marginal / total;
            pq += p * (1 - p);
            skew += p * (1 - p) * (1 - (2 * p));
        }

        return kappa / Math.Sqrt(2 * ((pq * pq) - skew) / (pq * pq * patterns.Total * m * (m - 1)));
    }
}

internal sealed class FleissKappaStatistic() : Statistic(
    new Descriptor
    {
        Id = "fleiss_kappa",
        Name = "Fleiss' kappa",
        Family = "Agreement",
        Meaning = "How far a fixed number of annotators agree beyond chance: 1 is perfect, 0 is what guessing gives.",
        Unit = "none",
        Range = (-1, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = AgreementInputs.Labels,
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(1000), CommonParameters.Seed],
        EdgeCases = "Undefined where items differ in their number of labels or where all labels are the same.",
        Source = "Fleiss 1971; Fleiss, Nee and Landis 1979 (z).",
        Example = AgreementInputs.CompleteExample,
    },
    inputs =>
    {
        var table = RatingTable.FromRows(inputs.LabelRows("labels"));
        return StatisticResult.Of(
            FleissKappa.Of(table, inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed()), ("z", FleissKappa.Z(table)));
    });
