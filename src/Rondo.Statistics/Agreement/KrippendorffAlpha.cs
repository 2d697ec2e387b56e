namespace Rondo.Statistics;

/// <summary>What the categories are, and so how far apart two of them are.</summary>
public enum AlphaLevel
{
    /// <summary>Names: two are equal or different.</summary>
    Nominal,

    /// <summary>Ranks: the distance is the number of labels between two categories.</summary>
    Ordinal,

    /// <summary>Numbers: the squared difference.</summary>
    Interval,

    /// <summary>Amounts with a true zero: the squared difference over the squared sum.</summary>
    Ratio,
}

/// <summary>
/// Krippendorff's alpha: 1 minus observed over expected disagreement. Any number of annotators, missing labels, four
/// levels of measurement. 1 is perfect, 0 is chance, below 0 is systematic disagreement.
/// </summary>
/// <remarks>
/// Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability". Customary reading (a convention, not a truth):
/// at least 0.8 reliable, at least 0.667 for tentative conclusions. Ordinal distances are differences of midranks, so
/// ordinal and interval share one closed form that is linear in the number of labels.
/// </remarks>
public static class KrippendorffAlpha
{
    /// <summary>Alpha with a bootstrap interval over items.</summary>
    /// <param name="table">Ratings; items with fewer than two labels are left out.</param>
    /// <param name="level">What the categories are.</param>
    /// <param name="confidence">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples; 0 gives no interval.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined where no item has two labels or only one category was ever given: without variation there is nothing to agree on.</returns>
    public static Estimate Of(RatingTable table, AlphaLevel level = AlphaLevel.Nominal, double confidence = 0.95, int resamples = 1000, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        Check.Level(confidence);
        var patterns = RatingPatterns.Of(table);
        return patterns.Bootstrapped(weights => Value(patterns, level, weights), resamples, confidence, seed);
    }

    /// <summary>The value alone; NaN where undefined.</summary>
    public static double Value(RatingTable table, AlphaLevel level = AlphaLevel.Nominal)
    {
        ArgumentNullException.ThrowIfNull(table);
        var patterns = RatingPatterns.Of(table);
        return Value(patterns, level, patterns.Items);
    }

    internal static double Value(RatingPatterns patterns, AlphaLevel level, ReadOnlySpan<long> weights)
    {
        var marginals = patterns.Marginals(weights);
        var n = marginals.Sum();
        Func<int[], double[], double> spread = level switch
        {
            AlphaLevel.Nominal => SpreadOfNames,
            AlphaLevel.Ordinal => SpreadOfNumbers(Midranks(marginals)),
            AlphaLevel.Interval => SpreadOfNumbers([.. patterns.Values]),
            _ => SpreadOfAmounts(patterns.Values),
        };
        double observed = 0;
        for (var p = 0; p < patterns.Count; p++)
        {
            if (weights[p] > 0 && patterns.Codes[p].Length > 1)
            {
                observed += weights[p] * spread(patterns.Codes[p], [.. patterns.Counts[p].Select(c => (double)c)]) / (patterns.Labels[p] - 1);
            }
        }

        var expected = spread([.. Enumerable.Range(0, marginals.Length)], marginals) / (n - 1);
        return expected > 0 ? 1 - (observed / expected) : double.NaN;
    }

    // The sum over ordered pairs of different labels of their squared distance.
    private static double SpreadOfNames(int[] codes, double[] counts)
    {
        double sum = 0, squares = 0;
        foreach (var count in counts)
        {
            sum += count;
            squares += count * count;
        }

        return (sum * sum) - squares;
    }

    private static Func<int[], double[], double> SpreadOfNumbers(double[] values) => (codes, counts) =>
    {
        double n = 0, mean = 0, squares = 0;
        for (var c = 0; c < codes.Length; c++)
        {
            if (counts[c] > 0)
            {
                n += counts[c];
                var d = values[codes[c]] - mean;
                mean += d * counts[c] / n;
                squares += counts[c] * d * (values[codes[c]] - mean);
            }
        }

        return 2 * n * squares;
    };

    private static Func<int[], double[], double> SpreadOfAmounts(IReadOnlyList<double> values) => (codes, counts) =>
    {
        double sum = 0;
        for (var c = 0; c < codes.Length; c++)
        {
            for (var k = 0; k < c; k++)
            {
                double a = values[codes[c]], b = values[codes[k]];
                var distance = a + b == 0 ? 0 : (a - b) / (a + b);
                sum += 2 * counts[c] * counts[k] * distance * distance;
            }
        }

        return sum;
    };

    private static double[] Midranks(double[] marginals)
    {
        var ranks = new double[marginals.Length];
        double below = 0;
        for (var c = 0; c < marginals.Length; c++)
        {
            ranks[c] = below + (marginals[c] / 2);
            below += marginals[c];
        }

        return ranks;
    }
}

internal sealed class KrippendorffAlphaStatistic() : Statistic(
    new Descriptor
    {
        Id = "krippendorff_alpha",
        Name = "Krippendorff's alpha",
        Family = "Agreement",
        Meaning = "How far annotators agree beyond chance: 1 is perfect, 0 is what guessing gives.",
        Unit = "none",
        Range = (-1, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = AgreementInputs.Labels,
        Parameters =
        [
            new Parameter("level", "What the labels are: names, ranks, numbers, or amounts with a true zero.", "nominal", Choices: ["nominal", "ordinal", "interval", "ratio"]),
            new Parameter("confidence", "Coverage of the interval.", "0.95", 0.5, 0.9999),
            CommonParameters.Resamples(1000),
            CommonParameters.Seed,
        ],
        EdgeCases = "Items with fewer than two labels are left out; undefined where none is left or where all labels are the same.",
        Source = "Krippendorff 2011.",
        Example = AgreementInputs.Example,
    },
    inputs => StatisticResult.Of(KrippendorffAlpha.Of(
        RatingTable.FromRows(inputs.LabelRows("labels")), Enum.Parse<AlphaLevel>(inputs.Choice("level"), ignoreCase: true),
        inputs.Number("confidence"), inputs.Integer("resamples"), inputs.ReadSeed())));
