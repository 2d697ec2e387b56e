namespace Rondo.Statistics;

/// <summary>Mean surprise, in nats, of what came true under the stated probability.</summary>
public static class LogLoss
{
    // The smallest step of a double at 1: a probability of exactly 0 or 1 that is wrong costs 36 nats, not infinity.
    private const double Floor = 2.220446049250313e-16;

    /// <summary>Log loss with a bootstrap interval over rows.</summary>
    /// <param name="scores">Stated probabilities; clipped to [2.2e-16, 1 - 2.2e-16].</param>
    /// <param name="truth">As long as <paramref name="scores"/>; true is positive.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples; 0 gives no interval.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined on no rows or where a score is not finite.</returns>
    /// <remarks>Source: Good 1952, "Rational decisions".</remarks>
    public static Estimate Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double level = 0.95, int resamples = 200, ulong seed = 1)
    {
        Check.Level(level);
        Check.SameLength(scores.Length, truth.Length);
        var losses = new double[scores.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            losses[i] = OfOne(scores[i], truth[i]);
        }

        return Bootstrap.Mean(losses, resamples, level, seed);
    }

    internal static double OfOne(double score, bool truth)
    {
        var p = Math.Clamp(score, Floor, 1 - Floor);
        return truth ? -Math.Log(p) : -Math.Log(1 - p);
    }
}

internal sealed class LogLossStatistic() : Statistic(
    new Descriptor
    {
        Id = "log_loss",
        Name = "Log loss",
        Family = "Promises",
        Meaning = "How surprised the model is by what came true; being sure and wrong costs most.",
        Unit = "nats",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = CommonParameters.ProbabilitiesAndTruth,
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined on empty input and where a score is not finite. Probabilities of exactly 0 or 1 are clipped to 2.2e-16.",
        Source = "Good 1952.",
        Example = """{"scores": [0.9, 0.8, 0.3, 0.1], "truth": [1, 1, 0, 0]}""",
    },
    inputs => StatisticResult.Of(LogLoss.Of(
        inputs.Numbers("scores"), inputs.Flags("truth"), inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed())));
