namespace Rondo.Statistics;

/// <summary>Mean squared distance between the stated probability and what came true.</summary>
public static class BrierScore
{
    /// <summary>Brier score with a bootstrap interval over rows.</summary>
    /// <param name="scores">Stated probabilities, in [0, 1].</param>
    /// <param name="truth">As long as <paramref name="scores"/>; true is positive.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples; 0 gives no interval.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined on no rows or where a score is not finite.</returns>
    /// <remarks>Source: Brier 1950.</remarks>
    public static Estimate Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double level = 0.95, int resamples = 200, ulong seed = 1)
    {
        Check.Level(level);
        Check.SameLength(scores.Length, truth.Length);
        var losses = new double[scores.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            var d = scores[i] - (truth[i] ? 1 : 0);
            losses[i] = d * d;
        }

        return Bootstrap.Mean(losses, resamples, level, seed);
    }

    /// <summary>
    /// Murphy's parts over the distinct scores, or over bins where there are many: Brier = reliability - resolution +
    /// uncertainty (exact where each bin holds one score).
    /// </summary>
    /// <param name="scores">Stated probabilities, in [0, 1].</param>
    /// <param name="truth">What came true.</param>
    /// <param name="bins">Bins of equal width; 0 takes each distinct score as a bin.</param>
    /// <returns>Reliability (lower is better), resolution (higher is better), uncertainty (not the model's doing). NaN on no rows.</returns>
    /// <remarks>Source: Murphy 1973.</remarks>
    public static (double Reliability, double Resolution, double Uncertainty) Decompose(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, int bins = 0)
    {
        Check.SameLength(scores.Length, truth.Length);
        var cells = new Dictionary<double, (double Score, long Positives, long N)>();
        for (var i = 0; i < scores.Length; i++)
        {
            var key = bins > 0 ? EqualWidth.BinOf(scores[i], bins) : scores[i];
            var cell = cells.GetValueOrDefault(key);
            cells[key] = (cell.Score + scores[i], cell.Positives + (truth[i] ? 1 : 0), cell.N + 1);
        }

        double n = scores.Length, rate = Check.CountTrue(truth) / n, reliability = 0, resolution = 0;
        foreach (var (score, positives, count) in cells.Values)
        {
            var observed = (double)positives / count;
            reliability += count * Math.Pow((score / count) - observed, 2);
            resolution += count * Math.Pow(observed - rate, 2);
        }

        return (reliability / n, resolution / n, rate * (1 - rate));
    }
}

internal sealed class BrierScoreStatistic() : Statistic(
    new Descriptor
    {
        Id = "brier_score",
        Name = "Brier score",
        Family = "Promises",
        Meaning = "How far the stated probabilities are from what came true, squared and averaged: 0 is perfect, always saying 0.5 gives 0.25.",
        Unit = "squared probability",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ProbabilitiesAndTruth,
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined on empty input and where a score is not finite.",
        Source = "Brier 1950; Murphy 1973 (parts).",
        Example = """{"scores": [0.9, 0.8, 0.3, 0.1], "truth": [1, 1, 0, 0]}""",
    },
    inputs =>
    {
        double[] scores = inputs.Numbers("scores");
        bool[] truth = inputs.Flags("truth");
        var (reliability, resolution, uncertainty) = BrierScore.Decompose(scores, truth);
        return StatisticResult.Of(
            BrierScore.Of(scores, truth, inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed()),
            ("reliability", reliability), ("resolution", resolution), ("uncertainty", uncertainty));
    });
