using System.Buffers.Binary;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>A record of the log: length (4 bytes, little-endian), CRC-32C of the payload (4 bytes), payload.</summary>
internal static class LogRecord
{
    public const int HeaderBytes = 8;

    /// <summary>No batch is longer: a length beyond it is damage, and must not be answered by reserving that much memory.</summary>
    public const int MaxPayloadBytes = 1 << 30;

    /// <summary>Writes the header in front of a payload that stands already.</summary>
    /// <param name="record">Header and payload.</param>
    public static void Seal(Span<byte> record)
    {
        var payload = record[HeaderBytes..];
        BinaryPrimitives.WriteInt32LittleEndian(record, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Crc32C.Of(payload));
    }

    /// <summary>Reads the next payload; null at the end, and where the rest is no whole record.</summary>
    public static byte[]? Read(Stream log)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (log.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is <= 0 or > MaxPayloadBytes || length > log.Length - log.Position)
        {
            return null;
        }

        var payload = new byte[length];
        log.ReadExactly(payload);
        return Crc32C.Of(payload) == BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) ? payload : null;
    }
}
