using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Exploring;

/// <summary>Rows in parts, by the values of one column.</summary>
internal static class Slicing
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase) { "and", "or", "not", "is", "in", "missing", "between", "contains", "starts", "ends", "with", "if", "else", "then", "when", "where", "yes", "no", "true", "false" };

    /// <summary>Rows of one part.</summary>
    /// <param name="Label">Value, or a range.</param>
    /// <param name="Where">Condition that leads to them.</param>
    /// <param name="Rows">Rows.</param>
    internal sealed record Part(string Label, string Where, int[] Rows);

    /// <summary>Parts of a column: a number or a time by its quantiles, anything else by its most frequent values, the largest first.</summary>
    /// <param name="column">Column.</param>
    /// <param name="most">How many parts at most.</param>
    /// <param name="among">Rows to cut; all where null.</param>
    public static IReadOnlyList<Part> Cut(Column column, int most, int[]? among = null)
    {
        among ??= [.. Enumerable.Range(0, column.Length)];
        return column switch
        {
            NumberColumn number => Numbers(column.Name, among, row => number.Values[row], most, value => value.ToString("G6", CultureInfo.InvariantCulture), value => value.ToString("R", CultureInfo.InvariantCulture)),
            TimeColumn time => Numbers(column.Name, among, row => time.Ticks[row] == TimeColumn.Missing ? double.NaN : time.Ticks[row], most, Day, value => $"'{Day(value)}'"),
            TextColumn text => Values(text, among, most),
            _ => [],
        };
    }

    /// <summary>How often the outcome comes in some rows; null without a target.</summary>
    public static Contracts.Estimate? Rate(ReadOnlySpan<int> rows, TargetReading? target)
    {
        if (target is null)
        {
            return null;
        }

        var (positives, all) = Count(rows, target);
        return Proportion.Wilson(positives, all).ToWire();
    }

    /// <summary>Rows with the outcome, and rows with any.</summary>
    public static (int Positives, int All) Count(ReadOnlySpan<int> rows, TargetReading target)
    {
        int positives = 0, all = 0;
        foreach (var row in rows)
        {
            var label = target.Labels[row];
            all += label >= 0 ? 1 : 0;
            positives += label == 1 ? 1 : 0;
        }

        return (positives, all);
    }

    /// <summary>Where along a column the outcome comes most and least often, with rows and intervals, or that no difference is clear; null without a target.</summary>
    public static string? Extremes(string column, IReadOnlyList<Part> parts, TargetReading? target)
    {
        if (target is null)
        {
            return null;
        }

        var counts = parts.Select(part => Count(part.Rows, target)).ToArray();
        return ExtremeGroups.Find(counts) is not { } ends ? $"Fewer than two parts of {column} have {ExtremeGroups.FewestRows} rows with an outcome: too few to compare."
            : ends.Apart ? $"'{target.Positive}' comes most often where {column} is {Said(ends.High)}, least where it is {Said(ends.Low)}."
            : $"Nowhere along {column} does '{target.Positive}' come more often than chance explains.";

        string Said(int part)
        {
            var (yes, all) = counts[part];
            var rate = Proportion.Wilson(yes, all);
            return string.Create(CultureInfo.InvariantCulture, $"{parts[part].Label.Trim('(', ')')} ({100 * rate.Value:0.#} %, {100 * rate.Low:0.#} to {100 * rate.High:0.#}, of {all:N0} rows)");
        }
    }

    /// <summary>A column's name as a rule writes it.</summary>
    public static string Name(string column) => column.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && !char.IsAsciiDigit(column[0]) && !Reserved.Contains(column) ? column : $"`{column.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>A text as a rule writes it.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Day(double ticks) => new DateTime((long)ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<Part> Numbers(string name, int[] among, Func<int, double> value, int most, Func<double, string> show, Func<double, string> write)
    {
        var values = Array.ConvertAll(among, row => value(row));
        var sorted = values.Where(double.IsFinite).ToArray();
        var parts = new List<Part>();
        if (sorted.Length > 0)
        {
            Array.Sort(sorted);
            var distinct = Distinct(sorted, most);
            // Few distinct numbers are a part each; many are cut at their quantiles.
            double[] edges = distinct is not null ? distinct : [.. Enumerable.Range(0, most).Select(i => sorted[(int)((long)i * sorted.Length / most)]).Distinct()];
            var rows = edges.Select(_ => new List<int>()).ToArray();
            for (var i = 0; i < among.Length; i++)
            {
                if (double.IsFinite(values[i]))
                {
                    var at = Array.BinarySearch(edges, values[i]);
                    rows[Math.Max(0, at >= 0 ? at : ~at - 1)].Add(among[i]);
                }
            }

            for (var i = 0; i < edges.Length; i++)
            {
                var (low, high) = (edges[i], i + 1 < edges.Length ? edges[i + 1] : sorted[^1]);
                var last = i + 1 == edges.Length;
                parts.Add(distinct is not null || (last && low == high)
                    ? new Part(show(low), $"{Name(name)} = {write(low)}", [.. rows[i]])
                    : new Part(last ? $"{show(low)} to {show(high)}" : $"{show(low)} to below {show(high)}", $"{Name(name)} >= {write(low)} and {Name(name)} {(last ? "<=" : "<")} {write(high)}", [.. rows[i]]));
            }
        }

        int[] missing = [.. among.Where((_, i) => !double.IsFinite(values[i]))];
        if (missing.Length > 0)
        {
            parts.Add(new Part("(missing)", $"{Name(name)} is missing", missing));
        }

        return parts;
    }

    private static double[]? Distinct(double[] sorted, int most)
    {
        var distinct = new List<double>();
        foreach (var value in sorted)
        {
            if (distinct.Count == 0 || distinct[^1] != value)
            {
                if (distinct.Count == most)
                {
                    return null;
                }

                distinct.Add(value);
            }
        }

        return [.. distinct];
    }

    private static List<Part> Values(TextColumn column, int[] among, int most)
    {
        var counts = new int[column.Distinct.Count + 1];
        foreach (var row in among)
        {
            counts[column.Codes[row] + 1]++;
        }

        var shown = Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0).OrderByDescending(code => counts[code]).ThenBy(code => code).Take(most).ToList();
        var place = new int[counts.Length];
        Array.Fill(place, -1);
        foreach (var (i, code) in shown.Index())
        {
            place[code] = i;
        }

        var rows = shown.ConvertAll(code => new List<int>(counts[code]));
        foreach (var row in among)
        {
            if (place[column.Codes[row] + 1] is >= 0 and var at)
            {
                rows[at].Add(row);
            }
        }

        return [.. shown.Select((code, i) => code == 0
            ? new Part("(missing)", $"{Name(column.Name)} is missing", [.. rows[i]])
            : new Part(Cut(column.Distinct[code - 1]), $"{Name(column.Name)} = {Quote(column.Distinct[code - 1])}", [.. rows[i]]))];
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
