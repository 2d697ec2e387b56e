namespace Rondo.Statistics;

/// <summary>
/// A random sample of a stream of unknown length, each value equally likely to be in it. The merge of two samples is a
/// sample of both streams, whatever their lengths: each value keeps a random key and the smallest keys win.
/// </summary>
/// <remarks>Source: Vitter 1985; bottom-k keys as in Cohen and Kaplan 2007.</remarks>
public sealed class ReservoirSketch
{
    private const byte Kind = 6, Version = 1;
    private readonly int _capacity;
    private readonly PriorityQueue<(double Key, double Value), double> _kept = new();
    private readonly SeededRandom _random;

    /// <summary>Makes an empty sample.</summary>
    /// <param name="capacity">Values kept.</param>
    /// <param name="seed">Seed of the keys; give every part of one stream its own.</param>
    public ReservoirSketch(int capacity = 1000, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _random = new SeededRandom(seed);
    }

    /// <summary>Values seen.</summary>
    public long Count { get; private set; }

    /// <summary>Values kept, ascending.</summary>
    public double[] Sample() => [.. _kept.UnorderedItems.Select(x => x.Element.Value).Order()];

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        Count++;
        Keep(_random.NextDouble(), value);
    }

    /// <summary>Adds the sample of another stream.</summary>
    public void Merge(ReservoirSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Count += other.Count;
        foreach (var (element, _) in other._kept.UnorderedItems)
        {
            Keep(element.Key, element.Value);
        }
    }

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new SketchWriter(Kind, Version);
        writer.Int(_capacity);
        writer.Long(Count);
        var kept = _kept.UnorderedItems.Select(x => x.Element).OrderBy(e => e.Key).ToArray();
        writer.Doubles([.. kept.Select(e => e.Key)]);
        writer.Doubles([.. kept.Select(e => e.Value)]);
        return writer.ToArray();
    }

    /// <summary>From bytes; additions continue with the keys of <paramref name="seed"/>.</summary>
    /// <exception cref="FormatException">The bytes are no such sketch.</exception>
    public static ReservoirSketch FromBytes(ReadOnlySpan<byte> bytes, ulong seed = 1)
    {
        var reader = new SketchReader(bytes, Kind, Version);
        var capacity = reader.Int();
        if (capacity < 1)
        {
            throw new FormatException($"A capacity of {capacity} is not possible.");
        }

        var sketch = new ReservoirSketch(capacity, seed) { Count = reader.Long() };
        double[] keys = reader.Doubles(), values = reader.Doubles();
        if (keys.Length != values.Length)
        {
            throw new FormatException("A sample holds one key for each value.");
        }

        for (var i = 0; i < keys.Length; i++)
        {
            sketch.Keep(keys[i], values[i]);
        }

        return sketch;
    }

    // The queue gives the largest key first, which is the next to go.
    private void Keep(double key, double value)
    {
        if (_kept.Count < _capacity)
        {
            _kept.Enqueue((key, value), -key);
        }
        else if (key < _kept.Peek().Key)
        {
            _kept.EnqueueDequeue((key, value), -key);
        }
    }
}
