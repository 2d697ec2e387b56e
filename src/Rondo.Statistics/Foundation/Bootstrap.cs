namespace Rondo.Statistics;

/// <summary>
/// The bootstrap: draw the sampling units (rows, items, customers) again with replacement, compute again, and read the
/// interval off the spread. Seeded, so that the same call gives the same interval.
/// </summary>
/// <remarks>Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapters 13 and 14.</remarks>
public static class Bootstrap
{
    /// <summary>Percentile interval of a statistic of <paramref name="units"/> sampling units.</summary>
    /// <param name="units">How many sampling units there are; at least 0.</param>
    /// <param name="statistic">
    /// Value from the number of times each unit was drawn (a span of length <paramref name="units"/>; all ones is the data
    /// themselves). NaN where a draw leaves it undefined; such draws are left out.
    /// </param>
    /// <param name="resamples">How many times to draw; 0 gives no interval.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined when the statistic is undefined on the data.</returns>
    public static Estimate Percentile(int units, Func<ReadOnlySpan<int>, double> statistic, int resamples = 1000, double level = 0.95, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var weights = new int[units];
        Array.Fill(weights, 1);
        var value = units == 0 ? double.NaN : statistic(weights);
        return FromDraws(value, units, Draw(weights, statistic, resamples, seed, value), level, "bootstrap");
    }

    /// <summary>
    /// Bias-corrected and accelerated interval: second-order accurate where the percentile interval leans, at the price of
    /// one more evaluation per unit.
    /// </summary>
    /// <inheritdoc cref="Percentile"/>
    public static Estimate Bca(int units, Func<ReadOnlySpan<int>, double> statistic, int resamples = 2000, double level = 0.95, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var weights = new int[units];
        Array.Fill(weights, 1);
        var value = units == 0 ? double.NaN : statistic(weights);
        if (double.IsNaN(value))
        {
            return Estimate.Undefined(units, "bca");
        }

        var jackknife = new double[units];
        for (var i = 0; i < units; i++)
        {
            weights[i] = 0;
            jackknife[i] = statistic(weights);
            weights[i] = 1;
        }

        var draws = Draw(weights, statistic, resamples, seed, value);
        if (draws.Length == 0)
        {
            return FromDraws(value, units, draws, level, "bca");
        }

        var below = draws.Count(d => d < value) + (0.5 * draws.Count(d => d == value));
        var bias = Distributions.NormalQuantile(Math.Clamp(below / draws.Length, 0.5 / draws.Length, 1 - (0.5 / draws.Length)));
        var mean = jackknife.Average();
        var cubes = jackknife.Sum(j => Math.Pow(mean - j, 3));
        var squares = jackknife.Sum(j => Math.Pow(mean - j, 2));
        var acceleration = squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
        var z = Distributions.Z(level);
        double Shifted(double q) => Distributions.NormalCdf(bias + ((bias + q) / (1 - (acceleration * (bias + q)))));
        return new Estimate(value, units, Quantiles.OfSorted(draws, Shifted(-z)), Quantiles.OfSorted(draws, Shifted(z)), level, "bca");
    }

    /// <summary>Mean of <paramref name="values"/> with a bootstrap interval.</summary>
    public static Estimate Mean(ReadOnlySpan<double> values, int resamples = 1000, double level = 0.95, ulong seed = 1)
    {
        var copy = values.ToArray();
        return Percentile(copy.Length, weights => WeightedMean(copy, weights), resamples, level, seed);
    }

    /// <summary>Makes an estimate from a value and the values of its resamples, in ascending order.</summary>
    internal static Estimate FromDraws(double value, long n, double[] draws, double level, string method)
    {
        if (double.IsNaN(value))
        {
            return Estimate.Undefined(n, method);
        }

        if (draws.Length == 0)
        {
            return new Estimate(value, n, double.NaN, double.NaN, level, "none");
        }

        return new Estimate(value, n, Quantiles.OfSorted(draws, 0.5 - (level / 2)), Quantiles.OfSorted(draws, 0.5 + (level / 2)), level, method);
    }

    internal static double WeightedMean(ReadOnlySpan<double> values, ReadOnlySpan<int> weights)
    {
        double sum = 0;
        long total = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * weights[i];
            total += weights[i];
        }

        return sum / total;
    }

    private static double[] Draw(int[] weights, Func<ReadOnlySpan<int>, double> statistic, int resamples, ulong seed, double value)
    {
        if (double.IsNaN(value))
        {
            return [];
        }

        var random = new SeededRandom(seed);
        var draws = new List<double>(resamples);
        for (var r = 0; r < resamples; r++)
        {
            Resample.Fill(weights, random);
            var draw = statistic(weights);
            if (!double.IsNaN(draw))
            {
                draws.Add(draw);
            }
        }

        var sorted = draws.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
