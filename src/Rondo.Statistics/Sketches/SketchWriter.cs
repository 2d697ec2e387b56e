using System.Buffers.Binary;

namespace Rondo.Statistics;

/// <summary>Writes a sketch as bytes: kind, version, then fixed little-endian fields. Readers refuse what they do not know.</summary>
internal sealed class SketchWriter
{
    private byte[] _bytes = new byte[256];
    private int _length;

    internal SketchWriter(byte kind, byte version)
    {
        Byte(kind);
        Byte(version);
    }

    internal byte[] ToArray() => _bytes[.._length];

    internal void Byte(byte value) => Room(1)[0] = value;

    internal void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Room(4), value);

    internal void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);

    internal void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Room(8), value);

    internal void Doubles(ReadOnlySpan<double> values)
    {
        Int(values.Length);
        foreach (var value in values)
        {
            Double(value);
        }
    }

    internal void Longs(ReadOnlySpan<long> values)
    {
        Int(values.Length);
        foreach (var value in values)
        {
            Long(value);
        }
    }

    private Span<byte> Room(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}

/// <summary>Reads what <see cref="SketchWriter"/> wrote; every fault is a <see cref="FormatException"/>.</summary>
internal ref struct SketchReader
{
    private ReadOnlySpan<byte> _rest;

    internal SketchReader(ReadOnlySpan<byte> bytes, byte kind, byte version)
    {
        _rest = bytes;
        byte foundKind = Byte(), foundVersion = Byte();
        if (foundKind != kind || foundVersion != version)
        {
            throw new FormatException($"The bytes hold sketch kind {foundKind} version {foundVersion}; kind {kind} version {version} was expected.");
        }
    }

    internal byte Byte() => Take(1)[0];

    internal int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    internal long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    internal double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    internal double[] Doubles()
    {
        var values = new double[Count(8)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Double();
        }

        return values;
    }

    internal long[] Longs()
    {
        var values = new long[Count(8)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Long();
        }

        return values;
    }

    // A count that the bytes cannot hold would otherwise ask for gigabytes.
    private int Count(int size)
    {
        var count = Int();
        return count >= 0 && (long)count * size <= _rest.Length ? count : throw new FormatException($"The sketch claims {count} entries and does not hold them.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw new FormatException("The sketch ends too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
