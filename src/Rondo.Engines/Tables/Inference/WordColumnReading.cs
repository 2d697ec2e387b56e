using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Inference;

/// <summary>Reads a column of words: as a category (one spelling a value), as free text, or as names of rows.</summary>
internal static class WordColumnReading
{
    /// <summary>From so many words on average it is prose, if most rows say something of their own.</summary>
    private const double ProseWords = 3.5;

    /// <summary>From so many characters on average it is prose even without spaces to count.</summary>
    private const double ProseLength = 60;

    /// <summary>Below so many values, "all distinct" says nothing about what the column is.</summary>
    private const int FewValues = 20;

    /// <summary>From so many of its values being distinct, prose is free text; a menu of long answers repeats itself.</summary>
    private const double OwnWords = 0.2;

    public static (Column Column, ColumnNote Note) Read(string name, RawColumn raw, DistinctValues values, bool categorical)
    {
        var kind = categorical ? ColumnKind.Category : KindOf(name, raw, values);
        var spelling = kind == ColumnKind.Category ? Spelling.Of(raw, values) : Spelling.AsWritten(raw, values);
        var codes = new int[raw.Codes.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = spelling.CodeOf[raw.Codes[row]];
        }

        var note = new ColumnNote(
            name,
            raw.RawName,
            values.Tokens(raw, amongValues: false),
            new Dictionary<string, int>(),
            new Dictionary<string, int>(),
            spelling.Groups);
        return (new TextColumn(name, kind, codes, spelling.Values), note);
    }

    private static ColumnKind KindOf(string name, RawColumn raw, DistinctValues values)
    {
        long words = 0, length = 0;
        var different = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < raw.Distinct.Count; i++)
        {
            if (values.Presence[i] == Presence.Missing)
            {
                continue;
            }

            var trimmed = raw.Distinct[i].Trim();
            words += (long)WordCount(trimmed) * raw.Counts[i];
            length += (long)trimmed.Length * raw.Counts[i];
            different.Add(trimmed.ToString());
        }

        if (values.Present == 0)
        {
            return ColumnKind.Category;
        }

        var share = different.Count / (double)values.Present;
        var prose = words >= ProseWords * values.Present || length >= ProseLength * values.Present;
        if (prose && share > OwnWords && different.Count > 2)
        {
            return ColumnKind.Text;
        }

        var enough = values.Present >= FewValues || (values.Present >= 2 && IdentifierNames.LooksLikeId(name));
        return enough && share > IdentifierNames.NearlyAllDistinct ? ColumnKind.Identifier : ColumnKind.Category;
    }

    private static int WordCount(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var space = char.IsWhiteSpace(c);
            words += !space && !inWord ? 1 : 0;
            inWord = !space;
        }

        return words;
    }
}
