namespace Rondo.Statistics;

/// <summary>Whether two classifiers err equally often on the same rows.</summary>
public static class McNemar
{
    /// <summary>Exact two-sided test on the rows where exactly one of the two is right.</summary>
    /// <param name="onlyFirstRight">Rows that only the first got right.</param>
    /// <param name="onlySecondRight">Rows that only the second got right.</param>
    /// <returns>p in (0, 1]; 1 where they never disagree.</returns>
    /// <remarks>Source: McNemar 1947; exact binomial form.</remarks>
    public static double Exact(long onlyFirstRight, long onlySecondRight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirstRight);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecondRight);
        var n = onlyFirstRight + onlySecondRight;
        return n == 0 ? 1 : Math.Min(1, 2 * Distributions.BinomialCdf(Math.Min(onlyFirstRight, onlySecondRight), n, 0.5));
    }

    /// <summary>Exact test on two sets of decisions for the same rows; the difference is challenger accuracy minus champion accuracy.</summary>
    /// <param name="champion">Decisions of the model in use.</param>
    /// <param name="challenger">Decisions of the model that wants its place.</param>
    /// <param name="truth">What came true.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static PairedDifference Exact(ReadOnlySpan<bool> champion, ReadOnlySpan<bool> challenger, ReadOnlySpan<bool> truth, double level = 0.95)
    {
        Check.Level(level);
        Check.SameLength(champion.Length, truth.Length);
        Check.SameLength(challenger.Length, truth.Length);
        long onlyChampion = 0, onlyChallenger = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            var first = champion[i] == truth[i];
            var second = challenger[i] == truth[i];
            onlyChampion += first && !second ? 1 : 0;
            onlyChallenger += second && !first ? 1 : 0;
        }

        var n = truth.Length;
        if (n == 0)
        {
            return new PairedDifference(Estimate.Undefined(0, "tango"), double.NaN);
        }

        return new PairedDifference(Tango(onlyChallenger, onlyChampion, n, level), Exact(onlyChampion, onlyChallenger));
    }

    // Tango's 1998 score interval for the difference of paired proportions (b - c) / n: where the score reaches z.
    private static Estimate Tango(long b, long c, long n, double level)
    {
        var z = Distributions.Z(level);
        double Score(double delta)
        {
            var linear = -b - c + (((2.0 * n) - b + c) * delta);
            var constant = -c * delta * (1 - delta);
            var q = (Math.Sqrt(Math.Max(0, (linear * linear) - (8.0 * n * constant))) - linear) / (4.0 * n);
            var variance = n * ((2 * q) + (delta * (1 - delta)));
            return variance <= 0 ? (b - c - (n * delta) >= 0 ? double.PositiveInfinity : double.NegativeInfinity) : (b - c - (n * delta)) / Math.Sqrt(variance);
        }

        var value = (double)(b - c) / n;
        var low = value <= -1 ? -1 : Roots.Bisect(d => Score(d) - z, -1, value);
        var high = value >= 1 ? 1 : Roots.Bisect(d => Score(d) + z, value, 1);
        return new Estimate(value, n, low, high, level, "tango");
    }
}

internal sealed class McNemarStatistic() : Statistic(
    new Descriptor
    {
        Id = "mcnemar",
        Name = "McNemar's test",
        Family = "Promises",
        Meaning = "By how much the challenger is right more often than the champion on the same rows, and whether that could be luck.",
        Unit = "share",
        Range = (-1, 1),
        Direction = Direction.HigherIsBetter,
        Inputs =
        [
            new Input("champion", Shape.Flags, "Decisions of the model in use."),
            new Input("challenger", Shape.Flags, "Decisions of the model that wants its place.", SameLengthAs: "champion"),
            new Input("truth", Shape.Flags, "What came true.", SameLengthAs: "champion"),
        ],
        Parameters = [CommonParameters.Level],
        EdgeCases = "Undefined on empty input. Two models that never differ in being right give 0 and p = 1.",
        Source = "McNemar 1947 (exact binomial p); Tango 1998 (interval).",
        Example = """{"champion": [1, 0, 0, 1, 0, 1], "challenger": [1, 1, 0, 1, 1, 1], "truth": [1, 1, 0, 1, 1, 0]}""",
    },
    inputs =>
    {
        var paired = McNemar.Exact(inputs.Flags("champion"), inputs.Flags("challenger"), inputs.Flags("truth"), inputs.Number("level"));
        return StatisticResult.Of(paired.Difference, ("p", paired.P));
    });
