namespace Rondo.Statistics;

/// <summary>
/// A statistic that can be found by name and run on plain input. Adding one adds one file: the catalogue finds every
/// implementation in this assembly, and a completeness test runs each one's example and edge cases.
/// </summary>
public interface IStatistic
{
    /// <summary>What it is.</summary>
    Descriptor Descriptor { get; }

    /// <summary>Computes it.</summary>
    /// <param name="inputs">Checked inputs; their lengths agree with the descriptor.</param>
    /// <returns>The value, or an undefined result with the reason.</returns>
    StatisticResult Run(StatisticInputs inputs);
}

/// <summary>What a statistic answers.</summary>
/// <param name="Value">The estimate; undefined where <paramref name="Reason"/> says why.</param>
/// <param name="Details">Further named numbers, for example a p-value.</param>
/// <param name="Reason">Why the value is undefined; null where it is defined.</param>
public sealed record StatisticResult(Estimate Value, IReadOnlyDictionary<string, double> Details, string? Reason = null)
{
    private static readonly IReadOnlyDictionary<string, double> None = new Dictionary<string, double>();

    /// <summary>Further named lists, for example the indices of detections; empty where there are none.</summary>
    public IReadOnlyDictionary<string, double[]> Lists { get; init; } = new Dictionary<string, double[]>();

    /// <summary>A result that is one estimate.</summary>
    public static StatisticResult Of(Estimate value) => new(value, None);

    /// <summary>A result with further named numbers.</summary>
    public static StatisticResult Of(Estimate value, params ReadOnlySpan<(string Name, double Value)> details)
    {
        var named = new Dictionary<string, double>(details.Length);
        foreach (var (name, number) in details)
        {
            named[name] = number;
        }

        return new StatisticResult(value, named);
    }

    /// <summary>A result that could not be computed.</summary>
    public static StatisticResult Undefined(string reason, long n = 0) => new(Estimate.Undefined(n, "none"), None, reason);
}
