namespace Rondo.Monitoring.Rounds;

/// <summary>Windows of equal length that end at a moment and do not overlap.</summary>
internal static class Windows
{
    /// <summary>Windows looked back at while outcomes are awaited. With weekly windows, half a year.</summary>
    public const int MostBack = 26;

    /// <summary>Newest first: [asOf - length, asOf), the one before it ... as long as they reach past the release's start.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Back(DateTimeOffset asOf, TimeSpan length, DateTimeOffset liveSince)
    {
        var to = asOf;
        for (var i = 0; i < MostBack && to > liveSince; i++, to -= length)
        {
            yield return (to - length, to);
        }
    }

    /// <summary>
    /// The last full hour, or the last multiple of a shorter window: where a schedule looks from, so that looking again
    /// within the hour sees the same windows.
    /// </summary>
    public static DateTimeOffset Aligned(DateTimeOffset now, TimeSpan shortest)
    {
        var step = Math.Clamp(shortest.Ticks, TimeSpan.TicksPerSecond, TimeSpan.TicksPerHour);
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % step), TimeSpan.Zero);
    }
}
