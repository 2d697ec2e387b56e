namespace Rondo.Statistics;

/// <summary>Kendall's W: how far annotators put items in the same order, from 0 to 1, corrected for ties.</summary>
/// <remarks>Source: Kendall and Babington Smith 1939.</remarks>
public static class KendallW
{
    /// <summary>W with its chi-square p-value.</summary>
    /// <param name="ratings">One row per item, one column per annotator, complete.</param>
    /// <returns>Undefined for fewer than two items or annotators and where every annotator gave one value only.</returns>
    public static TestResult Of(IReadOnlyList<double[]> ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        int n = ratings.Count, k = n == 0 ? 0 : ratings[0].Length;
        if (n < 2 || k < 2)
        {
            return TestResult.Undefined;
        }

        var sums = new double[n];
        double ties = 0;
        for (var a = 0; a < k; a++)
        {
            var column = a;
            double[] values = [.. ratings.Select(r => r[column])];
            int[] order = [.. Enumerable.Range(0, n).OrderBy(i => values[i])];
            for (var start = 0; start < n;)
            {
                var end = start;
                while (end < n && values[order[end]] == values[order[start]])
                {
                    end++;
                }

                double t = end - start;
                ties += (t * t * t) - t;
                for (var i = start; i < end; i++)
                {
                    sums[order[i]] += (start + 1 + end) / 2.0;
                }

                start = end;
            }
        }

        var below = (k * k * ((double)n * n * n - n)) - (k * ties);
        if (!(below > 0))
        {
            return TestResult.Undefined;
        }

        var w = 12 * Spread.SumOfSquares(sums) / below;
        return new TestResult(w, Distributions.ChiSquareTail(k * (n - 1) * w, n - 1));
    }
}

internal sealed class KendallWStatistic() : Statistic(
    new Descriptor
    {
        Id = "kendall_w",
        Name = "Kendall's W",
        Family = "Agreement",
        Meaning = "How far annotators put the items in the same order: 0 is no common order, 1 is the same order.",
        Unit = "none",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = [new Input("ratings", Shape.NumberRows, "One row per item, one column per annotator.")],
        MinimumSample = 2,
        EdgeCases = "Undefined for fewer than two items or annotators and where every annotator gave one value only.",
        Source = "Kendall and Babington Smith 1939.",
        Example = """{"ratings": [[1, 2, 1], [2, 1, 3], [3, 3, 2], [4, 4, 4]]}""",
    },
    inputs =>
    {
        var test = KendallW.Of(inputs.NumberRows("ratings"));
        return StatisticResult.Of(new Estimate(test.Statistic, inputs.NumberRows("ratings").Length, double.NaN, double.NaN, 0.95, "none"), ("p", test.P));
    });
