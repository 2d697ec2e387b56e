namespace Rondo.Statistics;

/// <summary>
/// The most frequent values of a stream in fixed memory (Misra-Gries): every value with more than a share 1 / capacity of
/// the stream is among them, and each count is too low by at most <see cref="Error"/>. Merging keeps that bound.
/// </summary>
/// <remarks>Source: Misra and Gries 1982; Agarwal et al. 2013, "Mergeable summaries".</remarks>
public sealed class HeavyHitters
{
    private const byte Kind = 5, Version = 1;
    private readonly int _capacity;
    private readonly Dictionary<string, long> _counts;

    /// <summary>Makes an empty sketch.</summary>
    /// <param name="capacity">Values kept; at least 1.</param>
    public HeavyHitters(int capacity = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _counts = new Dictionary<string, long>(capacity + 1, StringComparer.Ordinal);
    }

    /// <summary>Values added.</summary>
    public long Total { get; private set; }

    /// <summary>By how much each count may be too low; at most Total / (capacity + 1).</summary>
    public long Error { get; private set; }

    /// <summary>Adds a value some times.</summary>
    public void Add(string value, long times = 1)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        Total += times;
        _counts[value] = _counts.GetValueOrDefault(value) + times;
        Trim();
    }

    /// <summary>Adds all values of another sketch.</summary>
    public void Merge(HeavyHitters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Total += other.Total;
        Error += other.Error;
        foreach (var (value, count) in other._counts)
        {
            _counts[value] = _counts.GetValueOrDefault(value) + count;
        }

        Trim();
    }

    /// <summary>Values by falling count, ties in ordinal order. Each true count lies between Count and Count + Error.</summary>
    public IReadOnlyList<(string Value, long Count)> Top(int count = 10) =>
        [.. _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(count).Select(c => (c.Key, c.Value))];

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new SketchWriter(Kind, Version);
        writer.Int(_capacity);
        writer.Long(Total);
        writer.Long(Error);
        writer.Int(_counts.Count);
        foreach (var (value, count) in Top(int.MaxValue))
        {
            writer.Long(count);
            writer.Int(value.Length);
            foreach (var c in value)
            {
                writer.Byte((byte)(c & 0xFF));
                writer.Byte((byte)(c >> 8));
            }
        }

        return writer.ToArray();
    }

    /// <summary>From bytes.</summary>
    /// <exception cref="FormatException">The bytes are no such sketch.</exception>
    public static HeavyHitters FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, Kind, Version);
        var capacity = reader.Int();
        if (capacity is < 1 or > 10_000_000)
        {
            throw new FormatException($"A capacity of {capacity} is not possible.");
        }

        var sketch = new HeavyHitters(Math.Min(capacity, 1_000_000)) { Total = reader.Long(), Error = reader.Long() };
        var entries = reader.Int();
        for (var i = 0; i < entries; i++)
        {
            var count = reader.Long();
            var text = new System.Text.StringBuilder();
            for (var left = reader.Int(); left > 0; left--)
            {
                text.Append((char)(reader.Byte() | (reader.Byte() << 8)));
            }

            sketch._counts[text.ToString()] = count;
        }

        return sketch;
    }

    // Takes the (capacity + 1)-th largest count from all; what reaches zero goes.
    private void Trim()
    {
        if (_counts.Count <= _capacity)
        {
            return;
        }

        var cut = _counts.Values.OrderDescending().ElementAt(_capacity);
        Error += cut;
        foreach (var value in _counts.Keys.ToArray())
        {
            var left = _counts[value] - cut;
            if (left > 0)
            {
                _counts[value] = left;
            }
            else
            {
                _counts.Remove(value);
            }
        }
    }
}
