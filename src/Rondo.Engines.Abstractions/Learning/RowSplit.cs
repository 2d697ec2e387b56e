using System.IO.Hashing;
using System.Text;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Learning;

/// <summary>Which rows a model learns from, and which it is judged on.</summary>
/// <param name="Train">Rows to learn from.</param>
/// <param name="Validation">Rows to tune on; empty where folds of the training rows serve for that.</param>
/// <param name="Test">Rows to be judged on, once.</param>
/// <param name="Words">How the split was made, in words.</param>
public sealed record SplitRows(int[] Train, int[] Validation, int[] Test, string Words);

/// <summary>Splits rows. Every way is repeatable.</summary>
public static class RowSplit
{
    private const double TestShare = 0.2;

    /// <summary>Splits the given rows of a table.</summary>
    /// <param name="table">Table.</param>
    /// <param name="rows">Rows that may be used (those with an outcome).</param>
    /// <param name="labels">Class a row of the table, to keep the shares alike in a random split.</param>
    /// <param name="how"><c>random</c>, <c>fifth</c>, <c>time:COLUMN</c>, <c>hash:COLUMN</c>, or a column that holds train, validation and test.</param>
    /// <param name="seed">Seed of the random split.</param>
    /// <returns>The split, or a sentence that says why there is none.</returns>
    public static (SplitRows? Split, string Fault) Of(Table table, IReadOnlyList<int> rows, int[] labels, string how, int seed)
    {
        var colon = how.IndexOf(':', StringComparison.Ordinal);
        var (kind, name) = colon > 0 ? (how[..colon], how[(colon + 1)..]) : (how, "");
        if (name.Length > 0 && table.Find(name) is null)
        {
            return (null, $"There is no column '{name}' to split by.");
        }

        return kind switch
        {
            "" or "random" => (Random(rows, labels, seed), ""),
            "fifth" => (By(rows, row => row % 5 == 4, "every fifth row is held out (row i with i % 5 == 4)"), ""),
            "time" when table.Find(name) is TimeColumn time => (ByTime(rows, time), ""),
            "time" => (null, $"Column '{name}' holds no dates, so rows cannot be split by time."),
            "hash" => (ByHash(rows, table.Find(name)!), ""),
            _ => ByColumn(table, rows, how),
        };
    }

    private static SplitRows Random(IReadOnlyList<int> rows, int[] labels, int seed)
    {
        // Shuffled by a hash of seed and row, class by class: the same rows are held out whatever else changes.
        var test = rows.GroupBy(row => labels[row])
            .SelectMany(group => group.OrderBy(row => Mix(seed, row)).Take((int)Math.Round(group.Count() * TestShare)))
            .ToHashSet();
        return By(rows, test.Contains, $"a random fifth is held out, with the same share of each class (seed {seed})");
    }

    private static SplitRows ByTime(IReadOnlyList<int> rows, TimeColumn time)
    {
        var ordered = rows.Where(row => !time.IsMissing(row)).OrderBy(row => time.Ticks[row]).ThenBy(row => row).ToList();
        var cut = (int)Math.Round(ordered.Count * (1 - TestShare));
        return new SplitRows([.. ordered.Take(cut)], [], [.. ordered.Skip(cut)], $"the latest fifth by {time.Name} is held out");
    }

    private static SplitRows ByHash(IReadOnlyList<int> rows, Column column) =>
        By(rows, row => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(column.Text(row).Trim().ToUpperInvariant())) % 100 < (ulong)(TestShare * 100), $"a fifth is held out by a hash of {column.Name}, so that one {column.Name} never stands on both sides");

    private static (SplitRows?, string) ByColumn(Table table, IReadOnlyList<int> rows, string name)
    {
        if (table.Find(name) is not { } column)
        {
            return (null, $"There is no column '{name}' to split by.");
        }

        int[] Of(params string[] words) => [.. rows.Where(row => words.Contains(column.Text(row).Trim().ToLowerInvariant()))];
        var (train, validation, test) = (Of("train", "training"), Of("validation", "valid", "val", "dev"), Of("test", "holdout"));
        return train.Length == 0 || test.Length == 0
            ? (null, $"Column '{name}' marks {train.Length} rows as train and {test.Length} as test; both are needed.")
            : (new SplitRows(train, validation, test, $"as marked in column {name}"), "");
    }

    private static SplitRows By(IReadOnlyList<int> rows, Func<int, bool> isTest, string words) =>
        new([.. rows.Where(row => !isTest(row))], [], [.. rows.Where(isTest)], words);

    private static ulong Mix(int seed, int row)
    {
        var x = ((ulong)(uint)seed << 32) | (uint)row;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
