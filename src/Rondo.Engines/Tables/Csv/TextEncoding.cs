using System.Text;

namespace Rondo.Engines.Tables.Csv;

/// <summary>
/// Finds the encoding of a text file: a byte order mark says it; else zero bytes on one side of every pair mean
/// UTF-16; else UTF-8. Latin-1 is the fallback of the reader when UTF-8 turns out to be invalid further down.
/// </summary>
internal static class TextEncoding
{
    /// <summary>UTF-8 that throws <see cref="DecoderFallbackException"/> instead of putting in replacement characters.</summary>
    public static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Encoding Guess(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return StrictUtf8;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode;
        }

        return head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : WithoutMark(head);
    }

    private static Encoding WithoutMark(ReadOnlySpan<byte> head)
    {
        int evenZeros = 0, oddZeros = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
            {
                _ = (i & 1) == 0 ? evenZeros++ : oddZeros++;
            }
        }

        // Western text in UTF-16 has a zero in nearly every pair, always on the same side.
        var many = head.Length / 4;
        if (many > 0 && oddZeros > many && evenZeros == 0)
        {
            return Encoding.Unicode;
        }

        return many > 0 && evenZeros > many && oddZeros == 0 ? Encoding.BigEndianUnicode : StrictUtf8;
    }
}
