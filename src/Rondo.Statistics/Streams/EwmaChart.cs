namespace Rondo.Statistics;

/// <summary>
/// EWMA chart: a moving average that forgets, against limits of several of its standard errors around the mean that was
/// learned in a warm-up.
/// </summary>
/// <remarks>Source: Roberts 1959; Lucas and Saccucci 1990.</remarks>
public sealed class EwmaChart(double lambda = 0.05, double limit = 4, int warmUp = 100) : StreamDetector
{
    private long _n;
    private double _mean;
    private double _squares;
    private double _average;
    private double _memory = 1;

    private protected override bool Take(double value)
    {
        if (_n < warmUp)
        {
            _n++;
            var d = value - _mean;
            _mean += d / _n;
            _squares += d * (value - _mean);
            _average = _mean;
            return false;
        }

        var keep = 1 - lambda;
        _average = (lambda * value) + (keep * _average);
        _memory *= keep * keep;
        var deviation = Math.Sqrt(_squares / Math.Max(1, _n - 1));
        // The learned mean is itself off by its own standard error.
        var error = deviation * Math.Sqrt((lambda / (2 - lambda) * (1 - _memory)) + (1.0 / _n));
        var distance = _average - _mean;
        Direction = Math.Sign(distance);
        IsWarning = Math.Abs(distance) > 0.75 * limit * error;
        return Math.Abs(distance) > limit * error && Math.Abs(distance) > 1e-12 * Math.Abs(_mean);
    }

    private protected override void Clear() => (_n, _mean, _squares, _average, _memory) = (0, 0, 0, 0, 1);
}

internal sealed class EwmaStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "ewma",
        Name = "EWMA chart",
        Family = "Streams",
        Meaning = "Notices when a moving average leaves the band in which it lived during a warm-up.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Values,
        Parameters =
        [
            new Parameter("lambda", "Weight of the newest value; smaller sees smaller shifts, later.", "0.05", 1e-6, 1),
            new Parameter("limit", "Standard errors that raise the alarm.", "4", 0),
            new Parameter("warm_up", "Values from which the band is learned.", "100", 2, 1e9),
        ],
        EdgeCases = EdgeCases,
        Source = "Roberts 1959; Lucas and Saccucci 1990.",
        Example = ShiftExample,
    },
    inputs => new EwmaChart(inputs.Number("lambda"), inputs.Number("limit"), inputs.Integer("warm_up")));
