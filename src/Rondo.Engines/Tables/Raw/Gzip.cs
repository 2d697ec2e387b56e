using System.Buffers.Binary;
using System.IO.Compression;

namespace Rondo.Engines.Tables.Raw;

/// <summary>Unpacks gzip content, bounded and whole: the platform's own stream ends without a word where an archive is cut off.</summary>
internal static class Gzip
{
    private static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 0x08];

    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith(Magic);

    /// <summary>The unpacked content, seekable, at its start. Dispose it.</summary>
    public static Stream Unpack(Stream packed, long maxBytes, CancellationToken cancellation)
    {
        var start = packed.Position;
        Stream unpacked;
        try
        {
            using var gzip = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
            unpacked = Spool.Of(gzip, maxBytes, cancellation);
        }
        catch (InvalidDataException)
        {
            throw Refusal.NotATable("The gzip archive is broken.");
        }

        if (!IsWhole(packed, start, unpacked.Length))
        {
            unpacked.Dispose();
            throw Refusal.NotATable("The gzip archive is cut off.");
        }

        return unpacked;
    }

    /// <summary>
    /// An archive ends with the length of its last member modulo 2^32. With one member that is the length of the
    /// content; with several it cannot be told from here, so several are believed.
    /// </summary>
    private static bool IsWhole(Stream packed, long start, long unpackedLength)
    {
        Span<byte> trailer = stackalloc byte[4];
        packed.Position = Math.Max(start, packed.Length - trailer.Length);
        return packed.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false) == trailer.Length
            && (BinaryPrimitives.ReadUInt32LittleEndian(trailer) == (uint)unpackedLength || HasSecondMember(packed, start + Magic.Length));
    }

    private static bool HasSecondMember(Stream packed, long from)
    {
        packed.Position = from;
        var buffer = new byte[1 << 16];
        var kept = 0;
        for (int read; (read = packed.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var filled = kept + read;
            if (buffer.AsSpan(0, filled).IndexOf(Magic) >= 0)
            {
                return true;
            }

            kept = Math.Min(filled, Magic.Length - 1);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }

        return false;
    }
}
