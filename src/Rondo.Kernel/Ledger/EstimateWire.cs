using System.Globalization;

namespace Rondo.Kernel;

/// <summary>From the library's numbers to those that travel and those that people read: what is not a number becomes null.</summary>
public static class EstimateWire
{
    /// <summary>The same numbers; what is not a finite number becomes null.</summary>
    public static Contracts.Estimate ToWire(this Statistics.Estimate estimate) => new()
    {
        Value = estimate.Value.OrNull(),
        N = estimate.N,
        Low = estimate.Low.OrNull(),
        High = estimate.High.OrNull(),
        Level = estimate.Level,
        Method = estimate.Method,
    };

    /// <summary>The estimate as it travels; null as a whole where it could not be computed.</summary>
    public static Contracts.Estimate? ToWireOrNull(this Statistics.Estimate estimate) => estimate.IsDefined ? estimate.ToWire() : null;

    /// <summary>The number, or null where it is none: JSON has no NaN and no infinity.</summary>
    public static double? OrNull(this double number) => double.IsFinite(number) ? number : null;

    /// <summary>"0.826 (0.803 to 0.848)", or "undefined".</summary>
    public static string Shown(this Contracts.Estimate? estimate) => estimate?.Value is not { } value ? "undefined"
        : estimate is { Low: { } low, High: { } high } ? string.Create(CultureInfo.InvariantCulture, $"{value:0.000} ({low:0.000} to {high:0.000})")
        : string.Create(CultureInfo.InvariantCulture, $"{value:0.000}");

    /// <summary>"0.826", or "undefined".</summary>
    public static string Shown(this double? number) => number is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.000}") : "undefined";

    /// <summary>"53 % (48 to 58)", or "an unknown share".</summary>
    public static string Percent(this Contracts.Estimate? share) => share?.Value is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0} % ({share.Low * 100:0} to {share.High * 100:0})")
        : "an unknown share";
}
