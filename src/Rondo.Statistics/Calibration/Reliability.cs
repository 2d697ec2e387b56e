namespace Rondo.Statistics;

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="Low">Lower edge.</param>
/// <param name="High">Upper edge.</param>
/// <param name="MeanScore">Mean stated probability; NaN where the bin is empty.</param>
/// <param name="Observed">Share that came true, with its Wilson interval; n is the number of rows.</param>
public readonly record struct ReliabilityBin(double Low, double High, double MeanScore, Estimate Observed)
{
    /// <summary>True where the mean stated probability lies outside the interval of the observed share.</summary>
    public bool IsOff => Observed.IsDefined && (MeanScore < Observed.Low || MeanScore > Observed.High);
}

/// <summary>What was said against what came true, bin by bin.</summary>
public static class Reliability
{
    /// <summary>Bins of equal width over [0, 1].</summary>
    /// <param name="scores">Stated probabilities, in [0, 1].</param>
    /// <param name="truth">As long as <paramref name="scores"/>; true is positive.</param>
    /// <param name="bins">How many; at least 1.</param>
    /// <param name="level">Coverage of the intervals.</param>
    /// <returns>One entry a bin, empty bins included.</returns>
    public static IReadOnlyList<ReliabilityBin> Bins(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, int bins = 10, double level = 0.95)
    {
        Check.SameLength(scores.Length, truth.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var sums = new double[bins];
        var counts = new long[bins];
        var positives = new long[bins];
        for (var i = 0; i < scores.Length; i++)
        {
            var bin = EqualWidth.BinOf(scores[i], bins);
            sums[bin] += scores[i];
            counts[bin]++;
            positives[bin] += truth[i] ? 1 : 0;
        }

        var result = new ReliabilityBin[bins];
        for (var b = 0; b < bins; b++)
        {
            result[b] = new ReliabilityBin((double)b / bins, (b + 1.0) / bins, sums[b] / counts[b], Proportion.Wilson(positives[b], counts[b], level));
        }

        return result;
    }

    /// <summary>Bins of equal row counts: edges follow the scores, equal scores stay together.</summary>
    /// <inheritdoc cref="Bins"/>
    public static IReadOnlyList<ReliabilityBin> EqualMass(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, int bins = 10, double level = 0.95)
    {
        Check.SameLength(scores.Length, truth.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] sorted = scores.ToArray();
        bool[] outcome = truth.ToArray();
        Array.Sort(sorted, outcome);
        var result = new List<ReliabilityBin>(bins);
        for (int b = 0, start = 0; b < bins && start < sorted.Length; b++)
        {
            var end = Math.Max(start, (int)((long)sorted.Length * (b + 1) / bins));
            while (end > start && end < sorted.Length && sorted[end] == sorted[end - 1])
            {
                end++;
            }

            if (end == start)
            {
                continue;
            }

            var positives = Check.CountTrue(outcome.AsSpan(start, end - start));
            double sum = 0;
            for (var i = start; i < end; i++)
            {
                sum += sorted[i];
            }

            result.Add(new ReliabilityBin(sorted[start], sorted[end - 1], sum / (end - start), Proportion.Wilson(positives, end - start, level)));
            start = end;
        }

        return result;
    }
}
