namespace Rondo.Statistics;

/// <summary>
/// Chooses a threshold so that the expected loss on a new row stays below a limit: like conformal prediction, for any loss
/// between 0 and 1 that falls as the threshold falls, for example the miss rate.
/// </summary>
/// <remarks>Source: Angelopoulos, Bates, Fisch, Lei and Schuster 2024.</remarks>
public static class ConformalRiskControl
{
    /// <summary>Largest threshold whose expected loss stays within the limit.</summary>
    /// <param name="thresholds">Candidates, ascending.</param>
    /// <param name="loss">Mean loss on the calibration rows at a threshold, in [0, 1], never falling as the threshold rises.</param>
    /// <param name="rows">Number of calibration rows.</param>
    /// <param name="limit">Largest expected loss, in (0, 1).</param>
    /// <returns>NaN where not even the smallest candidate is safe.</returns>
    public static double Threshold(ReadOnlySpan<double> thresholds, Func<double, double> loss, int rows, double limit)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var best = double.NaN;
        foreach (var threshold in thresholds)
        {
            // One more row could have the worst loss of 1.
            if (((rows * loss(threshold)) + 1) / (rows + 1) > limit)
            {
                break;
            }

            best = threshold;
        }

        return best;
    }

    /// <summary>Threshold at which a new positive is missed with at most a given probability.</summary>
    /// <param name="positiveScores">Scores of the calibration positives.</param>
    /// <param name="missRate">Largest probability of a miss.</param>
    public static double ForMissRate(ReadOnlySpan<double> positiveScores, double missRate = 0.1)
    {
        var sorted = SortedColumn.Of(positiveScores);
        return Threshold(sorted, t => (double)SortedColumn.CountBelow(sorted, t) / sorted.Length, sorted.Length, missRate);
    }
}
