using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Profiles;

/// <summary>Describes a table column by column, with what somebody should know about it.</summary>
internal static class Profiler
{
    // Signals are measured on at most this many rows: enough for an interval of about one point.
    private const int SignalRows = 10_000;

    public static DataProfile Profile(TableReading reading, TargetReading? target)
    {
        var table = reading.Table;
        var columns = new ColumnProfile[table.Columns.Count];
        Parallel.For(0, columns.Length, i => columns[i] = Describe(table.Columns[i], reading.Notes[i], table.RowCount));

        var duplicates = Duplicates.Count(reading, target);
        var gaps = Gaps.Count(table);
        return new DataProfile
        {
            Rows = table.RowCount,
            Columns = columns,
            Duplicates = duplicates,
            Incompleteness = gaps,
            Findings = [.. Mess.Find(reading, columns, duplicates, target).Concat(Gaps.Find(gaps, columns)).OrderByDescending(finding => finding.Severity)],
        };
    }

    /// <summary>The same columns with how well each alone separates the outcome, strongest first.</summary>
    public static IReadOnlyList<ColumnProfile> WithSignal(IReadOnlyList<ColumnProfile> columns, Table table, TargetReading target, string targetName)
    {
        var rows = Enumerable.Range(0, table.RowCount).Where(row => target.Labels[row] >= 0).ToArray();
        if (rows.Length > SignalRows)
        {
            var step = (double)rows.Length / SignalRows;
            rows = [.. Enumerable.Range(0, SignalRows).Select(i => rows[(int)(i * step)])];
        }

        var truth = rows.Select(row => target.Labels[row] == 1).ToArray();
        return
        [
            .. columns.Select(column => column.Name == targetName || column.Kind is "identifier" or "text"
                    ? column
                    : column with { Signal = ColumnSignal.Of(table.Find(column.Name)!.Take(rows), truth).ToWire() })
                .OrderByDescending(column => column.Signal?.Value ?? 0),
        ];
    }

    public static int DistinctCount(Column column) => column switch
    {
        TextColumn text => DistinctCodes(text),
        NumberColumn number => DistinctSorted(Sorted(number)),
        TimeColumn time => time.Ticks.ToArray().Where(ticks => ticks != TimeColumn.Missing).Distinct().Count(),
        _ => 0,
    };

    private static int DistinctCodes(TextColumn text)
    {
        var seen = new bool[text.Distinct.Count];
        foreach (var code in text.Codes)
        {
            if (code >= 0)
            {
                seen[code] = true;
            }
        }

        return seen.Count(used => used);
    }

    private static ColumnProfile Describe(Column column, ColumnNote note, int rows)
    {
        var sorted = column is NumberColumn number ? Sorted(number) : null;
        var profile = new ColumnProfile
        {
            Name = column.Name,
            Kind = WireWords.Write(column.Kind),
            Missing = column.MissingCount(),
            Distinct = sorted is null ? DistinctCount(column) : DistinctSorted(sorted),
            Formats = note.Formats.ToDictionary(),
            MissingTokens = note.MissingTokens.ToDictionary(),
            Top = Top(column, rows),
        };
        return sorted is null ? profile : WithMoments(profile, sorted);
    }

    // Sorted once, for everything that asks for order or for what is alike.
    private static double[] Sorted(NumberColumn number)
    {
        var values = new double[number.Length];
        var count = 0;
        foreach (var value in number.Values)
        {
            if (!double.IsNaN(value))
            {
                values[count++] = value;
            }
        }

        Array.Resize(ref values, count);
        Sorting.Ascending(values);
        return values;
    }

    private static int DistinctSorted(double[] sorted)
    {
        var distinct = sorted.Length > 0 ? 1 : 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        return distinct;
    }

    private static ColumnProfile WithMoments(ColumnProfile profile, double[] sorted)
    {
        var values = sorted.Length > 0 && double.IsFinite(sorted[0]) && double.IsFinite(sorted[^1]) ? sorted : [.. sorted.Where(double.IsFinite)];
        if (values.Length == 0)
        {
            return profile;
        }

        var mean = values.Average();
        double squares = 0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return profile with
        {
            Min = values[0],
            Max = values[^1],
            Mean = mean,
            Std = values.Length > 1 ? Math.Sqrt(squares / (values.Length - 1)) : null,
            Quantiles = new Dictionary<string, double>
            {
                ["0.05"] = Quantile(values, 0.05),
                ["0.25"] = Quantile(values, 0.25),
                ["0.5"] = Quantile(values, 0.5),
                ["0.75"] = Quantile(values, 0.75),
                ["0.95"] = Quantile(values, 0.95),
            },
        };
    }

    /// <summary>Linear interpolation between order statistics (Hyndman and Fan 1996, type 7).</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var low = (int)position;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((position - low) * (sorted[high] - sorted[low]));
    }

    private static IReadOnlyList<ValueCount> Top(Column column, int rows)
    {
        if (column is not TextColumn { Kind: ColumnKind.Category } text)
        {
            return [];
        }

        var counts = new int[text.Distinct.Count];
        foreach (var code in text.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        return [.. counts.Select((count, code) => new ValueCount(text.Distinct[code], count)).Where(value => value.Count > 0).OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).Take(10)];
    }
}
