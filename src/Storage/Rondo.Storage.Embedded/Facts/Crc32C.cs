using System.Buffers.Binary;
using System.Numerics;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>CRC-32C (Castagnoli; RFC 3720, appendix B.4): tells a whole record from one that a crash tore.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }
}
