namespace Rondo.Statistics;

/// <summary>Cramer-von Mises: the squared gap between two cumulative distributions, over all values.</summary>
/// <remarks>Source: Anderson 1962; limit law of Anderson and Darling 1952.</remarks>
public static class CramerVonMises
{
    /// <summary>Statistic T and its asymptotic p-value. Missing values are left out; undefined where a side has fewer than two values.</summary>
    public static TestResult Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var (values, isCurrent) = DriftTest.Pool(reference, current);
        double m = isCurrent.Count(x => x), n = values.Length - m, total = n + m;
        if (n < 2 || m < 2)
        {
            return TestResult.Undefined;
        }

        double first = 0, second = 0, i = 0, j = 0;
        for (var start = 0; start < values.Length;)
        {
            var end = start;
            while (end < values.Length && values[end] == values[start])
            {
                end++;
            }

            var rank = (start + 1 + end) / 2.0;
            for (var k = start; k < end; k++)
            {
                if (isCurrent[k])
                {
                    second += Math.Pow(rank - ++j, 2);
                }
                else
                {
                    first += Math.Pow(rank - ++i, 2);
                }
            }

            start = end;
        }

        var product = n * m;
        var statistic = (((n * first) + (m * second)) / (product * total)) - (((4 * product) - 1) / (6 * total));
        double mean = (1 + (1 / total)) / 6;
        var variance = (total + 1) * ((4 * product * total) - (3 * ((n * n) + (m * m))) - (2 * product)) / (45 * total * total * 4 * product);
        return new TestResult(statistic, Math.Clamp(1 - LimitCdf((1.0 / 6) + ((statistic - mean) / Math.Sqrt(45 * variance))), 0, 1));
    }

    // The limit law as a series of Bessel functions of order 1/4.
    private static double LimitCdf(double x)
    {
        if (x <= 0.003)
        {
            return 0;
        }

        double sum = 0, coefficient = 1;
        for (var k = 0; k < 20; k++)
        {
            double y = (4 * k) + 1, q = y * y / (16 * x);
            sum += coefficient * Math.Sqrt(y) * Bessel(q);
            coefficient *= (k + 0.5) / (k + 1);
        }

        return Math.Clamp(sum / (Math.PI * Math.Sqrt(x)), 0, 1);
    }

    // exp(-q) K_{1/4}(q) by the trapezoidal rule on its integral, which converges faster than any power.
    private static double Bessel(double q)
    {
        const double Step = 0.02;
        double sum = 0;
        for (var i = 0; i < 1000; i++)
        {
            var t = i * Step;
            var term = Math.Exp(-q * (Math.Cosh(t) + 1)) * Math.Cosh(t / 4);
            sum += i == 0 ? term / 2 : term;
            if (term < 1e-18 * sum)
            {
                break;
            }
        }

        return sum * Step;
    }
}

internal sealed class CramerVonMisesStatistic() : Statistic(
    new Descriptor
    {
        Id = "cvm",
        Name = "Cramer-von Mises",
        Family = "Drift",
        Meaning = "Whether two distributions differ anywhere, weighing all values alike.",
        Unit = "none",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrent,
        EdgeCases = "Undefined where a side has fewer than two values. Missing values are left out; ties take middle ranks.",
        Source = "Anderson 1962; Anderson and Darling 1952.",
        Example = """{"reference": [1, 2, 3, 4, 5, 6], "current": [4, 5, 6, 7, 8, 9]}""",
    },
    inputs => DriftTest.Run(inputs, CramerVonMises.Of));
