namespace Rondo.Statistics;

/// <summary>Intervals of a share: how many of n.</summary>
public static class Proportion
{
    /// <summary>Wilson score interval: the default of this library for every share. Close to nominal coverage from n = 5 on.</summary>
    /// <param name="successes">How many, in [0, n].</param>
    /// <param name="n">Of how many; 0 gives an undefined estimate.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <remarks>Source: Wilson 1927; Brown, Cai and DasGupta 2001.</remarks>
    public static Estimate Wilson(long successes, long n, double level = 0.95)
    {
        Validate(successes, n, level);
        return Wilson(n == 0 ? double.NaN : (double)successes / n, n, n, level);
    }

    /// <summary>Wilson interval of a weighted share, with the effective number of rows (sum of weights squared over sum of squares).</summary>
    /// <param name="share">Share in [0, 1].</param>
    /// <param name="effective">Effective number of rows; above 0, else undefined.</param>
    /// <param name="n">Number of rows to report.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static Estimate Wilson(double share, double effective, long n, double level = 0.95)
    {
        Check.Level(level);
        if (!(effective > 0) || double.IsNaN(share))
        {
            return Estimate.Undefined(n, "wilson");
        }

        var z2 = Math.Pow(ZOf(level), 2);
        var centre = share + (z2 / (2 * effective));
        var half = Math.Sqrt(z2 * ((share * (1 - share)) + (z2 / (4 * effective))) / effective);
        var scale = 1 + (z2 / effective);
        // At 0 and 1 the end is exact; rounding must not move it inside.
        var low = share <= 0 ? 0 : Math.Max(0, (centre - half) / scale);
        var high = share >= 1 ? 1 : Math.Min(1, (centre + half) / scale);
        return new Estimate(share, n, low, high, level, "wilson");
    }

    /// <summary>Lower end of the Wilson interval; the number on which a promise is judged.</summary>
    public static double WilsonLow(long successes, long n, double level = 0.95) => Wilson(successes, n, level).Low;

    /// <summary>Exact (Clopper-Pearson) interval: never covers less than its level, often more.</summary>
    /// <inheritdoc cref="Wilson(long, long, double)"/>
    public static Estimate ClopperPearson(long successes, long n, double level = 0.95)
    {
        Validate(successes, n, level);
        if (n == 0)
        {
            return Estimate.Undefined(0, "clopper_pearson");
        }

        var tail = (1 - level) / 2;
        var low = successes == 0 ? 0 : SpecialFunctions.BetaQuantile(successes, n - successes + 1, tail);
        var high = successes == n ? 1 : SpecialFunctions.BetaQuantile(successes + 1, n - successes, 1 - tail);
        return new Estimate((double)successes / n, n, low, high, level, "clopper_pearson");
    }

    // The usual level, without the iteration.
    private static double ZOf(double level) => level == 0.95 ? 1.9599639845400545 : Distributions.Z(level);

    private static void Validate(long successes, long n, double level)
    {
        Check.Level(level);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
    }
}

internal sealed class ProportionStatistic() : Statistic(
    new Descriptor
    {
        Id = "proportion",
        Name = "Proportion",
        Family = "Promises",
        Meaning = "The share of yes among all answers, with the range in which the true share lies.",
        Unit = "share",
        Range = (0, 1),
        Inputs = [new Input("outcomes", Shape.Flags, "One yes or no per row.")],
        Parameters =
        [
            new Parameter("method", "wilson is the default; clopper_pearson is wider and never covers too little.", "wilson", Choices: ["wilson", "clopper_pearson"]),
            CommonParameters.Level,
        ],
        EdgeCases = "Empty input is undefined. All yes or all no gives an interval that ends at 1 or 0.",
        Source = "Wilson 1927; Clopper and Pearson 1934; Brown, Cai and DasGupta 2001.",
        Example = """{"outcomes": [1, 0, 1, 1, 0, 1, 1, 1]}""",
    },
    inputs =>
    {
        var outcomes = inputs.Flags("outcomes");
        var yes = Check.CountTrue(outcomes);
        var level = inputs.Number("level");
        return StatisticResult.Of(inputs.Choice("method") == "wilson"
            ? Proportion.Wilson(yes, outcomes.Length, level)
            : Proportion.ClopperPearson(yes, outcomes.Length, level));
    });
