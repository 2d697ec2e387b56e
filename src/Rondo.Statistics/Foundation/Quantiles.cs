namespace Rondo.Statistics;

/// <summary>Sample quantiles with linear interpolation between order statistics.</summary>
/// <remarks>Source: Hyndman and Fan 1996, definition 7, as in numpy and R's default.</remarks>
public static class Quantiles
{
    /// <summary>Quantile of ascending values.</summary>
    /// <param name="sorted">Values in ascending order; not empty, else NaN.</param>
    /// <param name="p">Share below, clamped to [0, 1].</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty || double.IsNaN(p))
        {
            return double.NaN;
        }

        var position = Math.Clamp(p, 0, 1) * (sorted.Length - 1);
        var below = (int)position;
        var rest = position - below;
        return rest == 0 ? sorted[below] : sorted[below] + (rest * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>Quantile of values in any order; NaN where there are none.</summary>
    public static double Of(ReadOnlySpan<double> values, double p)
    {
        var copy = values.ToArray();
        Array.Sort(copy);
        return OfSorted(copy, p);
    }

    /// <summary>Median of values in any order; NaN where there are none.</summary>
    public static double Median(ReadOnlySpan<double> values) => Of(values, 0.5);
}
