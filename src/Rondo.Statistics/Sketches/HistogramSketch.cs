using System.Numerics;
using System.Runtime.InteropServices;

namespace Rondo.Statistics;

/// <summary>
/// Counts in fixed bins, for example those of a reference: PSI, Jensen-Shannon, Hellinger and chi-square of a window come
/// from these counts alone. Merges exactly.
/// </summary>
public sealed class HistogramSketch
{
    private const byte Kind = 3, Version = 1;
    private readonly double[] _edges;
    private readonly long[] _counts;

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="innerEdges">Edges between bins, ascending; outer bins are open. A value on an edge belongs to the bin above.</param>
    public HistogramSketch(ReadOnlySpan<double> innerEdges)
    {
        _edges = innerEdges.ToArray();
        for (var i = 1; i < _edges.Length; i++)
        {
            if (!(_edges[i] > _edges[i - 1]))
            {
                throw new ArgumentException("Edges must rise.", nameof(innerEdges));
            }
        }

        _counts = new long[_edges.Length + 1];
    }

    /// <summary>Edges between bins.</summary>
    public ReadOnlySpan<double> InnerEdges => _edges;

    /// <summary>Values in each bin.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Missing (NaN) values.</summary>
    public long Missing { get; private set; }

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            Missing++;
            return;
        }

        _counts[Bin(value)]++;
    }

    /// <summary>Adds many values at once; faster than one by one.</summary>
    public void AddAll(ReadOnlySpan<double> values)
    {
        var width = Vector<double>.Count;
        if (_edges.Length is 0 or > 32)
        {
            foreach (var value in values)
            {
                Add(value);
            }

            return;
        }

        // Counts values at or above each edge, several values a step; differences of neighbours are the bins.
        Span<long> atOrAbove = stackalloc long[_edges.Length];
        long present = 0;
        var at = 0;
        // Blocks stay in the first cache level while every edge walks over them.
        const int Block = 2048;
        while (at + width <= values.Length)
        {
            var block = values.Slice(at, Math.Min(Block, (values.Length - at) / width * width));
            var vectors = MemoryMarshal.Cast<double, Vector<double>>(block);
            var here = Vector<long>.Zero;
            foreach (var v in vectors)
            {
                here -= Vector.Equals(v, v);
            }

            present += Vector.Sum(here);
            for (var e = 0; e < _edges.Length; e++)
            {
                var edge = new Vector<double>(_edges[e]);
                var count = Vector<long>.Zero;
                foreach (var v in vectors)
                {
                    count -= Vector.GreaterThanOrEqual(v, edge);
                }

                atOrAbove[e] += Vector.Sum(count);
            }

            Missing += block.Length;
            at += block.Length;
        }

        Missing -= present;
        for (var b = 0; b < _counts.Length; b++)
        {
            _counts[b] += (b == 0 ? present : atOrAbove[b - 1]) - (b == _edges.Length ? 0 : atOrAbove[b]);
        }

        foreach (var value in values[at..])
        {
            Add(value);
        }
    }

    /// <summary>Adds all values of another histogram with the same edges.</summary>
    /// <exception cref="ArgumentException">The edges differ.</exception>
    public void Merge(HistogramSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!_edges.AsSpan().SequenceEqual(other._edges))
        {
            throw new ArgumentException("Histograms merge only on the same edges.", nameof(other));
        }

        Missing += other.Missing;
        for (var b = 0; b < _counts.Length; b++)
        {
            _counts[b] += other._counts[b];
        }
    }

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new SketchWriter(Kind, Version);
        writer.Doubles(_edges);
        writer.Longs(_counts);
        writer.Long(Missing);
        return writer.ToArray();
    }

    /// <summary>From bytes.</summary>
    /// <exception cref="FormatException">The bytes are no such sketch.</exception>
    public static HistogramSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, Kind, Version);
        var sketch = new HistogramSketch(reader.Doubles());
        var counts = reader.Longs();
        if (counts.Length != sketch._counts.Length)
        {
            throw new FormatException("A histogram holds one count more than edges.");
        }

        counts.CopyTo(sketch._counts, 0);
        sketch.Missing = reader.Long();
        return sketch;
    }

    // Few edges: counting them in order beats a search because nothing has to be predicted.
    private int Bin(double value)
    {
        if (_edges.Length > 32)
        {
            return SortedColumn.CountBelow(_edges, Math.BitIncrement(value));
        }

        var bin = 0;
        foreach (var edge in _edges)
        {
            bin += value >= edge ? 1 : 0;
        }

        return bin;
    }
}
