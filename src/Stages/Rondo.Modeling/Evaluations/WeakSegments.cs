using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Modeling.Promises;
using Rondo.Statistics;
using WeakSegment = Rondo.Contracts.WeakSegment;

namespace Rondo.Modeling.Evaluations;

/// <summary>
/// Parts of the rows in which the model finds clearly fewer of those it looks for than elsewhere: each value of a
/// category, each quarter of a number; corrected for how many were looked at (Holm).
/// </summary>
internal static class WeakSegments
{
    private const int MinimumPositives = 15;
    private const int MostCategories = 20;
    private const int Shown = 5;

    public static IReadOnlyList<WeakSegment> Find(JudgedRows rows)
    {
        var positives = Enumerable.Range(0, rows.Truth.Length).Where(row => rows.Truth[row]).ToArray();
        var found = positives.Count(row => rows.Scores[row] >= rows.Threshold);
        var candidates = new List<(string Name, int N, int Hits)>();
        foreach (var column in rows.Table.Columns)
        {
            foreach (var (name, members) in Parts(column, positives))
            {
                if (members.Count >= MinimumPositives && positives.Length - members.Count >= MinimumPositives)
                {
                    candidates.Add((name, members.Count, members.Count(row => rows.Scores[row] >= rows.Threshold)));
                }
            }
        }

        if (candidates.Count == 0)
        {
            return [];
        }

        var adjusted = FalseDiscovery.Holm([.. candidates.Select(part => P(part.Hits, part.N, found - part.Hits, positives.Length - part.N))]);
        return
        [
            .. candidates.Select((part, i) => new WeakSegment(part.Name, Proportion.Wilson(part.Hits, part.N).ToWire(), (double)found / positives.Length, adjusted[i]))
                .Where(part => part.Recall.Value < part.Overall)
                .OrderBy(part => part.P).ThenBy(part => part.Recall.Value)
                .Take(Shown),
        ];
    }

    private static IEnumerable<(string Name, List<int> Members)> Parts(Column column, int[] positives)
    {
        switch (column)
        {
            case TextColumn { Kind: ColumnKind.Category } text when text.Distinct.Count <= MostCategories:
                foreach (var group in positives.GroupBy(row => text.Text(row)))
                {
                    yield return ($"{column.Name} {(group.Key.Length == 0 ? "is missing" : $"= {group.Key}")}", [.. group]);
                }

                break;
            case NumberColumn number:
                var values = positives.Select(row => number.Values[row]).Where(double.IsFinite).Order().ToArray();
                if (values.Length < 4 * MinimumPositives || values[0] == values[^1])
                {
                    yield break;
                }

                var cuts = new[] { values[values.Length / 4], values[values.Length / 2], values[values.Length * 3 / 4] }.Distinct().ToArray();
                for (var part = 0; part <= cuts.Length; part++)
                {
                    var low = part == 0 ? double.NegativeInfinity : cuts[part - 1];
                    var high = part == cuts.Length ? double.PositiveInfinity : cuts[part];
                    var name = part == 0 ? FormattableString.Invariant($"{column.Name} below {high:0.##}") : part == cuts.Length ? FormattableString.Invariant($"{column.Name} from {low:0.##}") : FormattableString.Invariant($"{column.Name} from {low:0.##} to {high:0.##}");
                    yield return (name, [.. positives.Where(row => number.Values[row] >= low && number.Values[row] < high)]);
                }

                break;
        }
    }

    private static double P(int hits, int n, int otherHits, int otherN)
    {
        var p = ChiSquare.TwoSample([hits, n - hits], [otherHits, otherN - otherHits]).P;
        return double.IsFinite(p) ? p : 1;
    }
}
