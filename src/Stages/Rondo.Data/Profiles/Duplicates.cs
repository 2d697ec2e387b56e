using System.Globalization;
using System.Text;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Data.Profiles;

/// <summary>Counts rows that stand more than once: to the letter, nearly, or with the opposite outcome.</summary>
internal static class Duplicates
{
    public static DuplicateCounts Count(TableReading reading, TargetReading? target)
    {
        var table = reading.Table;
        var seen = new HashSet<ulong>();
        var exact = new bool[table.RowCount];
        var exactCount = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            exact[row] = !seen.Add(reading.RowHashes[row]);
            exactCount += exact[row] ? 1 : 0;
        }

        // Two rows speak of the same thing where their identifier is the same but for case and spaces; without an
        // identifier, where all their values are the same once spellings are unified.
        var identifier = table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Identifier);
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        int near = 0, conflicting = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            if (exact[row])
            {
                continue;
            }

            var key = identifier is null ? Values(table, row) : identifier.Text(row).Trim().ToUpperInvariant();
            if (key.Length == 0 || first.TryAdd(key, row))
            {
                continue;
            }

            var opposite = target is not null && target.Labels[row] >= 0 && target.Labels[first[key]] >= 0 && target.Labels[row] != target.Labels[first[key]];
            conflicting += opposite ? 1 : 0;
            near += opposite ? 0 : 1;
        }

        return new DuplicateCounts(exactCount, near, conflicting);
    }

    private static string Values(Table table, int row)
    {
        var text = new StringBuilder();
        foreach (var column in table.Columns)
        {
            text.Append(CultureInfo.InvariantCulture, $"{column.Text(row).Trim().ToUpperInvariant()}\u001f");
        }

        return text.ToString();
    }
}
