namespace Rondo.Statistics;

/// <summary>One rule of a burn-rate alert.</summary>
/// <param name="Long">Long window, in samples.</param>
/// <param name="Short">Short window, in samples: it ends the alert soon after the trouble ends.</param>
/// <param name="Factor">How many times faster than allowed the budget must burn in both windows.</param>
public readonly record struct BurnRule(int Long, int Short, double Factor);

/// <summary>
/// Alerts on how fast an error budget burns, in two windows at once: quick for a disaster, patient with a trickle, and over
/// soon after the trouble is.
/// </summary>
/// <remarks>Source: Beyer et al. 2018, The Site Reliability Workbook, chapter 5.</remarks>
public static class BurnRate
{
    /// <summary>Rules for a budget of 30 days with one sample a minute, as in the source: conventions, not truths.</summary>
    public static IReadOnlyList<BurnRule> PerMinute { get; } = [new(60, 5, 14.4), new(360, 30, 6), new(4320, 360, 1)];

    /// <summary>Burn rate: share of bad events over the share that the objective allows; NaN on no events.</summary>
    /// <param name="bad">Bad events.</param>
    /// <param name="total">All events.</param>
    /// <param name="objective">Promised share of good events, in (0, 1).</param>
    public static double Of(long bad, long total, double objective)
    {
        Check.Level(objective);
        return total == 0 ? double.NaN : (double)bad / total / (1 - objective);
    }

    /// <summary>The first rule that fires at the end of a series; null where none does.</summary>
    /// <param name="bad">Bad events of each sample, oldest first.</param>
    /// <param name="total">All events of each sample.</param>
    /// <param name="objective">Promised share of good events.</param>
    /// <param name="rules">Rules, sternest first.</param>
    public static BurnRule? Firing(ReadOnlySpan<long> bad, ReadOnlySpan<long> total, double objective, IReadOnlyList<BurnRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Check.SameLength(bad.Length, total.Length);
        foreach (var rule in rules)
        {
            if (Window(bad, total, rule.Long, objective) >= rule.Factor && Window(bad, total, rule.Short, objective) >= rule.Factor)
            {
                return rule;
            }
        }

        return null;
    }

    private static double Window(ReadOnlySpan<long> bad, ReadOnlySpan<long> total, int length, double objective)
    {
        var from = Math.Max(0, bad.Length - length);
        return Of(Shares.Total(bad[from..]), Shares.Total(total[from..]), objective);
    }
}

internal sealed class BurnRateStatistic() : Statistic(
    new Descriptor
    {
        Id = "burn_rate",
        Name = "Burn rate",
        Family = "Operations",
        Meaning = "How many times faster than allowed errors are using up their budget; 1 uses it up exactly in time.",
        Unit = "times",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs =
        [
            new Input("bad", Shape.Numbers, "Bad events of each sample, oldest first.", Low: 0, High: 9e15),
            new Input("total", Shape.Numbers, "All events of each sample.", SameLengthAs: "bad", Low: 0, High: 9e15),
        ],
        Parameters = [new Parameter("objective", "Promised share of good events.", "0.99", 0.0001, 0.9999999), new Parameter("window", "Newest samples to look at.", "60", 1, 1e9), CommonParameters.Level],
        EdgeCases = "Undefined on no events or where a sample holds more bad events than events.",
        Source = "Beyer et al. 2018, The Site Reliability Workbook.",
        Example = """{"bad": [0, 1, 0, 5], "total": [100, 100, 100, 100], "objective": 0.99}""",
    },
    inputs =>
    {
        double[] bad = inputs.Numbers("bad"), total = inputs.Numbers("total");
        if (bad.Zip(total).Any(p => p.First > p.Second))
        {
            return StatisticResult.Undefined("A sample holds more bad events than events.");
        }

        var window = Math.Min(inputs.Integer("window"), bad.Length);
        var share = Proportion.Wilson((long)bad[^window..].Sum(), (long)total[^window..].Sum(), inputs.Number("level"));
        var allowed = 1 - inputs.Number("objective");
        return StatisticResult.Of(share with { Value = share.Value / allowed, Low = share.Low / allowed, High = share.High / allowed });
    });
