namespace Rondo.Statistics;

/// <summary>Anderson-Darling for two samples (midrank form): like Cramer-von Mises, with more weight on the tails.</summary>
/// <remarks>Source: Scholz and Stephens 1987; p-values from their table, between 0.001 and 0.25.</remarks>
public static class AndersonDarling
{
    private static ReadOnlySpan<double> Critical => [0.675 - 0.245 - 0.105, 1.281 + 0.25 - 0.305, 1.645 + 0.678 - 0.362, 1.96 + 1.149 - 0.391, 2.326 + 1.822 - 0.396, 2.573 + 2.364 - 0.345, 3.085 + 3.615 - 0.154];

    private static ReadOnlySpan<double> Significance => [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];

    /// <summary>Standardised statistic and p-value, cut to [0.001, 0.25]. Undefined where a side is empty, values are fewer than four or all equal.</summary>
    public static TestResult Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var (values, isCurrent) = DriftTest.Pool(reference, current);
        double m = isCurrent.Count(x => x), n = values.Length - m, total = n + m;
        if (n < 1 || m < 1 || total < 4 || values[0] == values[^1])
        {
            return TestResult.Undefined;
        }

        double a2 = 0, belowN = 0, belowM = 0;
        for (var start = 0; start < values.Length;)
        {
            int end = start, here = 0;
            for (; end < values.Length && values[end] == values[start]; end++)
            {
                here += isCurrent[end] ? 1 : 0;
            }

            double ties = end - start, middle = start + (ties / 2);
            var scale = (middle * (total - middle)) - (total * ties / 4);
            var mid1 = belowN + ((ties - here) / 2);
            var mid2 = belowM + (here / 2.0);
            a2 += ties / total * ((Math.Pow((total * mid1) - (middle * n), 2) / n) + (Math.Pow((total * mid2) - (middle * m), 2) / m)) / scale;
            belowN += ties - here;
            belowM += here;
            start = end;
        }

        a2 *= (total - 1) / total;
        var statistic = (a2 - 1) / Math.Sqrt(Variance(n, m));
        return new TestResult(statistic, PValue(statistic));
    }

    private static double Variance(double n, double m)
    {
        double total = n + m, inverse = (1 / n) + (1 / m), h = 1, g = 0, partial = 0;
        for (var i = (int)total - 1; i > 1; i--)
        {
            partial += 1.0 / i;
            g += partial / (total + 1 - i);
        }

        h += partial;
        const double K = 2;
        var a = (((4 * g) - 6) * (K - 1)) + ((10 - (6 * g)) * inverse);
        var b = (((2 * g) - 4) * K * K) + (8 * h * K) + (((2 * g) - (14 * h) - 4) * inverse) - (8 * h) + (4 * g) - 6;
        var c = (((6 * h) + (2 * g) - 2) * K * K) + (((4 * h) - (4 * g) + 6) * K) + (((2 * h) - 6) * inverse) + (4 * h);
        var d = (((2 * h) + 6) * K * K) - (4 * h * K);
        return ((a * total * total * total) + (b * total * total) + (c * total) + d) / ((total - 1) * (total - 2) * (total - 3));
    }

    // Log significance as a parabola in the statistic, fitted to the seven points of the table by least squares.
    private static double PValue(double statistic)
    {
        if (statistic <= Critical[0])
        {
            return Significance[0];
        }

        if (statistic >= Critical[^1])
        {
            return Significance[^1];
        }

        double[][] normal = [new double[3], new double[3], new double[3]];
        var right = new double[3];
        for (var i = 0; i < Critical.Length; i++)
        {
            double[] x = [1, Critical[i], Critical[i] * Critical[i]];
            for (var r = 0; r < 3; r++)
            {
                right[r] += x[r] * Math.Log(Significance[i]);
                for (var c = 0; c < 3; c++)
                {
                    normal[r][c] += x[r] * x[c];
                }
            }
        }

        var beta = LinearAlgebra.SolvePositive(normal, right);
        return Math.Exp(beta[0] + (beta[1] * statistic) + (beta[2] * statistic * statistic));
    }
}

internal sealed class AndersonDarlingStatistic() : Statistic(
    new Descriptor
    {
        Id = "anderson_darling",
        Name = "Anderson-Darling",
        Family = "Drift",
        Meaning = "Whether two distributions differ, with more weight on their tails.",
        Unit = "none",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrent,
        EdgeCases = "Undefined where a side is empty, there are fewer than four values or all are equal. The p-value is cut to 0.001 and 0.25.",
        Source = "Scholz and Stephens 1987.",
        Example = """{"reference": [38.7, 41.5, 43.8, 44.5, 45.5], "current": [39.2, 39.3, 39.7, 41.4, 41.8]}""",
    },
    inputs => DriftTest.Run(inputs, AndersonDarling.Of));
