namespace Rondo.Statistics;

/// <summary>
/// E-detector: raises an alarm when the mean of values in a known range has risen above a limit. Without a change it waits
/// at least 1 / alpha values on average before its first false alarm.
/// </summary>
/// <remarks>
/// Shiryaev-Roberts sum of betting e-processes over a few bet sizes. Source: Shin, Ramdas and Rinaldo 2024, "E-detectors".
/// </remarks>
public sealed class EDetector : StreamDetector
{
    private static readonly double[] Bets = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8];
    private readonly double[] _sums = new double[Bets.Length];
    private readonly double _limit;
    private readonly double _mean;
    private readonly double _low;
    private readonly double _width;

    /// <summary>Makes a detector.</summary>
    /// <param name="mean">Largest mean that counts as normal, inside the range.</param>
    /// <param name="alpha">Reciprocal of the average wait for a false alarm.</param>
    /// <param name="low">Smallest possible value; smaller ones are cut.</param>
    /// <param name="high">Largest possible value; larger ones are cut.</param>
    public EDetector(double mean, double alpha = 0.001, double low = 0, double high = 1)
    {
        if (!(low < mean && mean < high))
        {
            throw new ArgumentException("The normal mean must lie inside the range.", nameof(mean));
        }

        (_low, _width) = (low, high - low);
        (_mean, _limit) = ((mean - low) / _width, 1 / alpha);
    }

    private protected override bool Take(double value)
    {
        var x = Math.Clamp((value - _low) / _width, 0, 1);
        double total = 0;
        for (var b = 0; b < Bets.Length; b++)
        {
            _sums[b] = (_sums[b] + 1) * (1 + (Bets[b] / _mean * (x - _mean)));
            total += _sums[b];
        }

        Direction = 1;
        return total / Bets.Length >= _limit;
    }

    private protected override void Clear() => Array.Clear(_sums);
}

internal sealed class EDetectorStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "e_detector",
        Name = "E-detector",
        Family = "Anytime",
        Meaning = "Notices when a mean has risen above what is normal, with a known average wait for a false alarm.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Values,
        Parameters =
        [
            new Parameter("mean", "Largest mean that counts as normal, between 0 and 1.", "0.2", 1e-6, 0.999999),
            new Parameter("alpha", "Reciprocal of the average wait for a false alarm.", "0.001", 1e-9, 0.5),
        ],
        EdgeCases = EdgeCases,
        Source = "Shin, Ramdas and Rinaldo 2024.",
        Example = ErrorExample,
    },
    inputs => new EDetector(inputs.Number("mean"), inputs.Number("alpha")));
