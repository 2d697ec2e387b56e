namespace Rondo.Statistics;

/// <summary>Whether two shares differ: z test for large samples, Fisher's exact test for any.</summary>
public static class ProportionShift
{
    /// <summary>Difference second minus first with Newcombe's interval (from both Wilson intervals).</summary>
    /// <remarks>Source: Newcombe 1998, method 10.</remarks>
    public static Estimate Difference(long firstYes, long first, long secondYes, long second, double level = 0.95)
    {
        Estimate a = Proportion.Wilson(firstYes, first, level), b = Proportion.Wilson(secondYes, second, level);
        if (!a.IsDefined || !b.IsDefined)
        {
            return Estimate.Undefined(first + second, "newcombe");
        }

        var d = b.Value - a.Value;
        var low = d - Math.Sqrt(Math.Pow(b.Value - b.Low, 2) + Math.Pow(a.High - a.Value, 2));
        var high = d + Math.Sqrt(Math.Pow(b.High - b.Value, 2) + Math.Pow(a.Value - a.Low, 2));
        return new Estimate(d, first + second, low, high, level, "newcombe");
    }

    /// <summary>Pooled z and two-sided p. Undefined where a side is empty; z 0 and p 1 where both are all yes or all no.</summary>
    public static TestResult Z(long firstYes, long first, long secondYes, long second)
    {
        if (first == 0 || second == 0)
        {
            return TestResult.Undefined;
        }

        var pooled = (double)(firstYes + secondYes) / (first + second);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / first) + (1.0 / second)));
        var z = error > 0 ? (((double)secondYes / second) - ((double)firstYes / first)) / error : 0;
        return new TestResult(z, Distributions.TwoSided(z));
    }

    /// <summary>Fisher's exact test, two-sided: the probability of all tables at most as likely as this one, margins fixed.</summary>
    /// <returns>p in (0, 1]; 1 on an empty table.</returns>
    /// <remarks>Source: Fisher 1935.</remarks>
    public static double FisherExact(long a, long b, long c, long d)
    {
        long row = a + b, other = c + d, column = a + c, low = Math.Max(0, column - other), high = Math.Min(row, column);
        var base_ = SpecialFunctions.LogChoose(row + other, column);
        double Log(long x) => SpecialFunctions.LogChoose(row, x) + SpecialFunctions.LogChoose(other, column - x) - base_;
        double observed = Log(a), sum = 0;
        for (var x = low; x <= high; x++)
        {
            var log = Log(x);
            sum += log <= observed + 1e-7 ? Math.Exp(log) : 0;
        }

        return Math.Min(1, sum);
    }
}

internal sealed class ProportionShiftStatistic() : Statistic(
    new Descriptor
    {
        Id = "proportion_shift",
        Name = "Difference of shares",
        Family = "Drift",
        Meaning = "By how much a share of yes has moved, and whether chance explains it.",
        Unit = "share",
        Range = (-1, 1),
        Inputs = [new Input("reference", Shape.Flags, "Yes or no in the reference."), new Input("current", Shape.Flags, "Yes or no now.")],
        Parameters = [CommonParameters.Level],
        EdgeCases = "Undefined where a side is empty. All yes on both sides gives 0 and p = 1.",
        Source = "Newcombe 1998 (interval); pooled z; Fisher 1935 (exact p).",
        Example = """{"reference": [1, 0, 0, 1, 0, 0], "current": [1, 1, 0, 1, 1, 0]}""",
    },
    inputs =>
    {
        bool[] reference = inputs.Flags("reference"), current = inputs.Flags("current");
        long a = Check.CountTrue(reference), b = Check.CountTrue(current);
        return StatisticResult.Of(
            ProportionShift.Difference(a, reference.Length, b, current.Length, inputs.Number("level")),
            ("z_p", ProportionShift.Z(a, reference.Length, b, current.Length).P),
            ("fisher_p", ProportionShift.FisherExact(a, reference.Length - a, b, current.Length - b)));
    });
