namespace Rondo.Statistics;

/// <summary>Epps-Singleton: compares two empirical characteristic functions at two points; good for discrete values too.</summary>
/// <remarks>Source: Epps and Singleton 1986; small-sample correction as in Goerg and Kaiser 2009.</remarks>
public static class EppsSingleton
{
    /// <summary>W and its chi-square p-value. Undefined where a side has fewer than five values or the middle half of all values is one value.</summary>
    public static TestResult Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double[] a = SortedColumn.Of(reference), b = SortedColumn.Of(current);
        var (pooled, _) = DriftTest.Pool(reference, current);
        var sigma = pooled.Length == 0 ? 0 : (Quantiles.OfSorted(pooled, 0.75) - Quantiles.OfSorted(pooled, 0.25)) / 2;
        if (a.Length < 5 || b.Length < 5 || !(sigma > 0) || !double.IsFinite(sigma))
        {
            return TestResult.Undefined;
        }

        double n = a.Length, m = b.Length, total = n + m;
        var (meanA, covA) = Moments(a, sigma);
        var (meanB, covB) = Moments(b, sigma);
        double[][] cov = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Select(j => (total / n * covA[i][j]) + (total / m * covB[i][j])).ToArray())];
        // A pseudo-inverse: directions without spread carry no evidence.
        var (values, vectors) = LinearAlgebra.Eigen(cov);
        double w = 0;
        var rank = 0;
        for (var e = 0; e < 4; e++)
        {
            if (values[e] > 1e-12 * values[0])
            {
                rank++;
                double along = 0;
                for (var i = 0; i < 4; i++)
                {
                    along += vectors[e][i] * (meanA[i] - meanB[i]);
                }

                w += along * along / values[e];
            }
        }

        var correction = Math.Max(n, m) < 25 ? 1 / (1 + Math.Pow(total, -0.45) + (10.1 * (Math.Pow(n, -1.7) + Math.Pow(m, -1.7)))) : 1;
        w *= correction * total;
        return new TestResult(w, Distributions.ChiSquareTail(w, rank));
    }

    private static (double[] Mean, double[][] Cov) Moments(double[] values, double sigma)
    {
        double[][] g = [.. values.Select(x => new[] { Math.Cos(0.4 * x / sigma), Math.Cos(0.8 * x / sigma), Math.Sin(0.4 * x / sigma), Math.Sin(0.8 * x / sigma) })];
        double[] mean = [.. Enumerable.Range(0, 4).Select(i => g.Average(r => r[i]))];
        double[][] cov = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Select(j => g.Average(r => (r[i] - mean[i]) * (r[j] - mean[j]))).ToArray())];
        return (mean, cov);
    }
}

internal sealed class EppsSingletonStatistic() : Statistic(
    new Descriptor
    {
        Id = "epps_singleton",
        Name = "Epps-Singleton",
        Family = "Drift",
        Meaning = "Whether two distributions differ, also where values are few and repeat.",
        Unit = "none",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrent,
        EdgeCases = "Undefined where a side has fewer than five values or the middle half of all values is one value.",
        Source = "Epps and Singleton 1986; Goerg and Kaiser 2009.",
        Example = """{"reference": [1, 2, 3, 4, 5, 6, 7], "current": [3, 4, 5, 6, 7, 8, 9]}""",
    },
    inputs => DriftTest.Run(inputs, EppsSingleton.Of));
