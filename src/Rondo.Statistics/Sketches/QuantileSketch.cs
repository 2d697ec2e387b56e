namespace Rondo.Statistics;

/// <summary>
/// Quantiles of a stream in a few kilobytes (KLL): each level keeps a sample of values that stand for twice as many as
/// those of the level below. With the default size the rank error is below 1 % with 99 % probability, whatever the values
/// and the merge order.
/// </summary>
/// <remarks>
/// Level capacities shrink by 2/3 downwards. Which half of a level survives is decided by coin tosses of a seeded source,
/// so results can be repeated. Source: Karnin, Lang and Liberty 2016.
/// </remarks>
public sealed class QuantileSketch
{
    private const byte Kind = 2, Version = 1;
    private const int MaxLevels = 60;
    private readonly int _size;
    private readonly double[][] _levels = new double[MaxLevels][];
    private readonly int[] _counts = new int[MaxLevels];
    private readonly int[] _capacities = new int[MaxLevels];
    private int _top;
    private ulong _coins;
    private double[] _bottom;
    private int _used;

    /// <summary>Makes an empty sketch.</summary>
    /// <param name="size">Values kept at the top level; rank error is about 1.7 / size. At least 8.</param>
    /// <param name="seed">Seed of the coin tosses.</param>
    public QuantileSketch(int size = 200, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        _size = size;
        _coins = seed | 1;
        Grow(0);
        _bottom = _levels[0];
    }

    /// <summary>Values added, without missing ones.</summary>
    public long Count { get; private set; }

    /// <summary>Missing (NaN) values.</summary>
    public long Missing { get; private set; }

