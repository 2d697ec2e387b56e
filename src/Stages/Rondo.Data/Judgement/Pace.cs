using System.Globalization;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Data.Judgement;

/// <summary>How fast positives come, where the file is a log, and how long that is to wait.</summary>
internal static class Pace
{
    private const double DaysAMonth = 30.44;

    /// <summary>Months until there are as many positives as are needed in all; null where the file is in the order of no date, so that nobody knows how fast they come.</summary>
    /// <param name="table">Table.</param>
    /// <param name="target">Outcome.</param>
    /// <param name="targetName">Its column.</param>
    /// <param name="needed">Positives needed in all.</param>
    public static double? MonthsToWait(Table table, TargetReading target, string targetName, double needed)
    {
        if (HeldOut.Clock(table, targetName) is not { } clock)
        {
            return null;
        }

        var (first, last, positives) = (long.MaxValue, long.MinValue, 0);
        for (var row = 0; row < table.RowCount; row++)
        {
            if (clock.Ticks[row] is var ticks && ticks != TimeColumn.Missing && target.Labels[row] >= 0)
            {
                (first, last) = (Math.Min(first, ticks), Math.Max(last, ticks));
                positives += target.Labels[row] == 1 ? 1 : 0;
            }
        }

        return positives == 0 || last <= first ? null : Math.Max(0, needed - positives) / (positives / (TimeSpan.FromTicks(last - first).TotalDays / DaysAMonth));
    }

    /// <summary>In words: "about 7 months".</summary>
    public static string Words(double months) => months < 1 ? "less than a month" : Math.Round(months) == 1 ? "about a month" : string.Create(CultureInfo.InvariantCulture, $"about {months:N0} months");
}
