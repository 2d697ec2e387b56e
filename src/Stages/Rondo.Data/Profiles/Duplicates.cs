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

        var first = Copies.FirstOf(table);
        int near = 0, conflicting = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            if (exact[row] || first[row] == row)
            {
                continue;
            }

            var opposite = target is not null && target.Labels[row] >= 0 && target.Labels[first[row]] >= 0 && target.Labels[row] != target.Labels[first[row]];
            conflicting += opposite ? 1 : 0;
            near += opposite ? 0 : 1;
        }

        return new DuplicateCounts(exactCount, near, conflicting);
    }
}
