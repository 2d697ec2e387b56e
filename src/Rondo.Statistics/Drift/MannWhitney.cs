namespace Rondo.Statistics;

/// <summary>Mann-Whitney: whether values of now tend to be larger than those of the reference.</summary>
/// <remarks>Source: Mann and Whitney 1947; normal approximation with tie and continuity correction.</remarks>
public static class MannWhitney
{
    /// <summary>
    /// Probability that a current value exceeds a reference value (ties half), and the two-sided p-value. Missing values are
    /// left out; undefined where a side is empty.
    /// </summary>
    public static TestResult Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var (values, isCurrent) = DriftTest.Pool(reference, current);
        double m = isCurrent.Count(x => x), n = values.Length - m, total = n + m;
        if (n == 0 || m == 0)
        {
            return TestResult.Undefined;
        }

        double ranks = 0, ties = 0;
        for (var start = 0; start < values.Length;)
        {
            int end = start, here = 0;
            for (; end < values.Length && values[end] == values[start]; end++)
            {
                here += isCurrent[end] ? 1 : 0;
            }

            double t = end - start;
            ranks += here * (start + 1 + end) / 2.0;
            ties += (t * t * t) - t;
            start = end;
        }

        var u = ranks - (m * (m + 1) / 2);
        var deviation = Math.Sqrt(n * m / 12 * (total + 1 - (ties / (total * (total - 1)))));
        var z = Math.Max(0, Math.Abs(u - (n * m / 2)) - 0.5) / deviation;
        return new TestResult(u / (n * m), deviation > 0 ? Distributions.TwoSided(z) : 1);
    }
}

internal sealed class MannWhitneyStatistic() : Statistic(
    new Descriptor
    {
        Id = "mann_whitney",
        Name = "Mann-Whitney",
        Family = "Drift",
        Meaning = "How often a value of now exceeds one of the reference: 0.5 is no shift, above it values went up.",
        Unit = "probability",
        Range = (0, 1),
        Inputs = CommonParameters.ReferenceAndCurrent,
        EdgeCases = "Undefined where a side is empty. All values equal give 0.5 and p = 1. Missing values are left out.",
        Source = "Mann and Whitney 1947.",
        Example = """{"reference": [1, 2, 3, 4, 5], "current": [3, 4, 5, 6, 7]}""",
    },
    inputs => DriftTest.Run(inputs, MannWhitney.Of));
