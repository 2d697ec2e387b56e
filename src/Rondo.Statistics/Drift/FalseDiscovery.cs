namespace Rondo.Statistics;

/// <summary>p-values that stay honest when many questions are asked at once.</summary>
public static class FalseDiscovery
{
    /// <summary>Benjamini-Hochberg: among what is called changed at an adjusted p below q, at most a share q is wrong on average.</summary>
    /// <param name="p">p-values in [0, 1]; NaN entries stay NaN and do not count.</param>
    /// <returns>Adjusted p-values, in the same order.</returns>
    /// <remarks>Source: Benjamini and Hochberg 1995.</remarks>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p)
    {
        var (result, order) = Ordered(p);
        var least = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, result[order[rank - 1]] * order.Length / rank);
            result[order[rank - 1]] = least;
        }

        return result;
    }

    /// <summary>Holm: the probability that anything at all is wrongly called changed stays below the level.</summary>
    /// <inheritdoc cref="BenjaminiHochberg"/>
    /// <remarks>Source: Holm 1979.</remarks>
    public static double[] Holm(ReadOnlySpan<double> p)
    {
        var (result, order) = Ordered(p);
        double most = 0;
        for (var rank = 1; rank <= order.Length; rank++)
        {
            most = Math.Max(most, Math.Min(1, result[order[rank - 1]] * (order.Length - rank + 1)));
            result[order[rank - 1]] = most;
        }

        return result;
    }

    private static (double[] Copy, int[] Order) Ordered(ReadOnlySpan<double> p)
    {
        double[] copy = p.ToArray();
        int[] order = [.. Enumerable.Range(0, copy.Length).Where(i => !double.IsNaN(copy[i])).OrderBy(i => copy[i])];
        return (copy, order);
    }
}

internal sealed class FalseDiscoveryStatistic() : Statistic(
    new Descriptor
    {
        Id = "false_discovery",
        Name = "Findings after correction",
        Family = "Drift",
        Meaning = "How many of many p-values still stand after correcting for having asked many questions.",
        Unit = "findings",
        Range = (0, double.PositiveInfinity),
        Inputs = [new Input("p", Shape.Numbers, "p-values.", MayMiss: true, Low: 0, High: 1)],
        Parameters =
        [
            new Parameter("method", "bh bounds the share of wrong findings, holm the chance of any.", "bh", Choices: ["bh", "holm"]),
            new Parameter("alpha", "Adjusted p below which a finding stands.", "0.05", 0, 1),
        ],
        EdgeCases = "Undefined on empty input; missing p-values do not count.",
        Source = "Benjamini and Hochberg 1995; Holm 1979.",
        Example = """{"p": [0.001, 0.02, 0.03, 0.4, 0.8]}""",
    },
    inputs =>
    {
        double[] p = inputs.Numbers("p");
        var adjusted = inputs.Choice("method") == "bh" ? FalseDiscovery.BenjaminiHochberg(p) : FalseDiscovery.Holm(p);
        var alpha = inputs.Number("alpha");
        var given = adjusted.Where(a => !double.IsNaN(a)).ToArray();
        return given.Length == 0
            ? StatisticResult.Undefined("No p-value is given.")
            : StatisticResult.Of(new Estimate(given.Count(a => a < alpha), given.Length, double.NaN, double.NaN, 0.95, "none"), ("smallest_adjusted", given.Min()));
    });
