namespace Rondo.Statistics;

/// <summary>Count, mean, spread, skewness, kurtosis, smallest and largest of a stream, and how many values were missing. Merges exactly up to rounding.</summary>
/// <remarks>Source: Pebay 2008, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments".</remarks>
public sealed class MomentSketch
{
    private const byte Kind = 1, Version = 1;
    private double _m2;
    private double _m3;
    private double _m4;

    /// <summary>Values, without missing ones.</summary>
    public long Count { get; private set; }

    /// <summary>Missing (NaN) values.</summary>
    public long Missing { get; private set; }

    /// <summary>Mean; NaN on no values.</summary>
    public double Mean => Count == 0 ? double.NaN : _mean;

    /// <summary>Smallest value; NaN on no values.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>Largest value; NaN on no values.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>Sample variance; NaN on fewer than two values.</summary>
    public double Variance => Count < 2 ? double.NaN : _m2 / (Count - 1);

    /// <summary>Population skewness; NaN where nothing varies.</summary>
    public double Skewness => _m2 > 0 ? Math.Sqrt(Count) * _m3 / Math.Pow(_m2, 1.5) : double.NaN;

    /// <summary>Population excess kurtosis; NaN where nothing varies.</summary>
    public double Kurtosis => _m2 > 0 ? (Count * _m4 / (_m2 * _m2)) - 3 : double.NaN;

    private double _mean;

    /// <summary>Mean with its normal interval.</summary>
    public Estimate MeanEstimate(double level = 0.95)
    {
        Check.Level(level);
        if (Count < 2)
        {
            return Estimate.Undefined(Count, "normal");
        }

        var half = Distributions.Z(level) * Math.Sqrt(Variance / Count);
        return new Estimate(_mean, Count, _mean - half, _mean + half, level, "normal");
    }

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            Missing++;
            return;
        }

        double before = Count++, n = Count, delta = value - _mean, part = delta / n, part2 = part * part, term = delta * part * before;
        _mean += part;
        _m4 += (term * part2 * ((n * n) - (3 * n) + 3)) + (6 * part2 * _m2) - (4 * part * _m3);
        _m3 += (term * part * (n - 2)) - (3 * part * _m2);
        _m2 += term;
        Min = value < Min || Count == 1 ? value : Min;
        Max = value > Max || Count == 1 ? value : Max;
    }

    /// <summary>Adds all values of another sketch.</summary>
    public void Merge(MomentSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Missing += other.Missing;
        if (other.Count == 0)
        {
            return;
        }

        double a = Count, b = other.Count, n = a + b, d = other._mean - _mean, d2 = d * d;
        var m2 = _m2 + other._m2 + (d2 * a * b / n);
        var m3 = _m3 + other._m3 + (d2 * d * a * b * (a - b) / (n * n)) + (3 * d * ((a * other._m2) - (b * _m2)) / n);
        var m4 = _m4 + other._m4 + (d2 * d2 * a * b * ((a * a) - (a * b) + (b * b)) / (n * n * n))
            + (6 * d2 * ((a * a * other._m2) + (b * b * _m2)) / (n * n)) + (4 * d * ((a * other._m3) - (b * _m3)) / n);
        _mean += d * b / n;
        (_m2, _m3, _m4) = (m2, m3, m4);
        Min = Count == 0 ? other.Min : Math.Min(Min, other.Min);
        Max = Count == 0 ? other.Max : Math.Max(Max, other.Max);
        Count += other.Count;
    }

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new SketchWriter(Kind, Version);
        writer.Long(Count);
        writer.Long(Missing);
        writer.Doubles([_mean, _m2, _m3, _m4, Min, Max]);
        return writer.ToArray();
    }

    /// <summary>From bytes.</summary>
    /// <exception cref="FormatException">The bytes are no such sketch.</exception>
    public static MomentSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, Kind, Version);
        var sketch = new MomentSketch { Count = reader.Long(), Missing = reader.Long() };
        var values = reader.Doubles();
        if (values.Length != 6)
        {
            throw new FormatException("A moment sketch holds six numbers.");
        }

        (sketch._mean, sketch._m2, sketch._m3, sketch._m4, sketch.Min, sketch.Max) = (values[0], values[1], values[2], values[3], values[4], values[5]);
        return sketch;
    }
}
