namespace Rondo.Statistics;

/// <summary>The band in which a measure lived on the chunks of the reference.</summary>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct ChunkThresholds(double Low, double High)
{
    /// <summary>Mean plus and minus a number of standard deviations of the chunks, cut to what is possible.</summary>
    /// <param name="values">Value of each reference chunk; NaN is left out.</param>
    /// <param name="deviations">3 is the convention of control charts (Shewhart 1931), not a truth.</param>
    /// <param name="lowest">Smallest possible value.</param>
    /// <param name="highest">Largest possible value.</param>
    /// <returns>NaN limits where there is no value.</returns>
    public static ChunkThresholds Of(ReadOnlySpan<double> values, double deviations = 3, double lowest = 0, double highest = 1)
    {
        var kept = SortedColumn.Of(values);
        if (kept.Length == 0)
        {
            return new ChunkThresholds(double.NaN, double.NaN);
        }

        double mean = Spread.Mean(kept), deviation = Math.Sqrt(Spread.SumOfSquares(kept) / kept.Length);
        return new ChunkThresholds(Math.Max(lowest, mean - (deviations * deviation)), Math.Min(highest, mean + (deviations * deviation)));
    }

    /// <summary>True where a value lies outside the band; an undefined value or band raises no alarm.</summary>
    public bool IsOutside(double value) => value < Low || value > High;
}
