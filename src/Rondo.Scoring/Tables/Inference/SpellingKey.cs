using System.Text;

namespace Rondo.Engines.Tables.Inference;

/// <summary>What remains of a text when case, space and punctuation do not count, and which such keys are one.</summary>
internal static class SpellingKey
{
    /// <summary>Most categories among which near spellings are searched; the search is quadratic.</summary>
    private const int MostKeys = 300;

    /// <summary>A spelling is rare when it has at most this share of the rows of the frequent one.</summary>
    private const double RareShare = 0.2;

    /// <summary>Short words are one keystroke apart by nature (Mali, Malta).</summary>
    private const int ShortestTypo = 5;

    /// <summary>
    /// Lower-case letters, digits and signs that carry meaning (+, &lt;, &gt;, %); the text itself where nothing remains.
    /// Before a digit after a digit or a minus every character counts: 10-20 is not 1020, 1.5 is not 15, -1 is not 1.
    /// </summary>
    public static string Of(string text)
    {
        text = text.Trim();
        var key = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c) || c is '+' or '<' or '>' or '=' or '%' or '#' or '*' || JoinsDigits(text, i))
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        return key.Length == 0 ? text : key.ToString();
    }

    private static bool JoinsDigits(string text, int at) =>
        at + 1 < text.Length && char.IsDigit(text[at + 1]) && (at == 0 ? text[at] is '-' or '.' : char.IsDigit(text[at - 1]));

    /// <summary>Key of the group for each key.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, int> rowsOf, bool yesNo)
    {
        var group = rowsOf.Keys.ToDictionary(key => key, key => (yesNo ? YesNo.Side(key) : null) ?? key, StringComparer.Ordinal);
        if (rowsOf.Count > MostKeys)
        {
            return group;
        }

        var byCount = rowsOf.Where(pair => pair.Key.Length >= ShortestTypo).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        for (var rare = 1; rare < byCount.Count; rare++)
        {
            for (var frequent = 0; frequent < rare; frequent++)
            {
                if (byCount[rare].Value <= RareShare * byCount[frequent].Value && IsTypo(byCount[rare].Key, byCount[frequent].Key))
                {
                    group[byCount[rare].Key] = group[byCount[frequent].Key];
                    break;
                }
            }
        }

        return group;
    }

    /// <summary>
    /// One letter inserted, left out, exchanged or two neighbours swapped, after the first letter (typical, atypical are
    /// two words), and never a digit (Class 1, Class 2 are two classes).
    /// </summary>
    private static bool IsTypo(string a, string b)
    {
        if (a.Length > b.Length)
        {
            (a, b) = (b, a);
        }

        if (b.Length - a.Length > 1 || a[0] != b[0])
        {
            return false;
        }

        var start = 0;
        while (start < a.Length && a[start] == b[start])
        {
            start++;
        }

        int endA = a.Length, endB = b.Length;
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1])
        {
            (endA, endB) = (endA - 1, endB - 1);
        }

        var inA = a.AsSpan(start, endA - start);
        var inB = b.AsSpan(start, endB - start);
        if (!OnlyLetters(inA) || !OnlyLetters(inB))
        {
            return false;
        }

        var swapped = inA.Length == 2 && inB.Length == 2 && inA[0] == inB[1] && inA[1] == inB[0];
        return swapped || (inA.Length <= 1 && inB.Length <= 1);
    }

    private static bool OnlyLetters(ReadOnlySpan<char> part)
    {
        foreach (var c in part)
        {
            if (!char.IsLetter(c))
            {
                return false;
            }
        }

        return true;
    }
}
