namespace Rondo.Statistics;

/// <summary>The input of a statistic does not fit its descriptor.</summary>
/// <param name="faults">Every fault found, one plain sentence each.</param>
public sealed class StatisticInputException(IReadOnlyList<string> faults) : ArgumentException(string.Join(" ", faults))
{
    /// <summary>Every fault found, one plain sentence each.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
