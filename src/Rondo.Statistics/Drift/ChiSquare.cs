namespace Rondo.Statistics;

/// <summary>Chi-square tests on counts.</summary>
/// <remarks>Source: Pearson 1900.</remarks>
public static class ChiSquare
{
    /// <summary>Whether two lists of counts come from the same shares: the 2 x k table, without continuity correction.</summary>
    /// <param name="reference">Counts of each category in the reference.</param>
    /// <param name="current">Counts of the same categories now.</param>
    /// <returns>Undefined where a side is empty; statistic 0 and p 1 where only one category occurs.</returns>
    public static TestResult TwoSample(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        Check.SameLength(reference.Length, current.Length);
        double n = Shares.Total(reference), m = Shares.Total(current), statistic = 0;
        var categories = 0;
        if (n == 0 || m == 0)
        {
            return TestResult.Undefined;
        }

        for (var c = 0; c < reference.Length; c++)
        {
            double column = reference[c] + current[c];
            if (column > 0)
            {
                categories++;
                double first = column * n / (n + m), second = column * m / (n + m);
                statistic += (Math.Pow(reference[c] - first, 2) / first) + (Math.Pow(current[c] - second, 2) / second);
            }
        }

        return new TestResult(statistic, Distributions.ChiSquareTail(statistic, categories - 1));
    }

    /// <summary>Two samples of categories.</summary>
    public static TestResult TwoSample(CategoryCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return TwoSample(counts.Reference, counts.Current);
    }

    /// <summary>Whether counts fit stated shares, which need not sum to 1.</summary>
    /// <returns>Undefined on no rows; p 0 where a category with share 0 occurs.</returns>
    public static TestResult GoodnessOfFit(ReadOnlySpan<long> counts, ReadOnlySpan<double> shares)
    {
        Check.SameLength(counts.Length, shares.Length);
        double n = Shares.Total(counts), total = 0, statistic = 0;
        var categories = 0;
        foreach (var share in shares)
        {
            total += share;
            categories += share > 0 ? 1 : 0;
        }

        if (n == 0 || !(total > 0))
        {
            return TestResult.Undefined;
        }

        for (var c = 0; c < counts.Length; c++)
        {
            var expected = n * shares[c] / total;
            if (expected > 0)
            {
                statistic += Math.Pow(counts[c] - expected, 2) / expected;
            }
            else if (counts[c] > 0)
            {
                return new TestResult(double.PositiveInfinity, 0);
            }
        }

        return new TestResult(statistic, Distributions.ChiSquareTail(statistic, categories - 1));
    }

    /// <summary>Whether the rows and columns of a table are independent.</summary>
    /// <param name="table">Counts, row by row.</param>
    /// <param name="columns">Number of columns.</param>
    internal static (double Statistic, int Df, double P) Independence(ReadOnlySpan<long> table, int columns)
    {
        var rows = table.Length / columns;
        double[] rowSums = new double[rows], columnSums = new double[columns];
        double n = 0;
        for (var i = 0; i < table.Length; i++)
        {
            rowSums[i / columns] += table[i];
            columnSums[i % columns] += table[i];
            n += table[i];
        }

        double statistic = 0;
        for (var i = 0; i < table.Length; i++)
        {
            var expected = rowSums[i / columns] * columnSums[i % columns] / n;
            statistic += expected > 0 ? Math.Pow(table[i] - expected, 2) / expected : 0;
        }

        var df = Math.Max(0, rowSums.Count(r => r > 0) - 1) * Math.Max(0, columnSums.Count(c => c > 0) - 1);
        return (statistic, df, Distributions.ChiSquareTail(statistic, df));
    }
}

internal sealed class ChiSquareStatistic() : Statistic(
    new Descriptor
    {
        Id = "chi2",
        Name = "Chi-square statistic",
        Family = "Drift",
        Meaning = "Whether the mix of categories has changed by more than chance explains; grows with the sample, so see an effect size too.",
        Unit = "none",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrentLabels,
        EdgeCases = "Undefined where a side is empty. One category on both sides gives 0 and p = 1. Missing is a category of its own.",
        Source = "Pearson 1900; two-sample table without continuity correction.",
        Example = """{"reference": ["a", "a", "b", "b", "c", "c"], "current": ["a", "b", "b", "b", "c", "d"]}""",
    },
    inputs =>
    {
        var counts = CategoryCounts.Of(inputs.Labels("reference"), inputs.Labels("current"));
        var test = ChiSquare.TwoSample(counts);
        return StatisticResult.Of(new Estimate(test.Statistic, counts.Current.Sum(), double.NaN, double.NaN, 0.95, "none"), ("p", test.P));
    });
