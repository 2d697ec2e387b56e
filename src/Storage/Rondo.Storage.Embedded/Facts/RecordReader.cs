using System.Buffers.Binary;
using System.Text;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>Reads what <see cref="RecordWriter"/> wrote, from the bytes where they stand.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>A whole batch.</summary>
    /// <exception cref="InvalidDataException">A newer program wrote it.</exception>
    public FactBatch Batch()
    {
        if (Take(1)[0] is var format && format != FactBatch.Format)
        {
            throw new InvalidDataException($"The facts log has format {format}, and this program knows only {FactBatch.Format}. Use the version of Rondo that wrote it, or a newer one.");
        }

        var number = Whole();
        var facts = new Fact[BinaryPrimitives.ReadInt32LittleEndian(Take(4))];
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i] = Fact();
        }

        return new FactBatch(number, facts);
    }

    /// <summary>One fact.</summary>
    public Fact Fact() => new()
    {
        Product = Text(),
        Kind = Text(),
        Id = Text(),
        Subject = Text(),
        Entity = Text(),
        Release = Text(),
        Arm = Text(),
        At = new DateTimeOffset(Whole(), TimeSpan.Zero),
        RecordedAt = new DateTimeOffset(Whole(), TimeSpan.Zero),
        Value = Number(),
        Label = Text(),
        Body = Text(),
    };

    private double? Number()
    {
        var has = Take(1)[0] != 0;
        var value = BinaryPrimitives.ReadDoubleLittleEndian(Take(8));
        return has ? value : null;
    }

    private long Whole() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    private string Text()
    {
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var bits = Take(1)[0];
            length |= (bits & 0x7F) << shift;
            if (bits < 0x80)
            {
                return length == 0 ? "" : Encoding.UTF8.GetString(Take(length));
            }
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
