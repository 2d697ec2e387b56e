using Rondo.Engines.Learning;

namespace Rondo.Engines.Decisions;

/// <summary>How sure an answer is, in one word.</summary>
/// <remarks>
/// By the distance of score and threshold in log-odds: from 2 on (odds 7.4 times as good as at the threshold)
/// <c>sure</c>, from 0.7 on (twice as good) <c>likely</c>, else <c>unsure</c>. Log-odds, because 0.98 and 0.99 are
/// further apart than 0.50 and 0.51.
/// </remarks>
public static class Confidence
{
    /// <summary>Not sure at all.</summary>
    public const string Unsure = "unsure";
    private const double SureFrom = 2;
    private const double LikelyFrom = 0.7;

    /// <summary>The word for a score.</summary>
    /// <param name="score">Calibrated score, 0 to 1.</param>
    /// <param name="threshold">From where on the answer is "yes", 0 to 1.</param>
    public static string Word(double score, double threshold) => Math.Abs(Probabilities.LogOdds(score) - Probabilities.LogOdds(threshold)) switch
    {
        >= SureFrom => "sure",
        >= LikelyFrom => "likely",
        _ => Unsure,
    };
}