    /// <summary>Smallest value, exact; NaN on no values.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>Largest value, exact; NaN on no values.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>Adds a value; amortised constant time, no allocation once the levels exist.</summary>
    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            Missing++;
            return;
        }

        // Written so that the first value passes both tests.
        if (!(value >= Min))
        {
            Min = value;
        }

        if (!(value <= Max))
        {
            Max = value;
        }

        Count++;
        var bottom = _bottom;
        var used = _used;
        if ((uint)used < (uint)bottom.Length)
        {
            bottom[used] = value;
            _used = used + 1;
            return;
        }

        _counts[0] = used;
        Compact();
        _used = _counts[0];
        _bottom[_used++] = value;
    }

    /// <summary>Adds all values of another sketch.</summary>
    public void Merge(QuantileSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count > 0)
        {
            Min = Count == 0 ? other.Min : Math.Min(Min, other.Min);
            Max = Count == 0 ? other.Max : Math.Max(Max, other.Max);
        }

        Count += other.Count;
        Missing += other.Missing;
        _counts[0] = _used;
        for (var level = 0; level <= other._top; level++)
        {
            Grow(level);
            var items = other._levels[level].AsSpan(0, level == 0 ? other._used : other._counts[level]);
            EnsureRoom(level, items.Length);
            items.CopyTo(_levels[level].AsSpan(_counts[level]));
            _counts[level] += items.Length;
        }

        Compact();
        _used = _counts[0];
        if (_levels[0].Length > _capacities[0])
        {
            // Back to the working length, so that the next additions compact as usual.
            Array.Resize(ref _levels[0], Math.Max(_capacities[0], _used + 1));
        }

        _bottom = _levels[0];
    }

    /// <summary>Value below which about a share of the values lies; NaN on no values.</summary>
    public double Quantile(double share)
    {
        if (Count == 0 || double.IsNaN(share))
        {
            return double.NaN;
        }

        if (share <= 0)
        {
            return Min;
        }

        if (share >= 1)
        {
            return Max;
        }

        var (values, weights) = Sorted();
        double target = share * Count, sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i];
            if (sum >= target)
            {
                return Math.Clamp(values[i], Min, Max);
            }
        }

        return Max;
    }

    /// <summary>About which share of the values is at or below a value; NaN on no values.</summary>
    public double Rank(double value)
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        long below = 0, total = 0;
        for (var level = 0; level <= _top; level++)
        {
            var items = _levels[level].AsSpan(0, level == 0 ? _used : _counts[level]);
            var weight = 1L << level;
            total += items.Length * weight;
            foreach (var item in items)
            {
                below += item <= value ? weight : 0;
            }
        }

        return (double)below / total;
    }

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new SketchWriter(Kind, Version);
        writer.Int(_size);
        writer.Long((long)_coins);
        writer.Long(Count);
        writer.Long(Missing);
        writer.Double(Min);
        writer.Double(Max);
        writer.Int(_top);
        for (var level = 0; level <= _top; level++)
        {
            writer.Doubles(_levels[level].AsSpan(0, level == 0 ? _used : _counts[level]));
        }

        return writer.ToArray();
    }

    /// <summary>From bytes.</summary>
    /// <exception cref="FormatException">The bytes are no such sketch.</exception>
    public static QuantileSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, Kind, Version);
        var size = reader.Int();
        if (size is < 8 or > 1_000_000)
        {
            throw new FormatException($"A quantile sketch of size {size} is not possible.");
        }

        var sketch = new QuantileSketch(size) { _coins = (ulong)reader.Long(), Count = reader.Long(), Missing = reader.Long(), Min = reader.Double(), Max = reader.Double() };
        var top = reader.Int();
        if (top is < 0 or >= MaxLevels)
        {
            throw new FormatException($"A quantile sketch with {top} levels is not possible.");
        }

        for (var level = 0; level <= top; level++)
        {
            sketch.Grow(level);
            var items = reader.Doubles();
            sketch.EnsureRoom(level, items.Length);
            items.CopyTo(sketch._levels[level], 0);
            sketch._counts[level] = items.Length;
        }

        sketch._used = sketch._counts[0];
        sketch._bottom = sketch._levels[0];
        return sketch;
    }

    private (double[] Values, long[] Weights) Sorted()
    {
        List<double> values = [];
        List<long> weights = [];
        for (var level = 0; level <= _top; level++)
        {
            foreach (var item in _levels[level].AsSpan(0, level == 0 ? _used : _counts[level]))
            {
                values.Add(item);
                weights.Add(1L << level);
            }
        }

        double[] sorted = [.. values];
        long[] of = [.. weights];
        Array.Sort(sorted, of);
        return (sorted, of);
    }

    // Halves every level that is full, from the bottom up: every other value moves up with double weight.
    private void Compact()
    {
        for (var level = 0; level <= _top; level++)
        {
            if (_counts[level] < _capacities[level])
            {
                continue;
            }

            Grow(level + 1);
            var items = _levels[level].AsSpan(0, _counts[level]);
            items.Sort();
            var odd = items.Length & 1;
            EnsureRoom(level + 1, items.Length / 2);
            var up = _levels[level + 1].AsSpan(_counts[level + 1]);
            var start = Toss();
            for (int i = odd + start, to = 0; i < items.Length; i += 2, to++)
            {
                up[to] = items[i];
            }

            _counts[level + 1] += items.Length / 2;
            _counts[level] = odd;
        }
    }

    private void Grow(int level)
    {
        if (_levels[level] is not null)
        {
            return;
        }

        // The bottom works as a buffer of its own size, so that most additions are one store.
        _top = level;
        for (var l = 0; l <= level; l++)
        {
            _capacities[l] = l == 0 ? 2 * _size : Math.Max(8, (int)Math.Ceiling(_size * Math.Pow(2.0 / 3, level - l)));
        }

        _levels[level] = new double[level == 0 ? _capacities[0] : 4 * _size];
    }

    private void EnsureRoom(int level, int more)
    {
        if (_counts[level] + more > _levels[level].Length)
        {
            Array.Resize(ref _levels[level], 2 * (_counts[level] + more));
        }
    }

    private int Toss()
    {
        _coins ^= _coins << 13;
        _coins ^= _coins >> 7;
        _coins ^= _coins << 17;
        return (int)(_coins >> 33) & 1;
    }
}
