using System.Runtime.CompilerServices;

namespace Rondo.Engines.Tables.Raw;

/// <summary>
/// One 64-bit hash a row over the raw texts of its cells. Stable across processes and formats: the same texts give the
/// same hash, whatever quoting or separator the file used. Not for security.
/// </summary>
internal static class RowHashes
{
    private const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Multiplier = 0xD6E8FEB86659FD93;

    public static ulong[] Of(IReadOnlyList<RawColumn> columns)
    {
        var rows = columns.Count == 0 ? 0 : columns[0].Codes.Length;
        var hashes = new ulong[rows];
        Array.Fill(hashes, Seed);
        foreach (var column in columns)
        {
            // Each distinct text is hashed once; the rows only combine.
            var ofText = new ulong[column.Distinct.Count];
            for (var i = 0; i < ofText.Length; i++)
            {
                ofText[i] = OfText(column.Distinct[i]);
            }

            for (var row = 0; row < rows; row++)
            {
                hashes[row] = Mix(hashes[row], ofText[column.Codes[row]]);
            }
        }

        return hashes;
    }

    private static ulong OfText(ReadOnlySpan<char> text)
    {
        var hash = Seed + (ulong)text.Length;
        foreach (var c in text)
        {
            hash = Mix(hash, c);
        }

        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong value)
    {
        var x = (hash ^ value) * Multiplier;
        x ^= x >> 32;
        return (x * Multiplier) + Seed;
    }
}
