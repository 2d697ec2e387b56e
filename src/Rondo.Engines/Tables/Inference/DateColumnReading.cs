using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Inference;

/// <summary>
/// Reads a column of dates, or declines. Whether 05/06/2024 is a day in May or in June is decided for each separator by
/// the cells that leave no choice (15/06/2024); without any, the day comes first.
/// </summary>
internal static class DateColumnReading
{
    private static readonly string[] Ordered = ["dmy", "mdy"];

    public static (Column Column, ColumnNote Note)? TryRead(string name, RawColumn raw, DistinctValues values)
    {
        var written = new WrittenDate?[raw.Distinct.Count];
        var dayFirstVotes = new long[Enum.GetValues<DateFamily>().Length];
        var fit = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (values.Presence[i] == Presence.Value && DateText.TryRead(raw.Distinct[i], out var date))
            {
                written[i] = date;
                fit += raw.Counts[i];
                dayFirstVotes[(int)date.Family] += date.DayCannotBeSecond ? raw.Counts[i] : date.DayCannotBeFirst ? -raw.Counts[i] : 0;
            }
        }

        var candidates = values.Present - values.Doubtful;
        if (candidates == 0 || fit < ColumnInference.EnoughFit * candidates)
        {
            return null;
        }

        var tally = new ValueTally();
        var distinct = new long[written.Length];
        var valid = 0;
        for (var i = 0; i < distinct.Length; i++)
        {
            distinct[i] = TimeColumn.Missing;
            if (written[i] is { } date && TryTicks(date, dayFirstVotes[(int)date.Family] >= 0, out var ticks, out var format))
            {
                distinct[i] = ticks;
                valid += raw.Counts[i];
                tally.Format(format, raw.Counts[i]);
            }
            else if (values.Presence[i] == Presence.Value)
            {
                tally.Unparsed(raw.Distinct[i], raw.Counts[i]);
            }
        }

        if (valid < ColumnInference.EnoughFit * candidates)
        {
            return null;
        }

        var rows = new long[raw.Codes.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = distinct[raw.Codes[row]];
        }

        return (new TimeColumn(name, rows), tally.Note(name, raw, values));
    }

    private static bool TryTicks(WrittenDate date, bool dayFirst, out long ticks, out string format)
    {
        format = date.Format;
        if (date.Family is DateFamily.YearFirst or DateFamily.Named)
        {
            return date.TryTicks(dayFirst, out ticks);
        }

        // A cell that leaves no choice is read the only way it can be, also against the column.
        dayFirst = date.DayCannotBeSecond || (!date.DayCannotBeFirst && dayFirst);
        format = Ordered[dayFirst ? 0 : 1] + format;
        return date.TryTicks(dayFirst, out ticks);
    }
}
