namespace Rondo.Statistics;

/// <summary>Correlation ratio: the share of a number's variance that its category explains, corrected for chance.</summary>
/// <remarks>Epsilon squared: the plain ratio is above 0 even for noise. Source: Fisher 1925; Kelley 1935.</remarks>
public static class CorrelationRatio
{
    /// <summary>Corrected ratio in [0, 1], with a bootstrap interval over rows.</summary>
    /// <param name="categories">Code of each row; negative is missing and left out.</param>
    /// <param name="values">Number of each row; NaN is left out.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined for fewer than two categories, no more rows than categories, or a constant number.</returns>
    public static Estimate Of(ReadOnlySpan<int> categories, ReadOnlySpan<double> values, double level = 0.95, int resamples = 200, ulong seed = 1)
    {
        Check.SameLength(categories.Length, values.Length);
        List<int> codes = [];
        List<double> kept = [];
        for (var i = 0; i < values.Length; i++)
        {
            if (categories[i] >= 0 && double.IsFinite(values[i]))
            {
                codes.Add(categories[i]);
                kept.Add(values[i]);
            }
        }

        int[] c = [.. codes];
        double[] v = [.. kept];
        var k = c.Length == 0 ? 0 : c.Max() + 1;
        return Bootstrap.Percentile(v.Length, weights => Value(c, v, weights, k), resamples, level, seed);
    }

    private static double Value(int[] codes, double[] values, ReadOnlySpan<int> weights, int k)
    {
        double[] n = new double[k], sums = new double[k];
        double total = 0, sum = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            n[codes[i]] += weights[i];
            sums[codes[i]] += weights[i] * values[i];
            total += weights[i];
            sum += weights[i] * values[i];
        }

        var groups = n.Count(x => x > 0);
        double mean = sum / total, within = 0, all = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            within += weights[i] * Math.Pow(values[i] - (sums[codes[i]] / n[codes[i]]), 2);
            all += weights[i] * Math.Pow(values[i] - mean, 2);
        }

        return groups < 2 || total <= groups || !(all > 0) ? double.NaN : Math.Clamp(1 - (within / (total - groups) / (all / (total - 1))), 0, 1);
    }
}

internal sealed class CorrelationRatioStatistic() : Statistic(
    new Descriptor
    {
        Id = "correlation_ratio",
        Name = "Correlation ratio",
        Family = "Signal",
        Meaning = "Which share of the differences in a number goes with its category.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs =
        [
            new Input("categories", Shape.Labels, "One column.", MayMiss: true),
            new Input("values", Shape.Numbers, "The other column.", MayMiss: true, SameLengthAs: "categories"),
        ],
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        MinimumSample = 3,
        EdgeCases = "Rows with a missing value are left out; undefined for fewer than two categories or a constant number.",
        Source = "Fisher 1925; Kelley 1935.",
        Example = """{"categories": ["a", "a", "a", "b", "b", "b"], "values": [1, 2, 1.5, 4, 5, 4.5]}""",
    },
    inputs =>
    {
        var result = CorrelationRatio.Of(Contingency.Codes(inputs.Labels("categories")), inputs.Numbers("values"), inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed());
        return StatisticResult.Of(result);
    });
