namespace Rondo.Statistics;

/// <summary>
/// DDM: remembers the best error rate so far and alarms when the current one is worse by several of its standard errors.
/// Takes 1 for a wrong decision and 0 for a right one.
/// </summary>
/// <remarks>Source: Gama et al. 2004.</remarks>
public sealed class Ddm(int warmStart = 30, double warningLevel = 2, double driftLevel = 3) : StreamDetector
{
    private long _n;
    private double _rate;
    private double _leastSum = double.PositiveInfinity;
    private double _leastRate;
    private double _leastDeviation;

    private protected override bool Take(double value)
    {
        _n++;
        _rate += (value - _rate) / _n;
        var deviation = Math.Sqrt(Math.Max(0, _rate * (1 - _rate)) / _n);
        if (_n <= warmStart)
        {
            return false;
        }

        var sum = _rate + deviation;
        if (sum <= _leastSum)
        {
            (_leastSum, _leastRate, _leastDeviation) = (sum, _rate, deviation);
        }

        IsWarning = sum > _leastRate + (warningLevel * _leastDeviation);
        Direction = 1;
        return sum > _leastRate + (driftLevel * _leastDeviation);
    }

    private protected override void Clear() => (_n, _rate, _leastSum, _leastRate, _leastDeviation) = (0, 0, double.PositiveInfinity, 0, 0);
}

internal sealed class DdmStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "ddm",
        Name = "DDM",
        Family = "Streams",
        Meaning = "Notices when a model errs more often than it used to at its best.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Errors,
        Parameters =
        [
            new Parameter("warm_start", "Values before the first alarm.", "30", 1, 1e9),
            new Parameter("warning_level", "Standard errors above the best that raise a warning.", "2", 0),
            new Parameter("drift_level", "Standard errors above the best that raise the alarm.", "3", 0),
        ],
        EdgeCases = EdgeCases,
        Source = "Gama et al. 2004.",
        Example = ErrorExample,
    },
    inputs => new Ddm(inputs.Integer("warm_start"), inputs.Number("warning_level"), inputs.Number("drift_level")));
