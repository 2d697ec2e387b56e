namespace Rondo.Statistics;

/// <summary>Population stability index: the sum over bins of (q - p) ln(q / p), p the reference shares, q the current ones.</summary>
/// <remarks>
/// The usual reading (below 0.1 stable, above 0.2 changed) ignores the sample size: without any change PSI of B bins is
/// about (1/n + 1/m) times a chi-square with B - 1 degrees of freedom. See <see cref="DriftThreshold.Psi"/>.
/// Source: Siddiqi 2006; Yurdakul 2018 (null distribution).
/// </remarks>
public static class PopulationStability
{
    /// <summary>Stands in for a share of zero, so that an empty bin costs much but not everything.</summary>
    public const double ZeroShare = 1e-4;

    /// <summary>PSI of numbers over quantile bins of the reference. NaN where a side is empty; missing values are left out.</summary>
    public static double Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins = 10)
    {
        var cut = ReferenceBins.Of(reference, bins);
        return OfCounts([.. cut.Reference], cut.CountOf(current));
    }

    /// <summary>PSI of categories. NaN where a side is empty.</summary>
    public static double Of(CategoryCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return OfCounts(counts.Reference, counts.Current);
    }

    /// <summary>PSI of two lists of counts of the same bins. NaN where a side is empty.</summary>
    public static double OfCounts(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        Check.SameLength(reference.Length, current.Length);
        var (n, m) = (Shares.Total(reference), Shares.Total(current));
        double sum = 0;
        for (var b = 0; b < reference.Length; b++)
        {
            if (reference[b] == 0 && current[b] == 0)
            {
                continue;
            }

            var p = reference[b] == 0 ? ZeroShare : (double)reference[b] / n;
            var q = current[b] == 0 ? ZeroShare : (double)current[b] / m;
            sum += (q - p) * Math.Log(q / p);
        }

        return n == 0 || m == 0 ? double.NaN : sum;
    }

    /// <summary>PSI with a bootstrap interval over the rows of both sides.</summary>
    public static Estimate Estimated(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, int resamples = 200, double level = 0.95, ulong seed = 1) =>
        CountBootstrap.Of(reference, current, OfCounts, resamples, level, seed);
}

internal sealed class PopulationStabilityStatistic() : Statistic(
    new Descriptor
    {
        Id = "psi",
        Name = "Population stability index",
        Family = "Drift",
        Meaning = "How much the mix of values has moved since the reference; small samples move it too, so see the bound beside it.",
        Unit = "nats",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrent,
        Parameters = [CommonParameters.Bins, CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined where a side is empty. A constant reference has one bin and gives 0. An empty bin counts as a share of 0.0001. Missing values are left out.",
        Source = "Siddiqi 2006; Yurdakul 2018.",
        Example = """{"reference": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "current": [4, 5, 6, 7, 8, 9, 10, 11, 12, 13], "bins": 4}""",
    },
    inputs =>
    {
        var bins = ReferenceBins.Of(inputs.Numbers("reference"), inputs.Integer("bins"));
        long[] reference = [.. bins.Reference], current = bins.CountOf(inputs.Numbers("current"));
        return StatisticResult.Of(
            PopulationStability.Estimated(reference, current, inputs.Integer("resamples"), inputs.Number("level"), inputs.ReadSeed()),
            ("bound_95", DriftThreshold.Psi(bins.Count, reference.Sum(), current.Sum(), 0.95)));
    });
