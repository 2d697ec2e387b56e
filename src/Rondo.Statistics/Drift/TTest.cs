namespace Rondo.Statistics;

/// <summary>Whether two means differ.</summary>
/// <remarks>Source: Student 1908; Welch 1947.</remarks>
public static class TTest
{
    /// <summary>t and two-sided p of the difference current minus reference. Undefined where a side has fewer than two values or both are constant.</summary>
    /// <param name="reference">Values of the reference; NaN is left out.</param>
    /// <param name="current">Values of now; NaN is left out.</param>
    /// <param name="equalVariances">True is Student's test, false Welch's, which does not assume equal spread.</param>
    public static TestResult Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, bool equalVariances = false)
    {
        var (difference, error, df) = Parts(SortedColumn.Of(reference), SortedColumn.Of(current), equalVariances);
        return error > 0 ? new TestResult(difference / error, Distributions.StudentTwoSided(difference / error, df)) : TestResult.Undefined;
    }

    /// <summary>Difference of means, current minus reference, with Welch's interval.</summary>
    public static Estimate Difference(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, double level = 0.95)
    {
        Check.Level(level);
        double[] a = SortedColumn.Of(reference), b = SortedColumn.Of(current);
        var (difference, error, df) = Parts(a, b, false);
        if (!(error > 0))
        {
            return Estimate.Undefined(a.Length + b.Length, "welch");
        }

        var half = Distributions.StudentQuantile(level, df) * error;
        return new Estimate(difference, a.Length + b.Length, difference - half, difference + half, level, "welch");
    }

    private static (double Difference, double Error, double Df) Parts(double[] a, double[] b, bool equal)
    {
        if (a.Length < 2 || b.Length < 2)
        {
            return (double.NaN, double.NaN, double.NaN);
        }

        double va = Spread.Variance(a), vb = Spread.Variance(b), n = a.Length, m = b.Length, difference = Spread.Mean(b) - Spread.Mean(a);
        if (equal)
        {
            var pooled = (((n - 1) * va) + ((m - 1) * vb)) / (n + m - 2);
            return (difference, Math.Sqrt(pooled * ((1 / n) + (1 / m))), n + m - 2);
        }

        double ea = va / n, eb = vb / m;
        return (difference, Math.Sqrt(ea + eb), Math.Pow(ea + eb, 2) / ((ea * ea / (n - 1)) + (eb * eb / (m - 1))));
    }
}

internal sealed class TTestStatistic() : Statistic(
    new Descriptor
    {
        Id = "t_test",
        Name = "Difference of means",
        Family = "Drift",
        Meaning = "By how much the mean has moved, and whether chance explains it.",
        Unit = "unit of the values",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Inputs = CommonParameters.ReferenceAndCurrent,
        Parameters =
        [
            new Parameter("variances", "equal is Student's test, unequal Welch's, which is safe where the spread differs.", "unequal", Choices: ["equal", "unequal"]),
            CommonParameters.Level,
        ],
        EdgeCases = "Undefined where a side has fewer than two values or nothing varies. Missing values are left out.",
        Source = "Student 1908; Welch 1947.",
        Example = """{"reference": [1, 2, 3, 4, 5], "current": [3, 4, 5, 6, 8]}""",
    },
    inputs =>
    {
        double[] reference = inputs.Numbers("reference"), current = inputs.Numbers("current");
        var test = TTest.Of(reference, current, inputs.Choice("variances") == "equal");
        var difference = TTest.Difference(reference, current, inputs.Number("level"));
        return double.IsFinite(difference.Value)
            ? StatisticResult.Of(difference, ("t", test.Statistic), ("p", test.P))
            : StatisticResult.Undefined("A side has fewer than two finite values, or nothing varies.");
    });
