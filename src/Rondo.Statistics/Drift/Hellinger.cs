namespace Rondo.Statistics;

/// <summary>Hellinger distance of two lists of counts: 0 is the same, 1 is no overlap.</summary>
/// <remarks>Source: Hellinger 1909.</remarks>
public static class Hellinger
{
    /// <summary>sqrt(sum (sqrt p - sqrt q)^2 / 2). NaN where a side is empty.</summary>
    public static double OfCounts(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) =>
        Math.Sqrt(Shares.Sum(reference, current, static (p, q) => Math.Pow(Math.Sqrt(p) - Math.Sqrt(q), 2)) / 2);

    /// <summary>Distance of numbers over quantile bins of the reference.</summary>
    public static double Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins = 10)
    {
        var cut = ReferenceBins.Of(reference, bins);
        return OfCounts([.. cut.Reference], cut.CountOf(current));
    }
}

internal sealed class HellingerStatistic() : Statistic(
    new Descriptor
    {
        Id = "hellinger",
        Name = "Hellinger distance",
        Family = "Drift",
        Meaning = "How different the mix of values is, from 0 for the same to 1 for no overlap.",
        Unit = "none",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrent,
        Parameters = [CommonParameters.Bins, CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined where a side is empty. A constant reference has one bin and gives 0. Missing values are left out.",
        Source = "Hellinger 1909.",
        Example = """{"reference": [1, 2, 3, 4, 5, 6, 7, 8], "current": [5, 6, 7, 8, 9, 10, 11, 12], "bins": 4}""",
    },
    inputs => BinnedDrift.Run(inputs, Hellinger.OfCounts));
