namespace Rondo.Statistics;

/// <summary>
/// CUSUM: adds up how far values rise above (or fall below) a target, less an allowance, and alarms at a limit. Without a
/// target the running mean takes its place.
/// </summary>
/// <remarks>Source: Page 1954; Montgomery 2009, chapter 9.</remarks>
public sealed class Cusum(int minInstances = 30, double delta = 0.005, double threshold = 50, double? target = null) : StreamDetector
{
    private long _n;
    private double _mean;
    private double _up;
    private double _down;

    private protected override bool Take(double value)
    {
        _n++;
        _mean += (value - _mean) / _n;
        var deviation = value - (target ?? _mean);
        _up = Math.Max(0, _up + deviation - delta);
        _down = Math.Max(0, _down - deviation - delta);
        Direction = _up > threshold ? 1 : -1;
        return _n >= minInstances && (_up > threshold || _down > threshold);
    }

    private protected override void Clear() => (_n, _mean, _up, _down) = (0, 0, 0, 0);
}

internal sealed class CusumStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "cusum",
        Name = "CUSUM",
        Family = "Streams",
        Meaning = "Notices small lasting moves of a mean by adding up the deviations.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Values,
        Parameters =
        [
            new Parameter("min_instances", "Values before the first alarm.", "30", 1, 1e9),
            new Parameter("delta", "Deviations below this do not count; half the smallest shift of interest is best.", "0.005", 0),
            new Parameter("threshold", "Sum that raises the alarm.", "50", 0),
        ],
        EdgeCases = EdgeCases,
        Source = "Page 1954; Montgomery 2009.",
        Example = ShiftExample,
    },
    inputs => new Cusum(inputs.Integer("min_instances"), inputs.Number("delta"), inputs.Number("threshold")));
