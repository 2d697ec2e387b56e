namespace Rondo.Statistics;

/// <summary>Random counts of cells whose shares are known: a bootstrap sample of a table without touching its rows.</summary>
internal static class Multinomial
{
    /// <summary>Values of a measure over resampled confusion counts, ascending, undefined ones left out.</summary>
    internal static double[] Draws(ConfusionCounts counts, Func<ConfusionCounts, double> measure, int resamples, ulong seed)
    {
        var random = new SeededRandom(seed);
        var values = new List<double>(resamples);
        Span<long> cells = [counts.Tp, counts.Fp, counts.Fn, counts.Tn];
        Span<long> drawn = stackalloc long[4];
        for (var r = 0; r < resamples; r++)
        {
            Fill(cells, counts.N, drawn, random);
            var value = measure(new ConfusionCounts(drawn[0], drawn[1], drawn[2], drawn[3]));
            if (!double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>Draws <paramref name="draws"/> units in proportion to <paramref name="cells"/>.</summary>
    internal static void Fill(ReadOnlySpan<long> cells, long draws, Span<long> result, SeededRandom random)
    {
        double rest = 0;
        foreach (var cell in cells)
        {
            rest += cell;
        }

        var left = draws;
        for (var i = 0; i < cells.Length; i++)
        {
            result[i] = left == 0 ? 0 : Binomial(left, rest <= 0 ? 0 : Math.Min(1, cells[i] / rest), random);
            left -= result[i];
            rest -= cells[i];
        }
    }

    /// <summary>A binomial draw: by inversion where few are expected, else by splitting at a beta-distributed order statistic.</summary>
    internal static long Binomial(long n, double p, SeededRandom random)
    {
        if (p >= 1)
        {
            return n;
        }

        if (p <= 0 || n == 0)
        {
            return 0;
        }

        if (p > 0.5)
        {
            return n - Binomial(n, 1 - p, random);
        }

        // Devroye 1986, X.4.3: the median order statistic of n uniforms is beta distributed and halves the problem.
        long successes = 0;
        while (n * p > 12)
        {
            var i = (n + 1) / 2;
            var y = Beta(i, n + 1 - i, random);
            if (y <= p)
            {
                successes += i;
                n -= i;
                p = (p - y) / (1 - y);
            }
            else
            {
                n = i - 1;
                p /= y;
            }
        }

        return successes + (p >= 1 ? n : Inversion(n, p, random));
    }

    /// <summary>A gamma draw with rate 1 (Marsaglia and Tsang 2000).</summary>
    internal static double Gamma(double shape, SeededRandom random)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1, random) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextNormal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>A beta draw.</summary>
    internal static double Beta(double a, double b, SeededRandom random)
    {
        var x = Gamma(a, random);
        return x / (x + Gamma(b, random));
    }

    private static long Inversion(long n, double p, SeededRandom random)
    {
        var term = Math.Exp(n * Math.Log(1 - p));
        var u = random.NextDouble();
        var odds = p / (1 - p);
        for (long k = 0; k < n; k++)
        {
            if (u < term)
            {
                return k;
            }

            u -= term;
            term *= odds * (n - k) / (k + 1);
            if (term <= 0)
            {
                return k;
            }
        }

        return n;
    }
}
