using System.Buffers;

namespace Rondo.Statistics;

/// <summary>Everything that is measured on a numeric column, from one sort of each side.</summary>
/// <param name="Ks">Kolmogorov-Smirnov statistic and p-value.</param>
/// <param name="Direction">1 where values went up, -1 where they went down, 0 where the gap is 0.</param>
/// <param name="Psi">Population stability index over quantile bins of the reference.</param>
/// <param name="PsiBound">PSI that luck alone exceeds with probability 1 - level.</param>
/// <param name="JensenShannon">Distance over the same bins, base 2.</param>
/// <param name="Hellinger">Distance over the same bins.</param>
/// <param name="Wasserstein">Mean move of the values, in their unit.</param>
/// <param name="WassersteinNormalised">The same in standard deviations of the reference; NaN where that is constant.</param>
/// <param name="Reference">Values of the reference, without missing ones.</param>
/// <param name="Current">Values of now, without missing ones.</param>
public readonly record struct NumericDrift(
    TestResult Ks, int Direction, double Psi, double PsiBound, double JensenShannon, double Hellinger, double Wasserstein, double WassersteinNormalised, long Reference, long Current)
{
    /// <summary>Measures a column. Undefined measures are NaN, where a side is empty.</summary>
    /// <param name="reference">Values of the reference; NaN is left out.</param>
    /// <param name="current">Values of now; NaN is left out.</param>
    /// <param name="bins">Quantile bins of the reference.</param>
    /// <param name="level">Level of the bound.</param>
    public static NumericDrift Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins = 10, double level = 0.95)
    {
        // Sorted copies of a million rows are large objects: borrowed, not made anew for every column.
        double[] first = ArrayPool<double>.Shared.Rent(reference.Length), second = ArrayPool<double>.Shared.Rent(current.Length);
        var result = OfSorted(first.AsSpan(0, SortedColumn.Into(first, reference)), second.AsSpan(0, SortedColumn.Into(second, current)), bins, level);
        ArrayPool<double>.Shared.Return(first);
        ArrayPool<double>.Shared.Return(second);
        return result;
    }

    private static NumericDrift OfSorted(ReadOnlySpan<double> before, ReadOnlySpan<double> now, int bins, double level)
    {
        var cut = ReferenceBins.OfSorted(before, bins);
        long[] expected = [.. cut.Reference], counts = cut.CountOfSorted(now);
        var (gap, wasserstein) = SortedPair.Measure(before, now);
        return new NumericDrift(
            double.IsNaN(gap) ? TestResult.Undefined : new TestResult(Math.Abs(gap), KolmogorovSmirnov.PValue(Math.Abs(gap), before.Length, now.Length)),
            gap > 0 ? 1 : gap < 0 ? -1 : 0,
            PopulationStability.OfCounts(expected, counts),
            DriftThreshold.Psi(cut.Count, before.Length, now.Length, level),
            Statistics.JensenShannon.OfCounts(expected, counts),
            Statistics.Hellinger.OfCounts(expected, counts),
            wasserstein,
            wasserstein / Spread.PopulationDeviation(before),
            before.Length,
            now.Length);
    }

    /// <summary>Evidence for <see cref="DriftVerdict"/>.</summary>
    public DriftEvidence Evidence(string name) => new(name, Psi, PsiBound, Ks.P);
}

/// <summary>Everything that is measured on a categorical column.</summary>
/// <param name="ChiSquare">Two-sample chi-square statistic and p-value.</param>
/// <param name="Psi">Population stability index.</param>
/// <param name="PsiBound">PSI that luck alone exceeds with probability 1 - level.</param>
/// <param name="JensenShannon">Distance, base 2.</param>
/// <param name="Hellinger">Distance.</param>
/// <param name="TotalVariation">Share of rows that would have to change category.</param>
/// <param name="Largest">Largest change of a share.</param>
/// <param name="Unseen">Share of rows now whose category is new, with its interval.</param>
public readonly record struct CategoricalDrift(
    TestResult ChiSquare, double Psi, double PsiBound, double JensenShannon, double Hellinger, double TotalVariation, double Largest, Estimate Unseen)
{
    /// <summary>Measures a column.</summary>
    public static CategoricalDrift Of(CategoryCounts counts, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        long[] a = counts.Reference, b = counts.Current;
        return new CategoricalDrift(
            Statistics.ChiSquare.TwoSample(a, b),
            PopulationStability.OfCounts(a, b),
            DriftThreshold.Psi(a.Length, Shares.Total(a), Shares.Total(b), level),
            Statistics.JensenShannon.OfCounts(a, b),
            Statistics.Hellinger.OfCounts(a, b),
            Statistics.TotalVariation.OfCounts(a, b),
            Statistics.TotalVariation.Largest(a, b),
            counts.UnseenShare(level));
    }

    /// <summary>Evidence for <see cref="DriftVerdict"/>.</summary>
    public DriftEvidence Evidence(string name) => new(name, Psi, PsiBound, ChiSquare.P);
}

/// <summary>Distances of two sorted columns in one walk.</summary>
internal static class SortedPair
{
    /// <summary>Signed Kolmogorov-Smirnov gap and first-order Wasserstein distance; NaN where a side is empty.</summary>
    internal static (double Gap, double Wasserstein) Measure(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return (double.NaN, double.NaN);
        }

        // In units of 1 / (n m), whole numbers: no rounding, and no division in the loop.
        long n = a.Length, m = b.Length, gap = 0, highest = 0, lowest = 0;
        int i = 0, j = 0;
        double area = 0, last = Math.Min(a[0], b[0]);
        while (i < a.Length && j < b.Length)
        {
            double x = a[i], y = b[j], value = Math.Min(x, y);
            area += (value - last) * Math.Abs(gap);
            last = value;
            while (i < a.Length && a[i] == value)
            {
                i++;
                gap += m;
            }

            while (j < b.Length && b[j] == value)
            {
                j++;
                gap -= n;
            }

            highest = Math.Max(highest, gap);
            lowest = Math.Min(lowest, gap);
        }

        for (; i < a.Length; i++)
        {
            area += (a[i] - last) * Math.Abs(gap);
            last = a[i];
            gap += m;
        }

        for (; j < b.Length; j++)
        {
            area += (b[j] - last) * Math.Abs(gap);
            last = b[j];
            gap -= n;
        }

        double scale = 1.0 / ((double)n * m);
        return ((highest >= -lowest ? highest : lowest) * scale, area * scale);
    }
}
