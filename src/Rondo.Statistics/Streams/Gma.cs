namespace Rondo.Statistics;

/// <summary>Geometric moving average: a forgetting average of the distance from the running mean, against a limit.</summary>
/// <remarks>Source: Roberts 1959.</remarks>
public sealed class Gma(int minInstances = 30, double alpha = 0.99, double threshold = 1) : StreamDetector
{
    private long _n;
    private double _mean;
    private double _sum;

    private protected override bool Take(double value)
    {
        _n++;
        _mean += (value - _mean) / _n;
        _sum = (alpha * _sum) + ((1 - alpha) * (value - _mean));
        Direction = 1;
        return _n >= minInstances && _sum > threshold;
    }

    private protected override void Clear() => (_n, _mean, _sum) = (0, 0, 0);
}

internal sealed class GmaStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "gma",
        Name = "Geometric moving average",
        Family = "Streams",
        Meaning = "Notices a rise by a forgetting average of how far values lie above their mean.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Values,
        Parameters =
        [
            new Parameter("min_instances", "Values before the first alarm.", "30", 1, 1e9),
            new Parameter("alpha", "Share that is kept at each value; larger is slower and quieter.", "0.99", 0, 1),
            new Parameter("threshold", "Average that raises the alarm, in the unit of the values.", "1", 0),
        ],
        EdgeCases = EdgeCases,
        Source = "Roberts 1959.",
        Example = ShiftExample,
    },
    inputs => new Gma(inputs.Integer("min_instances"), inputs.Number("alpha"), inputs.Number("threshold")));
