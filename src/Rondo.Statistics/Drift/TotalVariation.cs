namespace Rondo.Statistics;

/// <summary>Total variation: the share of rows that would have to change category to undo the shift.</summary>
/// <remarks>Source: Levin, Peres and Wilmer 2009, chapter 4.</remarks>
public static class TotalVariation
{
    /// <summary>Half the sum of absolute differences of shares. NaN where a side is empty.</summary>
    public static double OfCounts(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) =>
        0.5 * Shares.Sum(reference, current, static (p, q) => Math.Abs(p - q));

    /// <summary>Largest absolute difference of a share (L-infinity). NaN where a side is empty.</summary>
    public static double Largest(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        double most = 0;
        var empty = Shares.Sum(reference, current, (p, q) =>
        {
            most = Math.Max(most, Math.Abs(p - q));
            return 0;
        });
        return double.IsNaN(empty) ? double.NaN : most;
    }
}

internal sealed class TotalVariationStatistic() : Statistic(
    new Descriptor
    {
        Id = "tv",
        Name = "Total variation",
        Family = "Drift",
        Meaning = "The share of rows that would have to change their category to undo the shift.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrentLabels,
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined where a side is empty. Missing is a category of its own.",
        Source = "Levin, Peres and Wilmer 2009.",
        Example = """{"reference": ["a", "a", "b", "b"], "current": ["a", "b", "b", "b"]}""",
    },
    inputs => BinnedDrift.RunLabels(inputs, TotalVariation.OfCounts));

internal sealed class LargestShareChangeStatistic() : Statistic(
    new Descriptor
    {
        Id = "l_infinity",
        Name = "Largest change of a share",
        Family = "Drift",
        Meaning = "By how much the share of the most changed category has moved.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrentLabels,
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined where a side is empty. Missing is a category of its own.",
        Source = "L-infinity distance; Breck et al. 2019 (data validation).",
        Example = """{"reference": ["a", "a", "b", "b"], "current": ["a", "b", "b", "b"]}""",
    },
    inputs => BinnedDrift.RunLabels(inputs, TotalVariation.Largest));
