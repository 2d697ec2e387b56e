using Rondo.Engines.Tables;

namespace Rondo.Engines.Learning;

/// <summary>The column to predict, read as classes.</summary>
/// <param name="Task">Classes; for two, the second is the positive.</param>
/// <param name="Labels">Class index a row; -1 where the row has no outcome.</param>
/// <param name="PositiveVariants">Spellings that were taken as the positive class, most frequent first.</param>
/// <param name="Positive">Name of the positive class; empty with more than two classes.</param>
public sealed record TargetReading(LearningTask Task, int[] Labels, IReadOnlyList<string> PositiveVariants, string Positive)
{
    /// <summary>Every other value, taken as the negative class, most frequent first; empty with more than two classes.</summary>
    public IReadOnlyList<string> NegativeVariants { get; init; } = [];

    /// <summary>Rows of a class.</summary>
    public int Count(int @class) => Labels.Count(label => label == @class);

    /// <summary>Rows without an outcome.</summary>
    public int Missing => Count(-1);
}

/// <summary>Reads targets as people write them.</summary>
public static class TargetColumn
{
    private const double NearlyAll = 0.95;

    private static readonly string[][] Families =
    [
        ["yes", "y", "true", "t", "1", "1.0"],
        ["no", "n", "false", "f", "0", "0.0"],
    ];

    /// <summary>
    /// Reads a target. With a positive value named, or where there are at most two classes, it is a question of yes or no:
    /// every spelling of the positive value counts ("Yes", "yes", "TRUE", "1", and for a column "Churn" also "churned").
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="positive">Value looked for; empty to guess it (a word for yes, else the rarer class).</param>
    public static TargetReading Read(Column column, string positive)
    {
        ArgumentNullException.ThrowIfNull(column);
        var (codes, values) = Codes(column);
        var counts = new int[values.Count];
        foreach (var code in codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        if (string.IsNullOrEmpty(positive) && values.Count > 2 && YesOf(column.Name, values, counts) is null)
        {
            return new TargetReading(new LearningTask(values), codes, [], "");
        }

        var wanted = string.IsNullOrEmpty(positive) ? Guess(column.Name, values, counts) : positive;
        var isPositive = values.Select(value => IsSpellingOf(column.Name, value, wanted)).ToArray();
        var labels = new int[codes.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            labels[row] = codes[row] < 0 ? -1 : isPositive[codes[row]] ? 1 : 0;
        }

        var negative = values.Select((value, index) => (value, index)).Where(pair => !isPositive[pair.index]).OrderByDescending(pair => counts[pair.index]).Select(pair => pair.value).FirstOrDefault() ?? $"not {wanted}";
        IReadOnlyList<string> variants = [.. values.Select((value, index) => (value, index)).Where(pair => isPositive[pair.index]).OrderByDescending(pair => counts[pair.index]).Select(pair => pair.value)];
        return new TargetReading(new LearningTask([negative, wanted]), labels, variants, wanted)
        {
            NegativeVariants = [.. values.Select((value, index) => (value, index)).Where(pair => !isPositive[pair.index] && counts[pair.index] > 0).OrderByDescending(pair => counts[pair.index]).Select(pair => pair.value)],
        };
    }

    /// <summary>The same as yes or no: of several classes, where nobody said which is looked for, the rarest one, which is the hardest to learn.</summary>
    /// <param name="column">The column.</param>
    /// <param name="positive">Value looked for; empty to guess it.</param>
    public static TargetReading ReadYesOrNo(Column column, string positive)
    {
        var target = Read(column, positive);
        return target.Task.IsBinary ? target : Read(column, target.Task.Classes[Enumerable.Range(0, target.Task.Classes.Count).MinBy(target.Count)]);
    }

    /// <summary>True where a value of the column means the same as the one looked for.</summary>
    public static bool IsSpellingOf(string column, string value, string wanted)
    {
        var given = value.Trim().ToLowerInvariant();
        var sought = wanted.Trim().ToLowerInvariant();
        if (given == sought)
        {
            return true;
        }

        if (!Families[0].Contains(sought))
        {
            return Array.Exists(Families, family => family.Contains(given) && family.Contains(sought));
        }

        // "churned" in a column "Churn" says yes as plainly as "Yes" does.
        var stem = Stem(column);
        return Families[0].Contains(given) || (stem.Length >= 4 && given.StartsWith(stem, StringComparison.Ordinal));
    }

    private static string Stem(string column)
    {
        var name = column.Trim().ToLowerInvariant();
        return name.EndsWith("ed", StringComparison.Ordinal) ? name[..^2] : name.TrimEnd('e');
    }

    /// <summary>A word for yes, where nearly all rows say yes or no and both are said; null elsewhere. The few other words then say "not yes".</summary>
    private static string? YesOf(string column, IReadOnlyList<string> values, int[] counts)
    {
        string? yes = null;
        var (said, all, no) = (0, 0, false);
        for (var i = 0; i < values.Count; i++)
        {
            var (isYes, isNo) = (IsSpellingOf(column, values[i], "yes"), Families[1].Contains(values[i].Trim().ToLowerInvariant()));
            yes = isYes && counts[i] > 0 ? yes ?? values[i] : yes;
            // 0 and 1 are numbers of classes as often as they are words.
            no |= isNo && counts[i] > 0 && !char.IsAsciiDigit(values[i].Trim()[0]);
            said += isYes || isNo ? counts[i] : 0;
            all += counts[i];
        }

        return yes is not null && (said == all || (no && said >= all * NearlyAll)) ? yes : null;
    }

    private static string Guess(string column, IReadOnlyList<string> values, int[] counts)
    {
        if (YesOf(column, values, counts) is { } yes)
        {
            return values.Where(value => IsSpellingOf(column, value, yes)).MaxBy(value => counts[IndexOf(values, value)])!;
        }

        return values.Count == 0 ? "yes" : values.Count == 1 && Families[1].Contains(values[0].Trim().ToLowerInvariant()) ? "yes" : values.MinBy(value => counts[IndexOf(values, value)])!;
    }

    private static int IndexOf(IReadOnlyList<string> values, string value)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] == value)
            {
                return i;
            }
        }

        return -1;
    }

    private static (int[] Codes, IReadOnlyList<string> Values) Codes(Column column)
    {
        if (column is TextColumn text)
        {
            return (text.Codes.ToArray(), text.Distinct);
        }

        var values = new List<string>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new int[column.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            if (column.IsMissing(row))
            {
                codes[row] = -1;
                continue;
            }

            var value = column.Text(row);
            if (!index.TryGetValue(value, out var code))
            {
                code = index[value] = values.Count;
                values.Add(value);
            }

            codes[row] = code;
        }

        return (codes, values);
    }
}
