namespace Rondo.Statistics;

/// <summary>Tails and quantiles of the distributions that tests and intervals rest on.</summary>
internal static class Distributions
{
    /// <summary>P(Z at most x) for a standard normal Z.</summary>
    internal static double NormalCdf(double x)
    {
        if (double.IsNaN(x))
        {
            return double.NaN;
        }

        var tail = 0.5 * SpecialFunctions.GammaQ(0.5, 0.5 * x * x);
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>P(Z above x), accurate far out.</summary>
    internal static double NormalTail(double x) => NormalCdf(-x);

    /// <summary>P(|Z| at least |z|).</summary>
    internal static double TwoSided(double z) => double.IsNaN(z) ? double.NaN : Math.Min(1, 2 * NormalTail(Math.Abs(z)));

    /// <summary>Density of the standard normal distribution.</summary>
    internal static double NormalDensity(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    /// <summary>The value below which a standard normal draw falls with probability <paramref name="p"/>.</summary>
    internal static double NormalQuantile(double p)
    {
        if (!(p > 0 && p < 1))
        {
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        }

        if (p > 0.5)
        {
            return -NormalQuantile(1 - p);
        }

        // Abramowitz and Stegun 26.2.23 (error 4.5e-4), then Halley's method to full precision.
        var t = Math.Sqrt(-2 * Math.Log(p));
        var x = -(t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
        for (var step = 0; step < 4; step++)
        {
            var error = (NormalCdf(x) - p) / NormalDensity(x);
            x -= error / (1 + (x * error / 2));
        }

        return x;
    }

    /// <summary>Two-sided normal quantile: 1.96 for a level of 0.95.</summary>
    internal static double Z(double level) => NormalQuantile(0.5 + (level / 2));

    /// <summary>P(chi-square with <paramref name="df"/> degrees of freedom at least x).</summary>
    internal static double ChiSquareTail(double x, double df) => df <= 0 ? 1 : SpecialFunctions.GammaQ(df / 2, x / 2);

    /// <summary>Quantile of the chi-square distribution.</summary>
    internal static double ChiSquareQuantile(double p, double df)
    {
        if (df <= 0)
        {
            return 0;
        }

        var high = df + 10;
        while (ChiSquareTail(high, df) > 1 - p)
        {
            high *= 2;
        }

        return Roots.Bisect(x => 1 - p - ChiSquareTail(x, df), 0, high);
    }

    /// <summary>P(|T| at least |t|) for Student's t.</summary>
    internal static double StudentTwoSided(double t, double df) =>
        double.IsNaN(t) ? double.NaN : SpecialFunctions.BetaCdf(df / 2, 0.5, df / (df + (t * t)));

    /// <summary>Two-sided quantile of Student's t at a level.</summary>
    internal static double StudentQuantile(double level, double df)
    {
        var high = 10.0;
        while (StudentTwoSided(high, df) > 1 - level)
        {
            high *= 4;
        }

        return Roots.Bisect(t => 1 - level - StudentTwoSided(t, df), 0, high);
    }

    /// <summary>P(F at least f).</summary>
    internal static double FTail(double f, double df1, double df2) =>
        f <= 0 ? 1 : SpecialFunctions.BetaCdf(df2 / 2, df1 / 2, df2 / (df2 + (df1 * f)));

    /// <summary>Quantile of F.</summary>
    internal static double FQuantile(double p, double df1, double df2)
    {
        var x = SpecialFunctions.BetaQuantile(df2 / 2, df1 / 2, 1 - p);
        return df2 * (1 - x) / (df1 * x);
    }

    /// <summary>P(X at most k) for a binomial X.</summary>
    internal static double BinomialCdf(long k, long n, double p) =>
        k < 0 ? 0 : k >= n ? 1 : SpecialFunctions.BetaCdf(n - k, k + 1, 1 - p);
}
