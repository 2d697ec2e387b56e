namespace Rondo.Statistics;

/// <summary>How much to collect before a question can be answered.</summary>
public static class SampleSize
{
    /// <summary>Half-width of a normal interval in standard errors: 1.96 at a level of 0.95.</summary>
    /// <param name="level">Coverage in (0, 1).</param>
    public static double StandardErrors(double level = 0.95)
    {
        Check.Level(level);
        return Distributions.Z(level);
    }

    /// <summary>Positives that let a recall be measured within a margin: z^2 r (1 - r) / margin^2, rounded up.</summary>
    /// <param name="recall">Recall expected or promised, in (0, 1).</param>
    /// <param name="margin">Half width of the interval, in (0, 1), for example 0.05 for "within 5 points".</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <returns>At least 1; 246 for 0.8 within 0.05.</returns>
    /// <remarks>Normal approximation. Source: Buderer 1996.</remarks>
    public static long PositivesForRecall(double recall, double margin, double level = 0.95)
    {
        Check.Level(level);
        Share(recall, nameof(recall));
        Share(margin, nameof(margin));
        return Ceiling(Math.Pow(Distributions.Z(level) / margin, 2) * recall * (1 - recall));
    }

    /// <summary>Rows that hold a number of positives at a prevalence, rounded up.</summary>
    /// <param name="positives">Positives needed.</param>
    /// <param name="prevalence">Share of positives, in (0, 1].</param>
    public static long RowsForPositives(long positives, double prevalence)
    {
        if (!(prevalence > 0 && prevalence <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(prevalence), prevalence, "A prevalence lies above 0 and at most 1.");
        }

        return Ceiling(positives / prevalence);
    }

    /// <summary>Positives after which the Wilson lower bound of an expected recall stands at or above the promise.</summary>
    /// <param name="expected">Recall that the model is expected to reach; must be above <paramref name="promise"/>.</param>
    /// <param name="promise">Recall that was promised.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static long PositivesToProve(double expected, double promise, double level = 0.95)
    {
        Share(expected, nameof(expected));
        Share(promise, nameof(promise));
        if (expected <= promise)
        {
            throw new ArgumentException("A promise can only be proven by a model that is expected to exceed it.", nameof(expected));
        }

        // The bound rises with n, so the smallest n is found by doubling and halving.
        long low = 1, high = 1;
        while (Proportion.Wilson(expected, high, high, level).Low < promise)
        {
            low = high;
            high *= 2;
        }

        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Proportion.Wilson(expected, middle, middle, level).Low < promise ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>After n rows without a single event, the true share is below this with the given certainty: about 3 / n.</summary>
    /// <param name="n">Rows seen, at least 1.</param>
    /// <param name="level">Certainty; 0.95 gives the rule of three.</param>
    /// <remarks>Exact form 1 - (1 - level)^(1/n). Source: Hanley and Lippman-Hand 1983.</remarks>
    public static double RuleOfThree(long n, double level = 0.95)
    {
        Check.Level(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return 1 - Math.Pow(1 - level, 1.0 / n);
    }

    /// <summary>Rows in each of two equal groups to notice a difference of two shares.</summary>
    /// <param name="first">Share in the first group, in (0, 1).</param>
    /// <param name="second">Share in the second group, in (0, 1), different from the first.</param>
    /// <param name="power">Probability of noticing a difference that is there.</param>
    /// <param name="level">1 minus the two-sided false alarm rate.</param>
    /// <remarks>Source: Fleiss, Levin and Paik 2003, equation 4.14, without continuity correction.</remarks>
    public static long TwoProportions(double first, double second, double power = 0.8, double level = 0.95)
    {
        Check.Level(level);
        Share(first, nameof(first));
        Share(second, nameof(second));
        Share(power, nameof(power));
        if (first == second)
        {
            throw new ArgumentException("Two equal shares cannot be told apart by any sample.", nameof(second));
        }

        var pooled = (first + second) / 2;
        var root = (Distributions.Z(level) * Math.Sqrt(2 * pooled * (1 - pooled)))
            + (Distributions.NormalQuantile(power) * Math.Sqrt((first * (1 - first)) + (second * (1 - second))));
        return Ceiling(Math.Pow(root / (first - second), 2));
    }

    /// <summary>Rows in each group to show that a share is not worse than another by more than a margin, where both are truly equal.</summary>
    /// <param name="share">The common true share.</param>
    /// <param name="margin">Largest loss that is acceptable, in (0, 1).</param>
    /// <param name="power">Probability of showing it.</param>
    /// <param name="level">1 minus the one-sided error, for example 0.975.</param>
    /// <remarks>Source: Blackwelder 1982.</remarks>
    public static long NonInferiority(double share, double margin, double power = 0.8, double level = 0.975)
    {
        Check.Level(level);
        Share(share, nameof(share));
        Share(margin, nameof(margin));
        Share(power, nameof(power));
        return Ceiling(Math.Pow((Distributions.NormalQuantile(level) + Distributions.NormalQuantile(power)) / margin, 2) * 2 * share * (1 - share));
    }

    internal static long Ceiling(double rows)
    {
        // 245.9999999 + rounding must not become 247, nor 246.0000000001 become 247.
        var rounded = Math.Round(rows);
        return Math.Max(1, (long)(Math.Abs(rows - rounded) < 1e-9 * rounded ? rounded : Math.Ceiling(rows)));
    }

    private static void Share(double value, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must lie between 0 and 1.");
        }
    }
}

internal sealed class PositivesForRecallStatistic() : Statistic(
    new Descriptor
    {
        Id = "positives_for_recall",
        Name = "Positives needed to measure a recall",
        Family = "Promises",
        Meaning = "How many true cases the test data must hold before a recall can be measured within a margin.",
        Unit = "positives",
        Range = (1, double.PositiveInfinity),
        Inputs = [],
        Parameters =
        [
            new Parameter("recall", "Recall that is promised.", "0.8", 0.001, 0.999),
            new Parameter("margin", "Half width of the interval; halving it takes four times the positives.", "0.05", 0.0001, 0.5),
            new Parameter("prevalence", "Share of positives, to state rows as well.", "1", 1e-9, 1),
            CommonParameters.Level,
        ],
        EdgeCases = "Has no inputs; parameters outside their range are refused.",
        Source = "Buderer 1996.",
        Example = """{"recall": 0.8, "margin": 0.05, "prevalence": 0.1}""",
    },
    inputs =>
    {
        var positives = SampleSize.PositivesForRecall(inputs.Number("recall"), inputs.Number("margin"), inputs.Number("level"));
        return StatisticResult.Of(
            new Estimate(positives, 0, double.NaN, double.NaN, inputs.Number("level"), "normal"),
            ("rows", SampleSize.RowsForPositives(positives, inputs.Number("prevalence"))));
    });
