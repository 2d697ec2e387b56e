using System.Numerics;

namespace Rondo.Statistics;

/// <summary>
/// How many different values a stream holds, in four kilobytes (HyperLogLog): standard error 1.6 %. Merges exactly: the
/// merge of two sketches is the sketch of both streams.
/// </summary>
/// <remarks>Source: Flajolet et al. 2007, with linear counting for small numbers.</remarks>
public sealed class DistinctSketch
{
    private const byte Kind = 4, Version = 1;
    private const int Bits = 12;
    private const int Registers = 1 << Bits;
    private readonly byte[] _registers = new byte[Registers];

    /// <summary>Adds a number; NaN counts as a value of its own.</summary>
    public void Add(double value) => AddHash((ulong)BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value));

    /// <summary>Adds a text.</summary>
    public void Add(ReadOnlySpan<char> value)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var c in value)
        {
            hash = (hash ^ c) * 0x100000001B3UL;
        }

        AddHash(hash);
    }

    /// <summary>Adds all values of another sketch.</summary>
    public void Merge(DistinctSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < Registers; i++)
        {
            _registers[i] = Math.Max(_registers[i], other._registers[i]);
        }
    }

    /// <summary>Number of different values with its interval.</summary>
    public Estimate Count(double level = 0.95)
    {
        Check.Level(level);
        double sum = 0;
        var zeros = 0;
        foreach (var register in _registers)
        {
            sum += Math.ScaleB(1, -register);
            zeros += register == 0 ? 1 : 0;
        }

        var raw = 0.7213 / (1 + (1.079 / Registers)) * Registers * Registers / sum;
        var value = raw <= 2.5 * Registers && zeros > 0 ? Registers * Math.Log((double)Registers / zeros) : raw;
        var half = Distributions.Z(level) * 1.04 / Math.Sqrt(Registers) * value;
        return new Estimate(value, (long)Math.Round(value), Math.Max(0, value - half), value + half, level, "hyperloglog");
    }

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new SketchWriter(Kind, Version);
        foreach (var register in _registers)
        {
            writer.Byte(register);
        }

        return writer.ToArray();
    }

    /// <summary>From bytes.</summary>
    /// <exception cref="FormatException">The bytes are no such sketch.</exception>
    public static DistinctSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, Kind, Version);
        var sketch = new DistinctSketch();
        for (var i = 0; i < Registers; i++)
        {
            sketch._registers[i] = reader.Byte();
        }

        return sketch;
    }

    private void AddHash(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        x ^= x >> 31;
        var register = (int)(x >> (64 - Bits));
        var rank = (byte)(BitOperations.LeadingZeroCount((x << Bits) | (1UL << (Bits - 1))) + 1);
        _registers[register] = Math.Max(_registers[register], rank);
    }
}
