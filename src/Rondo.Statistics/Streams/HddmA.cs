namespace Rondo.Statistics;

/// <summary>
/// HDDM-A: compares the mean since the best (or worst) moment with the overall mean by Hoeffding's bound; assumes nothing
/// but values in [0, 1].
/// </summary>
/// <remarks>Source: Frias-Blanco et al. 2015.</remarks>
public sealed class HddmA(double driftConfidence = 0.001, double warningConfidence = 0.005, bool twoSided = false) : StreamDetector
{
    private readonly double _logDrift = Math.Log(1 / driftConfidence);
    private double _n;
    private double _sum;
    private double _leastN;
    private double _leastSum;
    private double _mostN;
    private double _mostSum;

    private protected override bool Take(double value)
    {
        _n++;
        _sum += value;
        var bound = Math.Sqrt(_logDrift / (2 * _n));
        if (_leastN == 0 || (_leastSum / _leastN) + Math.Sqrt(_logDrift / (2 * _leastN)) >= (_sum / _n) + bound)
        {
            (_leastN, _leastSum) = (_n, _sum);
        }

        if (_mostN == 0 || (_mostSum / _mostN) - Math.Sqrt(_logDrift / (2 * _mostN)) <= (_sum / _n) - bound)
        {
            (_mostN, _mostSum) = (_n, _sum);
        }

        var rise = (_sum / _n) - (_leastSum / _leastN);
        var fall = (_mostSum / _mostN) - (_sum / _n);
        IsWarning = Exceeds(rise, _leastN, warningConfidence);
        if (Exceeds(rise, _leastN, driftConfidence))
        {
            Direction = 1;
            return true;
        }

        if (twoSided && Exceeds(fall, _mostN, driftConfidence))
        {
            Direction = -1;
            return true;
        }

        return false;
    }

    private protected override void Clear() => (_n, _sum, _leastN, _leastSum, _mostN, _mostSum) = (0, 0, 0, 0, 0, 0);

    private bool Exceeds(double difference, double since, double confidence) =>
        since < _n && difference >= Math.Sqrt((_n - since) / since / _n / 2 * Math.Log(2 / confidence));
}

internal sealed class HddmAStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "hddm_a",
        Name = "HDDM-A",
        Family = "Streams",
        Meaning = "Notices when a mean of values between 0 and 1 has moved, with a bound that assumes nothing else.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Errors,
        Parameters = HddmParameters.Shared,
        EdgeCases = EdgeCases,
        Source = "Frias-Blanco et al. 2015.",
        Example = ErrorExample,
    },
    inputs => new HddmA(inputs.Number("drift_confidence"), inputs.Number("warning_confidence"), inputs.Choice("two_sided") == "true"));
