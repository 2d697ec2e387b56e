using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Data.Profiles;

/// <summary>What is wrong with a table as it was written: reported, not fatal.</summary>
internal static class Mess
{
    private const double MissingWarning = 0.05;
    private const double MissingMostly = 0.5;

    public static IEnumerable<Finding> Find(TableReading reading, IReadOnlyList<ColumnProfile> columns, DuplicateCounts duplicates, TargetReading? target)
    {
        var rows = reading.Table.RowCount;
        for (var i = 0; i < columns.Count; i++)
        {
            foreach (var finding in InColumn(reading.Table.Columns[i], reading.Notes[i], columns[i], rows))
            {
                yield return finding;
            }
        }

        if (duplicates.Exact > 0)
        {
            yield return Warn("exact_duplicates", $"{duplicates.Exact:N0} of {rows:N0} rows {(duplicates.Exact == 1 ? "repeats" : "repeat")} an earlier row to the letter.", "Remove them, or they count twice and may stand on both sides of a split.", duplicates.Exact, rows);
        }

        if (duplicates.Near > 0)
        {
            yield return Warn("near_duplicates", $"{Plural.Of(duplicates.Near, "row repeats", "rows repeat")} an earlier one but for case, spaces or single values.", "Decide which one is right; near copies on both sides of a split make a model look better than it is.", duplicates.Near, rows);
        }

        if (duplicates.Conflicting > 0)
        {
            yield return Warn("conflicting_labels", $"{Plural.Of(duplicates.Conflicting, "row repeats", "rows repeat")} an earlier one with the opposite outcome.", "Find out which outcome is true; a model learns both.", duplicates.Conflicting, rows);
        }

        if (reading.RaggedRows > 0)
        {
            yield return Warn("ragged_rows", $"{Plural.Of(reading.RaggedRows, "row has", "rows have")} too few or too many fields; they were cut or filled with missing values.", "Check the export's quoting.", reading.RaggedRows, rows);
        }

        if (target is { Missing: > 0 })
        {
            yield return Warn("label_missing", $"{target.Missing:N0} of {rows:N0} rows {(target.Missing == 1 ? "has no outcome and is" : "have no outcome and are")} left out of learning.", "Find out whether they are missing for a reason.", target.Missing, rows) with { Topic = FindingTopic.Gap };
        }

        if (target is { PositiveVariants.Count: > 1 })
        {
            yield return new Finding
            {
                Code = "label_variants",
                Severity = Severity.Info,
                Sentence = $"The outcome '{target.Positive}' is written in {target.PositiveVariants.Count} ways: {string.Join(", ", target.PositiveVariants)}. All of them were counted{(target.NegativeVariants.Count is > 1 and <= 12 ? $"; everything else is taken as '{target.NegativeVariants[0]}': {string.Join(", ", target.NegativeVariants.Skip(1))}" : "")}.",
                Numbers = new Dictionary<string, double> { ["variants"] = target.PositiveVariants.Count },
                NextStep = "Check that they all mean the same.",
            };
        }
    }

