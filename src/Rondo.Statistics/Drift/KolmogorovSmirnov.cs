namespace Rondo.Statistics;

/// <summary>A distance between two samples and the probability of one this large without any change.</summary>
/// <param name="Statistic">The test statistic.</param>
/// <param name="P">p-value; NaN where undefined.</param>
public readonly record struct TestResult(double Statistic, double P)
{
    internal static TestResult Undefined => new(double.NaN, double.NaN);
}

/// <summary>Kolmogorov-Smirnov: the largest gap between two cumulative distributions.</summary>
/// <remarks>Source: Smirnov 1948; small-sample correction of the limit law by Vrbik 2018.</remarks>
public static class KolmogorovSmirnov
{
    /// <summary>Statistic and two-sided p-value. O(n log n). Missing values are left out; undefined where a side is empty.</summary>
    /// <remarks>Ties make the p-value conservative, that is, too large.</remarks>
    public static TestResult Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current) =>
        OfSorted(SortedColumn.Of(reference), SortedColumn.Of(current));

    /// <summary>The largest gap with its sign: positive where the current values are larger than the reference.</summary>
    public static double Signed(ReadOnlySpan<double> reference, ReadOnlySpan<double> current) =>
        SignedOfSorted(SortedColumn.Of(reference), SortedColumn.Of(current));

    /// <summary>p-value of a statistic at given sample sizes.</summary>
    public static double PValue(double statistic, long nReference, long nCurrent)
    {
        if (statistic <= 0)
        {
            return 1;
        }

        // The two-sample statistic behaves like the one-sample one with the harmonic sample size; Vrbik's shift of the
        // argument removes the error of order 1 / sqrt(n) of the limit law.
        var n = Math.Max(1, Math.Round((double)nReference * nCurrent / (nReference + nCurrent)));
        var x = statistic * Math.Sqrt(n);
        return AsymptoticTail(x + (1 / (6 * Math.Sqrt(n))) + ((x - 1) / (4 * n)));
    }

    /// <summary>P(K above x) for the limit law of the scaled statistic.</summary>
    internal static double AsymptoticTail(double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        double sum = 0;
        if (x < 1)
        {
            for (var k = 1; k < 20; k += 2)
            {
                sum += Math.Exp(-k * k * Math.PI * Math.PI / (8 * x * x));
            }

            return Math.Clamp(1 - (Math.Sqrt(2 * Math.PI) / x * sum), 0, 1);
        }

        for (var k = 1; k < 20; k++)
        {
            var term = Math.Exp(-2 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-18)
            {
                break;
            }
        }

        return Math.Clamp(2 * sum, 0, 1);
    }

    internal static TestResult OfSorted(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        if (reference.IsEmpty || current.IsEmpty)
        {
            return TestResult.Undefined;
        }

        var statistic = Math.Abs(SignedOfSorted(reference, current));
        return new TestResult(statistic, PValue(statistic, reference.Length, current.Length));
    }

    internal static double SignedOfSorted(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return double.NaN;
        }

        int i = 0, j = 0;
        double most = 0, stepA = 1.0 / a.Length, stepB = 1.0 / b.Length;
        while (i < a.Length && j < b.Length)
        {
            double x = a[i], y = b[j], value = Math.Min(x, y);
            while (i < a.Length && a[i] == value)
            {
                i++;
            }

            while (j < b.Length && b[j] == value)
            {
                j++;
            }

            var gap = (i * stepA) - (j * stepB);
            most = Math.Abs(gap) > Math.Abs(most) ? gap : most;
        }

        return most;
    }
}

internal sealed class KolmogorovSmirnovStatistic() : Statistic(
    new Descriptor
    {
        Id = "ks",
        Name = "Kolmogorov-Smirnov statistic",
        Family = "Drift",
        Meaning = "The largest gap between the two distributions: 0 is the same, 1 is no overlap at all.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ReferenceAndCurrent,
        EdgeCases = "Undefined where a side is empty. Missing values are left out. Two equal constants give 0 and p = 1.",
        Source = "Smirnov 1948; Vrbik 2018.",
        Example = """{"reference": [1, 2, 3, 4, 5, 6], "current": [4, 5, 6, 7, 8, 9]}""",
    },
    inputs =>
    {
        double[] reference = inputs.Numbers("reference"), current = inputs.Numbers("current");
        var test = KolmogorovSmirnov.Of(reference, current);
        return StatisticResult.Of(
            DriftDistance.Estimated(reference, current, test.Statistic), ("p", test.P), ("direction", KolmogorovSmirnov.Signed(reference, current) switch { > 0 => 1, < 0 => -1, _ => 0 }));
    });
