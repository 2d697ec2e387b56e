namespace Rondo.Statistics;

/// <summary>
/// Quantiles of a stream in a few kilobytes (KLL): each level keeps a sample of values that stand for twice as many as
/// those of the level below. With the default size the rank error is below 1 % with 99 % probability, whatever the values
/// and the merge order.
/// </summary>
/// <remarks>
/// Level capacities shrink by 2/3 downwards. Which half of a level survives is decided by coin tosses of a seeded source,
/// so results can be repeated. In long streams a sampler stands before the levels: of every 2, 4, 8 ... values one at random
/// goes in with their weight, so that the sampled stream keeps at least 65,536 values and its error (0.2 %) stays far below
/// that of the levels, while the cost per value falls. Source: Karnin, Lang and Liberty 2016.
/// </remarks>
public sealed class QuantileSketch
{
    private const byte Kind = 2, Version = 1;
    private const int MaxLevels = 60;
    private const long SampleFrom = 131_072;
    private readonly int _size;
    private readonly double[][] _levels = new double[MaxLevels][];
    private readonly int[] _counts = new int[MaxLevels];
    private readonly int[] _capacities = new int[MaxLevels];
    private int _top;
    private ulong _coins;
    private double[] _bottom;
    private int _used;

    // Level that takes new values: one value stands for 2^_entry. Of the block at hand, the value at _pick is the candidate.
    private int _entry;
    private int _pending;
    private int _pick;
    private double _candidate;
    private long _raiseAt = SampleFrom;

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
        if (_entry > 0)
        {
            if (_pending == _pick)
            {
                _candidate = value;
            }

            if (++_pending < 1 << _entry)
            {
                return;
            }

            value = _candidate;
            StartBlock();
        }

        var bottom = _bottom;
        var used = _used;
        if ((uint)used < (uint)bottom.Length)
        {
            bottom[used] = value;
            _used = used + 1;
            return;
        }

        MakeRoom();
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
        _counts[_entry] = _used;
        for (var level = 0; level <= other._top; level++)
        {
            Take(level, other.ItemsOf(level));
        }

        // The unfinished block of the other side: its candidate stands for as many values as it has seen.
        for (var bit = 0; bit < other._entry; bit++)
        {
            if ((other._pending >> bit & 1) == 1)
            {
                Take(bit, [other._pending > other._pick ? other._candidate : other.Quantile(0.5)]);
            }
        }

        Compact();
        Enter(_entry);
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
            var items = ItemsOf(level);
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
            writer.Doubles(ItemsOf(level));
        }

        writer.Int(_entry);
        writer.Int(_pending);
        writer.Int(_pick);
        writer.Double(_candidate);
        writer.Long(_raiseAt);
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
            sketch.Take(level, reader.Doubles());
        }

        var entry = reader.Int();
        if (entry < 0 || entry > top)
        {
            throw new FormatException($"A quantile sketch with entry level {entry} is not possible.");
        }

        (sketch._pending, sketch._pick, sketch._candidate, sketch._raiseAt) = (reader.Int(), reader.Int(), reader.Double(), reader.Long());
        sketch.Enter(entry);
        return sketch;
    }

    private (double[] Values, long[] Weights) Sorted()
    {
        List<double> values = [];
        List<long> weights = [];
        for (var level = 0; level <= _top; level++)
        {
            foreach (var item in ItemsOf(level))
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

    private ReadOnlySpan<double> ItemsOf(int level) => _levels[level].AsSpan(0, level == _entry ? _used : _counts[level]);

    private void Take(int level, ReadOnlySpan<double> items)
    {
        while (_top < level)
        {
            Grow(_top + 1);
        }

        EnsureRoom(level, items.Length);
        items.CopyTo(_levels[level].AsSpan(_counts[level]));
        _counts[level] += items.Length;
    }

    // Sends new values to a level, whose array is cut to its working length so that it compacts when full.
    private void Enter(int level)
    {
        _entry = level;
        _used = _counts[level];
        var length = Math.Max(2 * _size, _used + 1);
        if (_levels[level].Length != length)
        {
            Array.Resize(ref _levels[level], length);
        }

        _bottom = _levels[level];
    }

    private void MakeRoom()
    {
        _counts[_entry] = _used;
        Compact();
        var entry = _entry;
        if (Count >= _raiseAt && _pending == 0)
        {
            _raiseAt *= 2;
            entry++;
            while (_top < entry)
            {
                Grow(_top + 1);
            }
        }

        Enter(entry);
        StartBlock();
    }

    private void StartBlock()
    {
        _pending = 0;
        _coins ^= _coins << 13;
        _coins ^= _coins >> 7;
        _coins ^= _coins << 17;
        _pick = (int)(_coins >> 33) & ((1 << _entry) - 1);
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

        // The levels that take new values work as buffers, so that most additions are one store.
        _top = level;
        for (var l = 0; l <= level; l++)
        {
            _capacities[l] = l <= _entry ? 2 * _size : Math.Max(8, (int)Math.Ceiling(_size * Math.Pow(2.0 / 3, level - l)));
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
