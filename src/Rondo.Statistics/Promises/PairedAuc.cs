namespace Rondo.Statistics;

/// <summary>Challenger minus champion, with its interval and the probability of a difference this large by chance.</summary>
/// <param name="Difference">Challenger minus champion.</param>
/// <param name="P">Two-sided p-value; NaN where undefined.</param>
public readonly record struct PairedDifference(Estimate Difference, double P)
{
    /// <summary>Standard error of the difference; NaN where the test has none.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>The difference in standard errors; NaN where the test has none.</summary>
    public double Z => Difference.Value / StandardError;
}

/// <summary>Difference of two ROC areas on the same rows.</summary>
public static class PairedAuc
{
    /// <summary>DeLong's paired test: knows that the two models saw the same rows, so it needs far fewer of them. O(n log n).</summary>
    /// <param name="champion">Scores of the model in use.</param>
    /// <param name="challenger">Scores of the model that wants its place, for the same rows.</param>
    /// <param name="truth">What came true.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <returns>Undefined where one class is missing or a score is NaN.</returns>
    /// <remarks>Source: DeLong, DeLong and Clarke-Pearson 1988.</remarks>
    public static PairedDifference DeLong(ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger, ReadOnlySpan<bool> truth, double level = 0.95)
    {
        Check.Level(level);
        Check.SameLength(champion.Length, truth.Length);
        Check.SameLength(challenger.Length, truth.Length);
        var n = truth.Length;
        long positives = Check.CountTrue(truth), negatives = n - positives;
        if (positives == 0 || negatives == 0 || Check.HasNaN(champion) || Check.HasNaN(challenger))
        {
            return new PairedDifference(Estimate.Undefined(n, "delong"), double.NaN);
        }

        var first = Placements(champion, truth);
        var second = Placements(challenger, truth);
        double sumPositive = 0, sumNegative = 0, squarePositive = 0, squareNegative = 0;
        for (var i = 0; i < n; i++)
        {
            var d = second[i] - first[i];
            if (truth[i])
            {
                sumPositive += d;
                squarePositive += d * d;
            }
            else
            {
                sumNegative += d;
                squareNegative += d * d;
            }
        }

        var difference = sumPositive / positives;
        var variance = VarianceOfMean(sumPositive, squarePositive, positives) + VarianceOfMean(sumNegative, squareNegative, negatives);
        if (variance <= 1e-18)
        {
            // Two models that order all rows alike: no difference and no doubt about it.
            return new PairedDifference(new Estimate(difference, n, difference, difference, level, "delong"), difference == 0 ? 1 : double.NaN);
        }

        var se = Math.Sqrt(variance);
        var half = Distributions.Z(level) * se;
        return new PairedDifference(new Estimate(difference, n, Math.Max(-1, difference - half), Math.Min(1, difference + half), level, "delong"), Distributions.TwoSided(difference / se)) { StandardError = se };
    }

    private static double VarianceOfMean(double sum, double square, long n) =>
        n < 2 ? 0 : Math.Max(0, (square - (sum * sum / n)) / (n - 1) / n);

    // For a positive the share of negatives below it, for a negative the share of positives above it; ties half.
    private static double[] Placements(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        var sorted = scores.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        double positives = Check.CountTrue(truth), negatives = truth.Length - positives;
        var result = new double[sorted.Length];
        double positivesBelow = 0, negativesBelow = 0;
        for (var start = 0; start < sorted.Length;)
        {
            int end = start, positivesHere = 0;
            for (; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
                positivesHere += truth[order[end]] ? 1 : 0;
            }

            var negativesHere = end - start - positivesHere;
            for (var k = start; k < end; k++)
            {
                result[order[k]] = truth[order[k]]
                    ? (negativesBelow + (0.5 * negativesHere)) / negatives
                    : (positives - positivesBelow - (0.5 * positivesHere)) / positives;
            }

            positivesBelow += positivesHere;
            negativesBelow += negativesHere;
            start = end;
        }

        return result;
    }
}

internal sealed class PairedAucStatistic() : Statistic(
    new Descriptor
    {
        Id = "paired_auc",
        Name = "Difference of two ROC areas",
        Family = "Promises",
        Meaning = "By how much the challenger orders the same rows better than the champion, and whether that could be luck.",
        Unit = "probability",
        Range = (-1, 1),
        Direction = Direction.HigherIsBetter,
        Inputs =
        [
            new Input("champion", Shape.Numbers, "Scores of the model in use."),
            new Input("challenger", Shape.Numbers, "Scores of the model that wants its place.", SameLengthAs: "champion"),
            new Input("truth", Shape.Flags, "What came true: 1 is positive.", SameLengthAs: "champion"),
        ],
        Parameters = [CommonParameters.Level],
        MinimumSample = 2,
        EdgeCases = "Undefined where the truth holds one class only. Two models with the same order differ by 0 with p = 1.",
        Source = "DeLong, DeLong and Clarke-Pearson 1988.",
        Example = """{"champion": [0.9, 0.2, 0.7, 0.6, 0.5, 0.4], "challenger": [0.9, 0.8, 0.7, 0.6, 0.2, 0.1], "truth": [1, 1, 1, 0, 0, 0]}""",
    },
    inputs =>
    {
        var paired = PairedAuc.DeLong(inputs.Numbers("champion"), inputs.Numbers("challenger"), inputs.Flags("truth"), inputs.Number("level"));
        return StatisticResult.Of(paired.Difference, ("p", paired.P));
    });
