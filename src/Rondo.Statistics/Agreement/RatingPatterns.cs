namespace Rondo.Statistics;

/// <summary>
/// Items grouped by what was said about them, regardless of who said it: five labels in five classes have at most 126
/// patterns, however many items there are. Agreement and its bootstrap work on patterns instead of items.
/// Items with fewer than two labels say nothing about agreement and are left out.
/// </summary>
internal sealed class RatingPatterns
{
    private RatingPatterns(int[][] codes, int[][] counts, long[] items, int categories, IReadOnlyList<double> values)
    {
        Codes = codes;
        Counts = counts;
        Items = items;
        Categories = categories;
        Values = values;
        Labels = [.. counts.Select(c => c.Sum())];
        foreach (var count in items)
        {
            Total += count;
        }
    }

    /// <summary>Categories of each pattern.</summary>
    internal int[][] Codes { get; }

    /// <summary>How often each category of <see cref="Codes"/> was given.</summary>
    internal int[][] Counts { get; }

    /// <summary>How many items have each pattern.</summary>
    internal long[] Items { get; }

    /// <summary>Labels of an item of each pattern; at least 2.</summary>
    internal int[] Labels { get; }

    internal int Categories { get; }

    internal IReadOnlyList<double> Values { get; }

    /// <summary>Items with two labels or more.</summary>
    internal long Total { get; }

    internal int Count => Items.Length;

    internal static RatingPatterns Of(RatingTable table) => table.Categories.Count <= 16 ? Packed(table) : Sorted(table);

    /// <summary>Adds up how often each category was given, over items drawn <paramref name="weights"/> times.</summary>
    internal double[] Marginals(ReadOnlySpan<long> weights)
    {
        var sums = new double[Categories];
        for (var p = 0; p < Count; p++)
        {
            for (var c = 0; c < Codes[p].Length; c++)
            {
                sums[Codes[p][c]] += weights[p] * Counts[p][c];
            }
        }

        return sums;
    }

    /// <summary>A statistic of the patterns with a bootstrap interval over items.</summary>
    internal Estimate Bootstrapped(CellBootstrap.OfCells statistic, int resamples, double level, ulong seed)
    {
        var value = Total == 0 ? double.NaN : statistic(Items);
        return double.IsNaN(value)
            ? Estimate.Undefined(Total, "bootstrap")
            : Bootstrap.FromDraws(value, Total, CellBootstrap.Draws(Items, Total, statistic, resamples, seed), level, "bootstrap");
    }

    // Up to 16 categories with fewer than 16 labels an item: the counts of an item fit into one word, four bits each.
    private static RatingPatterns Packed(RatingTable table)
    {
        var offsets = table.Offsets;
        var codes = table.AllCodes;
        var slots = new PackedCounter();
        for (var i = 0; i + 1 < offsets.Length; i++)
        {
            var count = offsets[i + 1] - offsets[i];
            if (count < 2)
            {
                continue;
            }

            if (count > 15)
            {
                return Sorted(table);
            }

            ulong key = 0;
            foreach (var code in codes.Slice(offsets[i], count))
            {
                key += 1UL << (4 * code);
            }

            slots.Add(key);
        }

        var (keys, items) = slots.Result();
        var patternCodes = new int[keys.Length][];
        var patternCounts = new int[keys.Length][];
        for (var p = 0; p < keys.Length; p++)
        {
            patternCodes[p] = [.. Enumerable.Range(0, 16).Where(c => ((keys[p] >> (4 * c)) & 15) > 0)];
            patternCounts[p] = [.. patternCodes[p].Select(c => (int)((keys[p] >> (4 * c)) & 15))];
        }

        return new RatingPatterns(patternCodes, patternCounts, items, table.Categories.Count, table.CategoryValues);
    }

    private static RatingPatterns Sorted(RatingTable table)
    {
        var found = new Dictionary<string, int>();
        var codes = new List<int[]>();
        var counts = new List<int[]>();
        var items = new List<long>();
        for (var i = 0; i < table.Items; i++)
        {
            int[] labels = table.CodesOf(i).ToArray();
            if (labels.Length < 2)
            {
                continue;
            }

            Array.Sort(labels);
            var key = string.Join(' ', labels);
            if (!found.TryGetValue(key, out var p))
            {
                p = found[key] = items.Count;
                var groups = labels.CountBy(c => c).ToArray();
                codes.Add([.. groups.Select(g => g.Key)]);
                counts.Add([.. groups.Select(g => g.Value)]);
                items.Add(0);
            }

            items[p]++;
        }

        return new RatingPatterns([.. codes], [.. counts], [.. items], table.Categories.Count, table.CategoryValues);
    }

    // A small open-addressing counter; the built-in dictionary costs four times as much here.
    private sealed class PackedCounter
    {
        private ulong[] _keys = new ulong[1024];
        private long[] _counts = new long[1024];
        private int _used;

        internal void Add(ulong key, long amount = 1)
        {
            var mask = _keys.Length - 1;
            var slot = (int)((key * 0x9E3779B97F4A7C15UL) >> 40) & mask;
            while (_counts[slot] != 0 && _keys[slot] != key)
            {
                slot = (slot + 1) & mask;
            }

            if (_counts[slot] == 0)
            {
                _keys[slot] = key;
                _used++;
            }

            _counts[slot] += amount;
            if (_used > mask / 2)
            {
                Grow();
            }
        }

        internal (ulong[] Keys, long[] Counts) Result()
        {
            var slots = Enumerable.Range(0, _keys.Length).Where(s => _counts[s] > 0).OrderBy(s => _keys[s]).ToArray();
            return ([.. slots.Select(s => _keys[s])], [.. slots.Select(s => _counts[s])]);
        }

        private void Grow()
        {
            var (keys, counts) = (_keys, _counts);
            _keys = new ulong[keys.Length * 2];
            _counts = new long[keys.Length * 2];
            _used = 0;
            for (var s = 0; s < keys.Length; s++)
            {
                if (counts[s] > 0)
                {
                    Add(keys[s], counts[s]);
                }
            }
        }
    }
}
