namespace Rondo.Statistics;

/// <summary>Energy distance: root of twice the area of the squared gap between the cumulative distributions.</summary>
/// <remarks>Source: Szekely and Rizzo 2013.</remarks>
public static class EnergyDistance
{
    /// <summary>Distance; in the root of the unit of the values. Missing values are left out; NaN where a side is empty.</summary>
    public static double Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current) =>
        OfSorted(SortedColumn.Of(reference), SortedColumn.Of(current));

    internal static double OfSorted(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return double.NaN;
        }

        int i = 0, j = 0;
        double area = 0, last = Math.Min(a[0], b[0]);
        while (i < a.Length || j < b.Length)
        {
            var fromA = j >= b.Length || (i < a.Length && a[i] <= b[j]);
            var value = fromA ? a[i] : b[j];
            var gap = ((double)i / a.Length) - ((double)j / b.Length);
            area += (value - last) * gap * gap;
            last = value;
            i += fromA ? 1 : 0;
            j += fromA ? 0 : 1;
        }

        return Math.Sqrt(2 * area);
    }
}

internal sealed class EnergyDistanceStatistic() : Statistic(
    new Descriptor
    {
        Id = "energy",
        Name = "Energy distance",
        Family = "Drift",
        Meaning = "How far apart two distributions are; 0 only where they are the same.",
        Unit = "root of the unit of the values",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrent,
        EdgeCases = "Undefined where a side is empty or holds infinite values. Missing values are left out.",
        Source = "Szekely and Rizzo 2013.",
        Example = """{"reference": [1, 2, 3, 4], "current": [2, 3, 4, 5]}""",
    },
    inputs => DriftTest.Run(inputs, (a, b) => new TestResult(EnergyDistance.Of(a, b), double.NaN)));
