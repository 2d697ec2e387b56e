using System.Runtime.InteropServices;
using Rondo.Engines.Tables;

namespace Rondo.Data.Profiles;

/// <summary>
/// Rows that speak of the same thing: with the same identifier but for case and spaces; without an identifier, with the same
/// values once spellings are unified, texts compared by their letters and digits alone.
/// </summary>
internal static class Copies
{
    /// <summary>For each row the first one that it is a copy of; itself where it is none.</summary>
    /// <remarks>Rows are compared by 64 bits of hash: at ten million rows a false copy is to be expected once in 400,000 files.</remarks>
    public static int[] FirstOf(Table table)
    {
        var keys = Keys(table);
        var first = new int[keys.Length];
        var seen = new Dictionary<ulong, int>(keys.Length);
        for (var row = 0; row < keys.Length; row++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, keys[row], out var known);
            place = known ? place : row;
            first[row] = keys[row] == 0 ? row : place;
        }

        return first;
    }

    /// <summary>
    /// The same, where the rows can be told apart at all: in a table of a few categories many rows look alike by chance, and
    /// then nobody is a copy.
    /// </summary>
    public static int[] Telling(Table table)
    {
        var first = FirstOf(table);
        var alike = 0;
        for (var row = 0; row < first.Length; row++)
        {
            alike += first[row] == row ? 0 : 1;
        }

        return alike <= first.Length / 5 || table.Columns.Any(column => column.Kind is ColumnKind.Text or ColumnKind.Identifier) ? first : [.. Enumerable.Range(0, first.Length)];
    }

    // 0 stands for a row that has no identifier, which is nobody's copy.
    private static ulong[] Keys(Table table)
    {
        var keys = new ulong[table.RowCount];
        var identifier = table.Columns.OfType<TextColumn>().FirstOrDefault(column => column.Kind == ColumnKind.Identifier);
        if (identifier is not null)
        {
            Add(keys, identifier, first: true);
            return keys;
        }

        Array.Fill(keys, 14_695_981_039_346_656_037UL);
        foreach (var column in table.Columns)
        {
            switch (column)
            {
                case TextColumn text:
                    Add(keys, text, first: false);
                    break;
                case NumberColumn number:
                    for (var row = 0; row < keys.Length; row++)
                    {
                        keys[row] = Mix(keys[row], (ulong)BitConverter.DoubleToInt64Bits(number.Values[row] + 0.0));
                    }

                    break;
                case TimeColumn time:
                    for (var row = 0; row < keys.Length; row++)
                    {
                        keys[row] = Mix(keys[row], (ulong)time.Ticks[row]);
                    }

                    break;
            }
        }

        return keys;
    }

    private static void Add(ulong[] keys, TextColumn column, bool first)
    {
        // Each distinct value is hashed once, however many rows hold it.
        var hashes = new ulong[column.Distinct.Count];
        for (var code = 0; code < hashes.Length; code++)
        {
            hashes[code] = Hash(column.Distinct[code], lettersOnly: column.Kind == ColumnKind.Text);
        }

        for (var row = 0; row < keys.Length; row++)
        {
            var hash = column.Codes[row] < 0 ? 0 : hashes[column.Codes[row]];
            keys[row] = first ? hash : Mix(keys[row], hash);
        }
    }

    private static ulong Hash(string text, bool lettersOnly)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var letter in text.AsSpan().Trim())
        {
            if (!lettersOnly || char.IsLetterOrDigit(letter))
            {
                hash = Mix(hash, char.ToUpperInvariant(letter));
            }
        }

        return text.AsSpan().Trim().Length == 0 ? 0 : hash;
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9E37_79B9_7F4A_7C15UL;
        return hash ^ (hash >> 32);
    }
}
