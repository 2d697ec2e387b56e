namespace Rondo.Statistics;

/// <summary>
/// Bins cut at the quantiles of the reference: outer edges open, a value on an edge belongs to the bin above it, equal
/// edges merged. Missing values (NaN) are left out. Keep one per feature: it needs the reference no more.
/// </summary>
public sealed class ReferenceBins
{
    private readonly double[] _inner;

    private ReferenceBins(double[] inner, long[] reference)
    {
        _inner = inner;
        Reference = reference;
    }

    /// <summary>Edges between bins, ascending; one fewer than bins.</summary>
    public ReadOnlySpan<double> InnerEdges => _inner;

    /// <summary>Rows of the reference in each bin.</summary>
    public IReadOnlyList<long> Reference { get; }

    /// <summary>How many bins; 1 where the reference is constant.</summary>
    public int Count => _inner.Length + 1;

    /// <summary>Cuts bins.</summary>
    /// <param name="reference">Values; NaN is left out.</param>
    /// <param name="bins">How many to aim for; fewer where quantiles coincide.</param>
    public static ReferenceBins Of(ReadOnlySpan<double> reference, int bins = 10) => OfSorted(SortedColumn.Of(reference), bins);

    internal static ReferenceBins OfSorted(ReadOnlySpan<double> sorted, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (sorted.IsEmpty)
        {
            return new ReferenceBins([], [0]);
        }

        var edges = new List<double>(bins + 1);
        for (var b = 0; b <= bins; b++)
        {
            var edge = Quantiles.OfSorted(sorted, (double)b / bins);
            if (edges.Count == 0 || edge > edges[^1])
            {
                edges.Add(edge);
            }
        }

        double[] inner = edges.Count > 2 ? [.. edges[1..^1]] : [];
        return new ReferenceBins(inner, CountSorted(inner, sorted));
    }

    /// <summary>Bin of a value.</summary>
    public int BinOf(double value)
    {
        var bin = 0;
        while (bin < _inner.Length && value >= _inner[bin])
        {
            bin++;
        }

        return bin;
    }

    /// <summary>Counts values into the bins; NaN is left out.</summary>
    public long[] CountOf(ReadOnlySpan<double> values)
    {
        var counts = new long[Count];
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                counts[BinOf(value)]++;
            }
        }

        return counts;
    }

    internal long[] CountOfSorted(ReadOnlySpan<double> sorted) => CountSorted(_inner, sorted);

    private static long[] CountSorted(double[] inner, ReadOnlySpan<double> sorted)
    {
        var counts = new long[inner.Length + 1];
        long before = 0;
        for (var b = 0; b < inner.Length; b++)
        {
            var below = SortedColumn.CountBelow(sorted, inner[b]);
            counts[b] = below - before;
            before = below;
        }

        counts[^1] = sorted.Length - before;
        return counts;
    }
}
