namespace Rondo.Statistics;

/// <summary>Likelihood-ratio test on counts, the sibling of chi-square.</summary>
/// <remarks>Source: Wilks 1938; Sokal and Rohlf 1981.</remarks>
public static class GTest
{
    /// <summary>Whether two lists of counts come from the same shares: the 2 x k table. Undefined where a side is empty.</summary>
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
            categories += column > 0 ? 1 : 0;
            statistic += Part(reference[c], column * n / (n + m)) + Part(current[c], column * m / (n + m));
        }

        return new TestResult(Math.Max(0, statistic), Distributions.ChiSquareTail(statistic, categories - 1));
    }

    /// <summary>Whether counts fit expected counts, which are taken as they are. Undefined where a category expects 0 and occurs.</summary>
    public static TestResult GoodnessOfFit(ReadOnlySpan<long> counts, ReadOnlySpan<double> expected)
    {
        Check.SameLength(counts.Length, expected.Length);
        double statistic = 0;
        for (var c = 0; c < counts.Length; c++)
        {
            statistic += Part(counts[c], expected[c]);
        }

        return double.IsFinite(statistic) && counts.Length > 0 ? new TestResult(statistic, Distributions.ChiSquareTail(statistic, counts.Length - 1)) : TestResult.Undefined;
    }

    private static double Part(double observed, double expected) => observed == 0 ? 0 : 2 * observed * Math.Log(observed / expected);
}

internal sealed class GTestStatistic() : Statistic(
    new Descriptor
    {
        Id = "g_test",
        Name = "G test",
        Family = "Drift",
        Meaning = "Whether the mix of categories has changed by more than chance explains, by the likelihood ratio.",
        Unit = "none",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrentLabels,
        EdgeCases = "Undefined where a side is empty. One category on both sides gives 0 and p = 1. Missing is a category of its own.",
        Source = "Wilks 1938; Sokal and Rohlf 1981.",
        Example = """{"reference": ["a", "a", "b", "b", "c", "c"], "current": ["a", "b", "b", "b", "c", "d"]}""",
    },
    inputs =>
    {
        var counts = CategoryCounts.Of(inputs.Labels("reference"), inputs.Labels("current"));
        var test = GTest.TwoSample(counts.Reference, counts.Current);
        return StatisticResult.Of(new Estimate(test.Statistic, counts.Current.Sum(), double.NaN, double.NaN, 0.95, "none"), ("p", test.P));
    });
