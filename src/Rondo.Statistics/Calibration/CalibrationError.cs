namespace Rondo.Statistics;

/// <summary>Expected calibration error: how far stated probabilities are from observed shares, averaged over bins.</summary>
public static class CalibrationError
{
    /// <summary>ECE over bins of equal width: the sum over bins of n_b / n times |mean truth - mean score|.</summary>
    /// <param name="scores">Stated probabilities, in [0, 1].</param>
    /// <param name="truth">As long as <paramref name="scores"/>; true is positive.</param>
    /// <param name="bins">How many bins; at least 1.</param>
    /// <param name="level">Coverage of the interval.</param>
    /// <param name="resamples">Bootstrap samples; 0 gives no interval.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined on no rows or where a score is not finite.</returns>
    /// <remarks>
    /// Biased upward: a perfect model scores about sqrt(bins / n), so the interval of a good model lies above 0. See
    /// <see cref="Debiased"/>. Source: Naeini, Cooper and Hauskrecht 2015.
    /// </remarks>
    public static Estimate Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, int bins = 10, double level = 0.95, int resamples = 200, ulong seed = 1)
    {
        Check.Level(level);
        Check.SameLength(scores.Length, truth.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (scores.IsEmpty || Check.HasNonFinite(scores))
        {
            return Estimate.Undefined(scores.Length, "bootstrap");
        }

        var bin = new int[scores.Length];
        var gap = new double[scores.Length];
        for (var i = 0; i < bin.Length; i++)
        {
            bin[i] = EqualWidth.BinOf(scores[i], bins);
            gap[i] = (truth[i] ? 1 : 0) - scores[i];
        }

        return Bootstrap.Percentile(bin.Length, weights => Value(bin, gap, weights, bins), resamples, level, seed);
    }

    /// <summary>ECE over bins of equal row counts, without interval.</summary>
    /// <param name="scores">Stated probabilities, in [0, 1].</param>
    /// <param name="truth">What came true.</param>
    /// <param name="bins">How many bins.</param>
    public static double EqualMass(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, int bins = 10)
    {
        double sum = 0;
        foreach (var bin in Reliability.EqualMass(scores, truth, bins))
        {
            sum += bin.Observed.N * Math.Abs(bin.Observed.Value - bin.MeanScore);
        }

        return sum / scores.Length;
    }

    /// <summary>
    /// Squared calibration error over equal-mass bins with each bin's sampling noise subtracted, floored at 0, as its
    /// square root: 0 in expectation (up to the floor) for a perfect model of any sample size.
    /// </summary>
    /// <inheritdoc cref="EqualMass"/>
    /// <remarks>Source: Kumar, Liang and Ma, "Verified uncertainty calibration", 2019, section 4.2.</remarks>
    public static double Debiased(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, int bins = 10)
    {
        double sum = 0;
        foreach (var bin in Reliability.EqualMass(scores, truth, bins))
        {
            double n = bin.Observed.N, observed = bin.Observed.Value;
            var noise = n > 1 ? observed * (1 - observed) / (n - 1) : 0;
            sum += n * (Math.Pow(observed - bin.MeanScore, 2) - noise);
        }

        return Math.Sqrt(Math.Max(0, sum / scores.Length));
    }

    private static double Value(int[] bin, double[] gap, ReadOnlySpan<int> weights, int bins)
    {
        Span<double> sums = bins <= 256 ? stackalloc double[bins] : new double[bins];
        sums.Clear();
        long total = 0;
        for (var i = 0; i < bin.Length; i++)
        {
            sums[bin[i]] += weights[i] * gap[i];
            total += weights[i];
        }

        double sum = 0;
        foreach (var s in sums)
        {
            sum += Math.Abs(s);
        }

        return sum / total;
    }
}

internal sealed class CalibrationErrorStatistic() : Statistic(
    new Descriptor
    {
        Id = "ece",
        Name = "Expected calibration error",
        Family = "Calibration",
        Meaning = "How far a stated 70 % is from being right 70 % of the time, averaged over all stated probabilities.",
        Unit = "probability",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ProbabilitiesAndTruth,
        Parameters = [CommonParameters.Bins, CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined on empty input and where a score is not finite. A perfect model of few rows does not score 0: see the debiased value beside it.",
        Source = "Naeini, Cooper and Hauskrecht 2015; Kumar, Liang and Ma 2019 (debiased).",
        Example = """{"scores": [0.95, 0.85, 0.7, 0.4, 0.2, 0.1], "truth": [1, 1, 0, 1, 0, 0]}""",
    },
    inputs =>
    {
        double[] scores = inputs.Numbers("scores");
        bool[] truth = inputs.Flags("truth");
        var bins = inputs.Integer("bins");
        return StatisticResult.Of(
            CalibrationError.Of(scores, truth, bins, inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed()),
            ("equal_mass", CalibrationError.EqualMass(scores, truth, bins)), ("debiased", CalibrationError.Debiased(scores, truth, bins)));
    });
