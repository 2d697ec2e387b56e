namespace Rondo.Statistics;

/// <summary>How large a distance gets by the luck of the draw alone: thresholds that know the sample size.</summary>
public static class DriftThreshold
{
    /// <summary>PSI that is exceeded without any change with probability 1 - level: (1/n + 1/m) times a chi-square quantile.</summary>
    /// <param name="bins">Number of bins, at least 1; one bin cannot change and gives 0.</param>
    /// <param name="nReference">Rows of the reference, at least 1.</param>
    /// <param name="nCurrent">Rows now, at least 1.</param>
    /// <param name="level">For example 0.95; raise it when many features are watched.</param>
    /// <remarks>Source: Yurdakul 2018. Good from about five expected rows a bin.</remarks>
    public static double Psi(int bins, long nReference, long nCurrent, double level = 0.95)
    {
        Check.Level(level);
        return nReference < 1 || nCurrent < 1 ? double.NaN : ((1.0 / nReference) + (1.0 / nCurrent)) * Distributions.ChiSquareQuantile(level, bins - 1);
    }

    /// <summary>Jensen-Shannon distance (base 2) that is exceeded without any change with probability 1 - level.</summary>
    /// <inheritdoc cref="Psi"/>
    /// <remarks>For small changes the divergence is PSI / (8 ln 2).</remarks>
    public static double JensenShannon(int bins, long nReference, long nCurrent, double level = 0.95) =>
        Math.Sqrt(Psi(bins, nReference, nCurrent, level) / (8 * Math.Log(2)));

    /// <summary>Kolmogorov-Smirnov statistic that is exceeded without any change with probability 1 - level.</summary>
    /// <param name="nReference">Rows of the reference, at least 1.</param>
    /// <param name="nCurrent">Rows now, at least 1.</param>
    /// <param name="level">For example 0.95.</param>
    /// <remarks>Asymptotic; conservative where values are tied. Source: Smirnov 1948.</remarks>
    public static double KolmogorovSmirnov(long nReference, long nCurrent, double level = 0.95)
    {
        Check.Level(level);
        var scale = Math.Sqrt((1.0 / nReference) + (1.0 / nCurrent));
        return Math.Min(1, Roots.Bisect(x => 1 - level - Statistics.KolmogorovSmirnov.AsymptoticTail(x), 0.2, 5) * scale);
    }

    /// <summary>
    /// Any distance: the quantile of what it takes on windows drawn at random from the reference itself, without replacement
    /// where they fit. Needs no theory, only time.
    /// </summary>
    /// <param name="reference">Reference values.</param>
    /// <param name="window">Rows of a window.</param>
    /// <param name="distance">Distance of a window from the whole reference.</param>
    /// <param name="level">For example 0.95.</param>
    /// <param name="draws">How many windows to draw.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static double Resampled(ReadOnlySpan<double> reference, int window, Func<double[], double> distance, double level = 0.95, int draws = 500, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(distance);
        Check.Level(level);
        if (reference.IsEmpty || window < 1)
        {
            return double.NaN;
        }

        var random = new SeededRandom(seed);
        var distances = new double[draws];
        var sample = new double[window];
        for (var d = 0; d < draws; d++)
        {
            for (var i = 0; i < window; i++)
            {
                sample[i] = reference[random.NextInt(reference.Length)];
            }

            distances[d] = distance(sample);
        }

        return Quantiles.Of(distances, level);
    }
}
