using System.Buffers;

namespace Rondo.Engines.Learning.Features;

/// <summary>Receives one term (a word or two neighbours joined by a space), lower-cased.</summary>
internal delegate void TermSink(ReadOnlySpan<char> term);

/// <summary>Cuts text into lower-cased words of letters and digits, and pairs of neighbouring words.</summary>
internal static class Words
{
    /// <summary>Most characters of one text that are looked at: guards one row against the cost of a book.</summary>
    private const int MaxChars = 100_000;

    public static void Terms(ReadOnlySpan<char> text, TermSink sink)
    {
        text = text.Length > MaxChars ? text[..MaxChars] : text;
        var buffer = ArrayPool<char>.Shared.Rent(text.Length + 1);
        try
        {
            // The buffer holds the words of the text joined by single spaces, so that a pair is one slice of it.
            int length = 0, wordStart = 0, previousStart = -1;
            for (var i = 0; i <= text.Length; i++)
            {
                var inside = i < text.Length && IsWordChar(text, i);
                if (inside)
                {
                    buffer[length++] = char.ToLowerInvariant(text[i]);
                    continue;
                }

                if (length == wordStart)
                {
                    continue;
                }

                sink(buffer.AsSpan(wordStart, length - wordStart));
                if (previousStart >= 0)
                {
                    sink(buffer.AsSpan(previousStart, length - previousStart));
                }

                previousStart = wordStart;
                buffer[length++] = ' ';
                wordStart = length;
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>Letters, digits, and an apostrophe between letters: "can't" is one word.</summary>
    private static bool IsWordChar(ReadOnlySpan<char> text, int at) =>
        char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at]) ||
        (text[at] is '\'' or '\u2019' && at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]));
}
