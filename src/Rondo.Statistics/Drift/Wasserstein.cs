namespace Rondo.Statistics;

/// <summary>Wasserstein distance of first order: how far, on average, values have moved, in their own unit.</summary>
/// <remarks>Source: Vallender 1974 (area between the cumulative distributions).</remarks>
public static class Wasserstein
{
    /// <summary>Distance in the unit of the values. O(n log n). Missing values are left out; NaN where a side is empty.</summary>
    public static double Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current) =>
        OfSorted(SortedColumn.Of(reference), SortedColumn.Of(current));

    /// <summary>Distance in standard deviations (population) of the reference; NaN where the reference is constant.</summary>
    public static double Normalised(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var sorted = SortedColumn.Of(reference);
        return OfSorted(sorted, SortedColumn.Of(current)) / Spread.PopulationDeviation(sorted);
    }

    internal static double OfSorted(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return double.NaN;
        }

        int i = 0, j = 0;
        double area = 0, stepA = 1.0 / a.Length, stepB = 1.0 / b.Length, last = Math.Min(a[0], b[0]);
        while (i < a.Length || j < b.Length)
        {
            var fromA = j >= b.Length || (i < a.Length && a[i] <= b[j]);
            var value = fromA ? a[i] : b[j];
            area += (value - last) * Math.Abs((i * stepA) - (j * stepB));
            last = value;
            i += fromA ? 1 : 0;
            j += fromA ? 0 : 1;
        }

        return area;
    }
}

internal sealed class WassersteinStatistic() : Statistic(
    new Descriptor
    {
        Id = "wasserstein",
        Name = "Wasserstein distance",
        Family = "Drift",
        Meaning = "How far, on average, values have moved, in their own unit; the normalised value is in standard deviations of the reference.",
        Unit = "unit of the values",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrent,
        EdgeCases = "Undefined where a side is empty; the normalised value is undefined for a constant reference. Missing values are left out.",
        Source = "Vallender 1974.",
        Example = """{"reference": [1, 2, 3, 4, 5, 6], "current": [2, 3, 4, 5, 6, 7]}""",
    },
    inputs =>
    {
        double[] reference = inputs.Numbers("reference"), current = inputs.Numbers("current");
        var value = Wasserstein.Of(reference, current);
        return double.IsFinite(value)
            ? StatisticResult.Of(DriftDistance.Estimated(reference, current, value), ("normalised", Wasserstein.Normalised(reference, current)))
            : StatisticResult.Undefined("A side is empty or holds infinite values, and infinity is no distance.");
    });
