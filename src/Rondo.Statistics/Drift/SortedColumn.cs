namespace Rondo.Statistics;

/// <summary>A column ready for rank statistics: missing values out, ascending.</summary>
internal static class SortedColumn
{
    internal static double[] Of(ReadOnlySpan<double> values)
    {
        var kept = GC.AllocateUninitializedArray<double>(values.Length);
        var n = Fill(kept, values);
        var result = n == kept.Length ? kept : kept[..n];
        Sorting.Ascending(result);
        return result;
    }

    /// <summary>The same into a rented array; returns how many values were kept.</summary>
    internal static int Into(double[] rented, ReadOnlySpan<double> values)
    {
        var n = Fill(rented, values);
        Sorting.Ascending(rented.AsSpan(0, n));
        return n;
    }

    private static int Fill(double[] kept, ReadOnlySpan<double> values)
    {
        var n = 0;
        foreach (var value in values)
        {
            kept[n] = value;
            n += double.IsNaN(value) ? 0 : 1;
        }

        return n;
    }

    /// <summary>How many ascending values lie below an edge.</summary>
    internal static int CountBelow(ReadOnlySpan<double> sorted, double edge)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = sorted[middle] < edge ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
