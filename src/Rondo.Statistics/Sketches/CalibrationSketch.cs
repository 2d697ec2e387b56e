namespace Rondo.Statistics;

/// <summary>
/// Score bins of equal width with their outcomes: reliability, calibration error, Brier score (up to the bin width) and,
/// where outcomes are missing, the count of pending rows. Merges exactly.
/// </summary>
public sealed class CalibrationSketch
{
    private const byte Kind = 7, Version = 1;
    private readonly double[] _scores;
    private readonly long[] _counts;
    private readonly long[] _positives;

    /// <summary>Makes an empty sketch.</summary>
    /// <param name="bins">Bins of equal width over [0, 1].</param>
    public CalibrationSketch(int bins = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        _scores = new double[bins];
        _counts = new long[bins];
        _positives = new long[bins];
    }

    /// <summary>Rows with an outcome.</summary>
    public long Count => Shares.Total(_counts);

    /// <summary>Adds a row.</summary>
    public void Add(double score, bool truth)
    {
        var bin = EqualWidth.BinOf(score, _counts.Length);
        _scores[bin] += score;
        _counts[bin]++;
        _positives[bin] += truth ? 1 : 0;
    }

    /// <summary>Adds all rows of another sketch with as many bins.</summary>
    public void Merge(CalibrationSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Check.SameLength(_counts.Length, other._counts.Length);
        for (var b = 0; b < _counts.Length; b++)
        {
            _scores[b] += other._scores[b];
            _counts[b] += other._counts[b];
            _positives[b] += other._positives[b];
        }
    }

    /// <summary>Reliability, bin by bin.</summary>
    public IReadOnlyList<ReliabilityBin> Bins(double level = 0.95)
    {
        double width = 1.0 / _counts.Length;
        return [.. _counts.Select((n, b) => new ReliabilityBin(b * width, (b + 1) * width, _scores[b] / n, Proportion.Wilson(_positives[b], n, level)))];
    }

    /// <summary>Expected calibration error over these bins; NaN on no rows.</summary>
    public double CalibrationError()
    {
        double sum = 0;
        for (var b = 0; b < _counts.Length; b++)
        {
            sum += Math.Abs(_positives[b] - _scores[b]);
        }

        return sum / Count;
    }

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new SketchWriter(Kind, Version);
        writer.Doubles(_scores);
        writer.Longs(_counts);
        writer.Longs(_positives);
        return writer.ToArray();
    }

    /// <summary>From bytes.</summary>
    /// <exception cref="FormatException">The bytes are no such sketch.</exception>
    public static CalibrationSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, Kind, Version);
        var scores = reader.Doubles();
        long[] counts = reader.Longs(), positives = reader.Longs();
        if (scores.Length == 0 || counts.Length != scores.Length || positives.Length != scores.Length)
        {
            throw new FormatException("The three lists of a calibration sketch must be equally long.");
        }

        var sketch = new CalibrationSketch(scores.Length);
        scores.CopyTo(sketch._scores, 0);
        counts.CopyTo(sketch._counts, 0);
        positives.CopyTo(sketch._positives, 0);
        return sketch;
    }
}
