namespace Rondo.Statistics;

/// <summary>
/// A descriptor and a function. Inputs that cannot give a value never reach the function, and a value that comes back
/// undefined never leaves without a reason.
/// </summary>
internal abstract class Statistic(Descriptor descriptor, Func<StatisticInputs, StatisticResult> compute) : IStatistic
{
    public Descriptor Descriptor => descriptor;

    public StatisticResult Run(StatisticInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Gap is { } gap)
        {
            return StatisticResult.Undefined(gap);
        }

        var result = compute(inputs);
        return result.Value.IsDefined || result.Reason is not null
            ? result
            : result with { Reason = $"The input leaves it undefined. {descriptor.EdgeCases}" };
    }
}