    private static IEnumerable<Finding> InColumn(Column column, ColumnNote note, ColumnProfile profile, int rows)
    {
        var share = rows == 0 ? 0 : (double)profile.Missing / rows;
        if (share >= MissingWarning)
        {
            yield return InColumn(share >= MissingMostly ? "mostly_missing" : "missing_values", $"{profile.Missing:N0} of {rows:N0} rows ({share:P1}) have no {column.Name}.", "Find out whether they are missing for a reason; that reason may itself be a signal.", column, profile.Missing, rows) with { Topic = FindingTopic.Gap };
        }

        var hidden = note.MissingTokens.Where(token => token.Key.Length > 0).Sum(token => token.Value);
        if (hidden > 0)
        {
            yield return InColumn("hidden_missing", $"In {column.Name}, {hidden:N0} values only look like values: {string.Join(", ", note.MissingTokens.Where(token => token.Key.Length > 0).OrderByDescending(token => token.Value).Take(6).Select(token => $"'{token.Key}' {token.Value:N0} times"))}.", "They were taken as missing; tell the source.", column, hidden, rows) with { Topic = FindingTopic.Gap };
        }

        if (note.Formats.Count > 1 && column is NumberColumn)
        {
            yield return InColumn("mixed_numbers", $"{column.Name} is written in {note.Formats.Count} ways ({string.Join(", ", note.Formats.OrderByDescending(format => format.Value).Take(5).Select(format => $"{format.Key} {format.Value:N0}"))}).", "They were read as numbers; agree on one way at the source.", column, note.Formats.Values.Sum() - note.Formats.Values.Max(), rows);
        }

        if (note.Formats.Count > 1 && column is TimeColumn)
        {
            yield return InColumn("mixed_dates", $"{column.Name} is written in {note.Formats.Count} ways ({string.Join(", ", note.Formats.OrderByDescending(format => format.Value).Take(5).Select(format => $"{format.Key} {format.Value:N0}"))}).", "They were read as dates; check that day and month were not swapped.", column, note.Formats.Values.Sum() - note.Formats.Values.Max(), rows);
        }

        if (note.SpellingGroups.Count > 0 && column.Kind == ColumnKind.Category)
        {
            yield return InColumn("inconsistent_spelling", $"{column.Name} writes {Plural.Of(note.SpellingGroups.Count, "category", "categories")} in several ways: {string.Join("; ", note.SpellingGroups.Take(3).Select(group => string.Join(" = ", group.Take(5).Select(value => $"'{value}'"))))}.", "They were unified to the most frequent spelling; confirm the mapping.", column, note.SpellingGroups.Count, rows);
        }

        if (column is NumberColumn number && Impossible(number, profile) is { Count: > 0 } impossible)
        {
            yield return InColumn("impossible_values", $"{Plural.Of(impossible.Count, $"value of {column.Name} is", $"values of {column.Name} are")} hardly possible, for example {string.Join(", ", impossible.Distinct().Take(4))} where the middle half lies between {profile.Quantiles!["0.25"]:0.##} and {profile.Quantiles["0.75"]:0.##}.", "Correct them or take them as missing.", column, impossible.Count, rows);
        }

        if (profile.Distinct == 1 && rows > 1 && profile.Missing == 0)
        {
            yield return InColumn("constant", $"{column.Name} is the same in every row, so nothing can be learned from it.", "Leave it out.", column, rows, rows, Severity.Info);
        }

        if (column.Kind == ColumnKind.Identifier)
        {
            yield return InColumn("identifier", $"{column.Name} names each row ({profile.Distinct:N0} distinct values in {rows:N0} rows), so a model could only memorise it.", "It is left out of learning.", column, profile.Distinct, rows, Severity.Info);
        }
    }

    /// <summary>Rare values beyond six times the middle half's width, or negative where nearly nothing else is.</summary>
    private static List<double> Impossible(NumberColumn number, ColumnProfile profile)
    {
        if (profile.Quantiles is null || number.Length < 50)
        {
            return [];
        }

        var (q1, q3) = (profile.Quantiles["0.25"], profile.Quantiles["0.75"]);
        var width = q3 - q1;
        var values = number.Values.ToArray();
        var negative = values.Count(value => value < 0);
        var few = Math.Max(1, number.Length / 100);
        var outside = width <= 0 ? [] : values.Where(value => value > q3 + (6 * width) || value < q1 - (6 * width)).ToList();
        return [.. negative > 0 && negative <= few && q1 >= 0 ? values.Where(value => value < 0) : [], .. outside.Count <= few ? Apart(values, outside, (q1 + q3) / 2, 6 * width).Where(value => value >= 0) : []];
    }

    // The tail of a skewed count thins out step by step; a mistake stands apart. A value that reaches no more than half
    // as far again as the one before it belongs to the tail.
    private static IEnumerable<double> Apart(double[] values, List<double> outside, double middle, double reach)
    {
        var tail = values.Where(value => Math.Abs(value - middle) <= reach).Select(value => Math.Abs(value - middle)).DefaultIfEmpty(0).Max();
        foreach (var value in outside.OrderBy(value => Math.Abs(value - middle)))
        {
            var far = Math.Abs(value - middle);
            if (far > tail * 1.5)
            {
                yield return value;
            }
            else
            {
                tail = Math.Max(tail, far);
            }
        }
    }

    private static Finding Warn(string code, string sentence, string nextStep, int count, int rows) => new()
    {
        Code = code,
        Severity = Severity.Warning,
        Topic = FindingTopic.Record,
        Sentence = sentence,
        Numbers = new Dictionary<string, double> { ["count"] = count, ["rows"] = rows },
        NextStep = nextStep,
    };

    private static Finding InColumn(string code, string sentence, string nextStep, Column column, int count, int rows, Severity severity = Severity.Warning) =>
        Warn(code, sentence, nextStep, count, rows) with { Column = column.Name, Severity = severity };
}
