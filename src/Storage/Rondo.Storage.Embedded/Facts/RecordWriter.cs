using System.Buffers.Binary;
using System.Text;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>Puts batches into the log's form, in a buffer that it uses again: an append under load allocates nothing.</summary>
internal sealed class RecordWriter
{
    private const int Kept = 1 << 20;
    private readonly List<int> _starts = [];
    private byte[] _bytes = new byte[16 * 1024];
    private int _length;

    /// <summary>The last record without its header.</summary>
    public ReadOnlySpan<byte> Payload => _bytes.AsSpan(LogRecord.HeaderBytes.._length);

    /// <summary>Where each of its facts begins in the payload.</summary>
    public IReadOnlyList<int> Starts => _starts;

    /// <summary>The record of a batch, header and all; until the next call.</summary>
    /// <exception cref="ArgumentException">The batch is longer than a record may be.</exception>
    public ReadOnlySpan<byte> Record(FactBatch batch)
    {
        if (_bytes.Length > Kept)
        {
            _bytes = new byte[Kept];
        }

        _length = LogRecord.HeaderBytes;
        _starts.Clear();
        Room(1)[0] = FactBatch.Format;
        Put(batch.Number);
        BinaryPrimitives.WriteInt32LittleEndian(Room(4), batch.Facts.Count);
        foreach (var fact in batch.Facts)
        {
            _starts.Add(_length - LogRecord.HeaderBytes);
            Put(fact.Product);
            Put(fact.Kind);
            Put(fact.Id);
            Put(fact.Subject);
            Put(fact.Entity);
            Put(fact.Release);
            Put(fact.Arm);
            Put(fact.At.UtcTicks);
            Put(fact.RecordedAt.UtcTicks);
            Room(1)[0] = fact.Value.HasValue ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteDoubleLittleEndian(Room(8), fact.Value.GetValueOrDefault());
            Put(fact.Label);
            Put(fact.Body);
        }

        var record = _bytes.AsSpan(0, _length);
        LogRecord.Seal(record);
        return record;
    }

    private void Put(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);

    /// <summary>Length in bytes, seven bits a byte, then UTF-8.</summary>
    private void Put(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        for (var rest = (uint)bytes; ; rest >>= 7)
        {
            Room(1)[0] = (byte)(rest > 0x7F ? rest | 0x80 : rest);
            if (rest <= 0x7F)
            {
                break;
            }
        }

        Encoding.UTF8.GetBytes(text, Room(bytes));
    }

    private Span<byte> Room(int count)
    {
        if (count > LogRecord.MaxPayloadBytes - _length)
        {
            throw new ArgumentException($"A batch of more than {LogRecord.MaxPayloadBytes} bytes is too long. Append fewer facts at once.");
        }

        if (count > _bytes.Length - _length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(_bytes.Length * 2L, _length + (long)count), Array.MaxLength));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
