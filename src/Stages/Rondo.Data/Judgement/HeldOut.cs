using System.Globalization;
using Rondo.Engines.Tables;

namespace Rondo.Data.Judgement;

/// <summary>
/// Which rows a quick model is judged on. Where a file is a log, written in the order of time, these are the newest ones:
/// a model meets the future, never a sample of its own past.
/// </summary>
internal static class HeldOut
{
    private const double InOrder = 0.99;
    private const int FewestInstants = 20;

    /// <summary>The drawn rows so that the last ones are to be held out, and how in words.</summary>
    /// <param name="table">Table.</param>
    /// <param name="rows">Rows in the order in which they were drawn.</param>
    /// <param name="target">Column of the outcome.</param>
    /// <param name="inFileOrder">True where the last rows of the file are the newest.</param>
    public static (int[] Rows, string Words) Order(Table table, int[] rows, string target, bool inFileOrder = false)
    {
        if (inFileOrder)
        {
            var sorted = (int[])rows.Clone();
            Array.Sort(sorted);
            return (sorted, string.Create(CultureInfo.InvariantCulture, $"the last three in ten rows of the file, from row {sorted[sorted.Length * 7 / 10] + 1:N0} on"));
        }

        if (Clock(table, target) is not { } clock)
        {
            return (rows, "three in ten rows, drawn by lot");
        }

        var ticks = rows.Select(row => clock.Ticks[row]).ToArray();
        var ordered = (int[])rows.Clone();
        Array.Sort(ticks, ordered);
        var cut = ticks[ordered.Length * 7 / 10];
        return (ordered, string.Create(CultureInfo.InvariantCulture, $"the newest three in ten rows, from {clock.Name} {new DateTime(cut, DateTimeKind.Utc):yyyy-MM-dd} on"));
    }

    /// <summary>The column by which the file is written in order; null where it is by none.</summary>
    internal static TimeColumn? Clock(Table table, string target) => table.Columns.OfType<TimeColumn>().FirstOrDefault(column => column.Name != target && IsClock(column.Ticks));

    private static bool IsClock(ReadOnlySpan<long> ticks)
    {
        long last = long.MinValue;
        int steps = 0, back = 0, missing = 0, instants = 0;
        foreach (var tick in ticks)
        {
            if (tick == TimeColumn.Missing)
            {
                missing++;
                continue;
            }

            steps++;
            back += tick < last ? 1 : 0;
            instants += tick != last ? 1 : 0;
            last = tick;
        }

        // An export sorted the other way round is a log too, but then the order says nothing of how it was written.
        return steps > 1 && missing <= ticks.Length / 100 && instants >= FewestInstants && back <= steps * (1 - InOrder);
    }
}
