using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Monitoring.Meters;

/// <summary>
/// The alarm policy, in one place: a limit is breached when the whole interval lies on its wrong side. A value on the
/// wrong side whose interval still reaches the limit is doubtful: shown, but it wakes nobody, since at that sample size
/// a healthy model looks like that too.
/// </summary>
internal static class Bounds
{
    /// <summary>For what must not fall below a limit.</summary>
    public static Side Floor(Estimate value, double limit) =>
        value.Value is not { } point ? Side.Within : (value.High ?? point) < limit ? Side.Beyond : point < limit ? Side.Doubtful : Side.Within;

    /// <summary>For what must not rise above a limit.</summary>
    public static Side Ceiling(Estimate value, double limit) =>
        value.Value is not { } point ? Side.Within : (value.Low ?? point) > limit ? Side.Beyond : point > limit ? Side.Doubtful : Side.Within;

    /// <summary>What follows, in words.</summary>
    public static string Verdict(Side side, string wrong) => side switch
    {
        Side.Beyond => $"breached, since the whole interval lies {wrong} it",
        Side.Doubtful => $"doubtful, since the value lies {wrong} it and the interval does not",
        _ => "kept",
    };

    /// <summary>"0.61 (0.52 to 0.69)".</summary>
    public static string Text(Estimate value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value:0.00} ({value.Low:0.00} to {value.High:0.00})");

    /// <summary>A number that was counted completely: it has no sampling error.</summary>
    public static Estimate Counted(long count) => new() { Value = count, N = count, Low = count, High = count, Method = "count" };
}
