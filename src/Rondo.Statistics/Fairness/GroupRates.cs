namespace Rondo.Statistics;

/// <summary>How one group fares.</summary>
/// <param name="Name">Group.</param>
/// <param name="Counts">The four cells, in rows.</param>
/// <param name="Weight">Sum of weights; the number of rows where there are none.</param>
/// <param name="SelectionRate">Share decided positive.</param>
/// <param name="Recall">Share of the positives that is found.</param>
/// <param name="FalsePositiveRate">Share of the negatives that raises an alarm.</param>
/// <param name="Precision">Share of the alarms that is right.</param>
/// <param name="Accuracy">Share of right decisions.</param>
/// <param name="IsSmall">True where the group has too few rows to be judged.</param>
public sealed record GroupRates(
    string Name, ConfusionCounts Counts, double Weight, Estimate SelectionRate, Estimate Recall, Estimate FalsePositiveRate, Estimate Precision, Estimate Accuracy, bool IsSmall);

/// <summary>Metrics of each group, with counts and intervals.</summary>
public static class GroupMetrics
{
    /// <summary>Below this many rows a group is called small: an interval of a share is then wider than 35 points.</summary>
    public const int SmallGroup = 30;

    /// <summary>Splits decisions by group.</summary>
    /// <param name="decisions">What was decided.</param>
    /// <param name="truth">What came true.</param>
    /// <param name="groups">Group of each row; null is a group of its own. For intersections join the names of several columns.</param>
    /// <param name="weights">Weight of each row; empty counts all alike. Intervals then rest on the effective number of rows.</param>
    /// <param name="level">Coverage of the intervals.</param>
    /// <param name="smallBelow">Groups with fewer rows are marked as small.</param>
    /// <returns>Groups in ordinal order of their names.</returns>
    public static IReadOnlyList<GroupRates> Of(
        ReadOnlySpan<bool> decisions, ReadOnlySpan<bool> truth, IReadOnlyList<string?> groups, ReadOnlySpan<double> weights = default, double level = 0.95, int smallBelow = SmallGroup)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Check.SameLength(decisions.Length, truth.Length);
        Check.SameLength(decisions.Length, groups.Count);
        var cells = new SortedDictionary<string, Cells>(StringComparer.Ordinal);
        for (var i = 0; i < truth.Length; i++)
        {
            var name = groups[i] ?? CategoryCounts.Missing;
            if (!cells.TryGetValue(name, out var cell))
            {
                cells[name] = cell = new Cells();
            }

            cell.Add(decisions[i], truth[i], weights.IsEmpty ? 1 : weights[i]);
        }

        return [.. cells.Select(c => c.Value.Rates(c.Key, level, smallBelow))];
    }

    /// <summary>Names of intersections: "female, 25-34".</summary>
    /// <param name="columns">Group columns of equal length.</param>
    public static string[] Intersect(params IReadOnlyList<IReadOnlyList<string?>> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Count == 0 ? [] : [.. Enumerable.Range(0, columns[0].Count).Select(i => string.Join(", ", columns.Select(c => c[i] ?? CategoryCounts.Missing)))];
    }

    private sealed class Cells
    {
        // Index: 2 where decided, 1 where true.
        private readonly long[] _rows = new long[4];
        private readonly double[] _weight = new double[4];
        private readonly double[] _squares = new double[4];

        internal void Add(bool decided, bool actual, double weight)
        {
            var at = (decided ? 2 : 0) + (actual ? 1 : 0);
            _rows[at]++;
            _weight[at] += weight;
            _squares[at] += weight * weight;
        }

        internal GroupRates Rates(string name, double level, int smallBelow)
        {
            var counts = new ConfusionCounts(_rows[3], _rows[2], _rows[1], _rows[0]);
            return new GroupRates(
                name, counts, _weight.Sum(), Share([2, 3], [0, 1, 2, 3], level), Share([3], [1, 3], level), Share([2], [0, 2], level), Share([3], [2, 3], level),
                Share([0, 3], [0, 1, 2, 3], level), counts.N < smallBelow);
        }

        private Estimate Share(int[] part, int[] whole, double level)
        {
            double weight = whole.Sum(c => _weight[c]), squares = whole.Sum(c => _squares[c]);
            return Proportion.Wilson(part.Sum(c => _weight[c]) / weight, squares > 0 ? weight * weight / squares : 0, whole.Sum(c => _rows[c]), level);
        }
    }
}
