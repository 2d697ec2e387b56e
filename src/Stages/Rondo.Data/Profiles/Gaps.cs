using System.Numerics;
using Rondo.Contracts;
using Rondo.Engines.Tables;

namespace Rondo.Data.Profiles;

/// <summary>Missing values by row and by pair of columns: gaps that come together have one cause.</summary>
internal static class Gaps
{
    // Pairs grow with the square of the columns; these many with the most gaps are enough to see what belongs together.
    private const int ColumnsPaired = 64;
    private const int PairsKept = 50;
    private const int PairsReported = 3;
    private const int FewestTogether = 20;
    private const double NearlyAlways = 0.8;

    public static Incompleteness Count(Table table)
    {
        var perRow = new int[table.RowCount];
        var gapped = new List<(string Name, int Missing, ulong[] Rows)>();
        foreach (var column in table.Columns)
        {
            var rows = new ulong[(table.RowCount + 63) / 64];
            var missing = 0;
            for (var row = 0; row < table.RowCount; row++)
            {
                if (column.IsMissing(row))
                {
                    rows[row / 64] |= 1UL << (row % 64);
                    perRow[row]++;
                    missing++;
                }
            }

            if (missing > 0)
            {
                gapped.Add((column.Name, missing, rows));
            }
        }

        return new Incompleteness
        {
            IncompleteRows = perRow.Count(missing => missing > 0),
            RowsByMissing = perRow.CountBy(missing => missing).OrderBy(pair => pair.Key).ToDictionary(),
            CoMissing = Pairs([.. gapped.OrderByDescending(column => column.Missing).Take(ColumnsPaired)]),
        };
    }

    /// <summary>Pairs of which one is hardly ever missing without the other.</summary>
    public static IEnumerable<Finding> Find(Incompleteness gaps, IReadOnlyList<ColumnProfile> columns)
    {
        var missing = columns.ToDictionary(column => column.Name, column => column.Missing);
        var together = gaps.CoMissing.Where(pair => pair.Rows >= Math.Max(FewestTogether, NearlyAlways * Math.Min(missing[pair.A], missing[pair.B])));
        return together.Take(PairsReported).Select(pair => new Finding
        {
            Code = "missing_together",
            Severity = Severity.Info,
            Topic = FindingTopic.Gap,
            Sentence = $"{pair.A} and {pair.B} are missing in the same {pair.Rows:N0} rows ({missing[pair.A]:N0} and {missing[pair.B]:N0} gaps in all).",
            Numbers = new Dictionary<string, double> { ["rows"] = pair.Rows, ["missing_a"] = missing[pair.A], ["missing_b"] = missing[pair.B] },
            NextStep = "Gaps that come together have one cause; find it before filling them.",
            Column = pair.A,
        });
    }

    private static List<CoMissing> Pairs(IReadOnlyList<(string Name, int Missing, ulong[] Rows)> gapped)
    {
        var pairs = new List<CoMissing>();
        for (var a = 0; a < gapped.Count; a++)
        {
            for (var b = a + 1; b < gapped.Count; b++)
            {
                var both = 0;
                for (var word = 0; word < gapped[a].Rows.Length; word++)
                {
                    both += BitOperations.PopCount(gapped[a].Rows[word] & gapped[b].Rows[word]);
                }

                if (both > 0)
                {
                    pairs.Add(new CoMissing(gapped[a].Name, gapped[b].Name, both));
                }
            }
        }

        return [.. pairs.OrderByDescending(pair => pair.Rows).ThenBy(pair => pair.A, StringComparer.Ordinal).ThenBy(pair => pair.B, StringComparer.Ordinal).Take(PairsKept)];
    }
}
