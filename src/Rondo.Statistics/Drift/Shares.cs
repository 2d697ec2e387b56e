namespace Rondo.Statistics;

/// <summary>Counts and the shares they make.</summary>
internal static class Shares
{
    internal static long Total(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }

    /// <summary>Sums a function of the two shares over the bins; NaN where a side is empty.</summary>
    internal static double Sum(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, Func<double, double, double> term)
    {
        Check.SameLength(reference.Length, current.Length);
        double n = Total(reference), m = Total(current), sum = 0;
        for (var b = 0; b < reference.Length; b++)
        {
            sum += term(reference[b] / n, current[b] / m);
        }

        return n == 0 || m == 0 ? double.NaN : sum;
    }
}
