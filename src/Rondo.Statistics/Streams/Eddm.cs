namespace Rondo.Statistics;

/// <summary>
/// EDDM: watches the distance between errors, which shrinks when a model gets worse; better than DDM at slow changes.
/// Takes 1 for a wrong decision and 0 for a right one.
/// </summary>
/// <remarks>Source: Baena-Garcia et al. 2006.</remarks>
public sealed class Eddm(double alpha = 0.95, double beta = 0.9, int minErrors = 30) : StreamDetector
{
    private long _n;
    private long _errors;
    private long _lastError;
    private double _mean;
    private double _squares;
    private double _most;

    private protected override bool Take(double value)
    {
        _n++;
        if (value < 0.5)
        {
            return false;
        }

        IsWarning = false;
        _errors++;
        double distance = _n - _lastError, d = distance - _mean;
        _lastError = _n;
        _mean += d / _errors;
        _squares += d * (distance - _mean);
        var reach = _mean + (2 * Math.Sqrt(_squares / _errors));
        if (_n < minErrors)
        {
            return false;
        }

        if (reach > _most)
        {
            _most = reach;
            return false;
        }

        var ratio = _most > 0 ? reach / _most : 1;
        Direction = 1;
        IsWarning = _errors > minErrors && ratio < alpha;
        return _errors > minErrors && ratio < beta;
    }

    private protected override void Clear() => (_n, _errors, _lastError, _mean, _squares, _most) = (0, 0, 0, 0, 0, 0);
}

internal sealed class EddmStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "eddm",
        Name = "EDDM",
        Family = "Streams",
        Meaning = "Notices when errors come closer together; good at slow changes.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Errors,
        Parameters =
        [
            new Parameter("alpha", "Share of the longest distance below which a warning is raised.", "0.95", 0, 1),
            new Parameter("beta", "Share of the longest distance below which the alarm is raised.", "0.9", 0, 1),
            new Parameter("min_errors", "Errors before the first alarm.", "30", 1, 1e9),
        ],
        EdgeCases = EdgeCases,
        Source = "Baena-Garcia et al. 2006.",
        Example = ErrorExample,
    },
    inputs => new Eddm(inputs.Number("alpha"), inputs.Number("beta"), inputs.Integer("min_errors")));
