namespace Rondo.Statistics;

/// <summary>Wraps a distance whose doubt is told by its p-value.</summary>
internal static class DriftDistance
{
    internal static Estimate Estimated(double[] reference, double[] current, double value) =>
        new(value, Math.Min(Present(reference), Present(current)), double.NaN, double.NaN, 0.95, "none");

    private static long Present(double[] values) => values.LongCount(x => !double.IsNaN(x));
}
