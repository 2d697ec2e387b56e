namespace Rondo.Statistics;

/// <summary>Jensen-Shannon distance: square root of the divergence in bits; 0 is the same, 1 is no overlap.</summary>
/// <remarks>Source: Lin 1991; Endres and Schindelin 2003 (the root is a metric).</remarks>
public static class JensenShannon
{
    /// <summary>Distance of two lists of counts of the same bins. NaN where a side is empty.</summary>
    public static double OfCounts(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) =>
        Math.Sqrt(Math.Max(0, Shares.Sum(reference, current, static (p, q) => Half(p, q) + Half(q, p))));

    /// <summary>Distance of numbers over quantile bins of the reference.</summary>
    public static double Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins = 10)
    {
        var cut = ReferenceBins.Of(reference, bins);
        return OfCounts([.. cut.Reference], cut.CountOf(current));
    }

    private static double Half(double p, double q) => p == 0 ? 0 : 0.5 * p * Math.Log2(2 * p / (p + q));
}

internal sealed class JensenShannonStatistic() : Statistic(
    new Descriptor
    {
        Id = "js_distance",
        Name = "Jensen-Shannon distance",
        Family = "Drift",
        Meaning = "How different the mix of values is, from 0 for the same to 1 for no overlap.",
        Unit = "none",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrent,
        Parameters = [CommonParameters.Bins, CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined where a side is empty. A constant reference has one bin and gives 0. Missing values are left out.",
        Source = "Lin 1991; Endres and Schindelin 2003.",
        Example = """{"reference": [1, 2, 3, 4, 5, 6, 7, 8], "current": [5, 6, 7, 8, 9, 10, 11, 12], "bins": 4}""",
    },
    inputs => BinnedDrift.Run(inputs, JensenShannon.OfCounts));
