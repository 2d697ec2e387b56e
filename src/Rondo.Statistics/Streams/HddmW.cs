namespace Rondo.Statistics;

/// <summary>
/// HDDM-W: like HDDM-A with exponentially weighted means and McDiarmid's bound; quicker at sudden changes. Values in [0, 1].
/// </summary>
/// <remarks>
/// Two-sided, the customary implementations notice a fall, start afresh and say nothing; so does this one unless
/// <c>reportFalls</c> is set, so that its indices equal theirs. Source: Frias-Blanco et al. 2015.
/// </remarks>
public sealed class HddmW(double driftConfidence = 0.001, double warningConfidence = 0.005, double lambda = 0.05, bool twoSided = false, bool reportFalls = false)
    : StreamDetector
{
    private readonly double _halfLogDrift = Math.Log(1 / driftConfidence) / 2;
    private readonly double _halfLogWarning = Math.Log(1 / warningConfidence) / 2;
    private Weighted _all;
    private Weighted _beforeRise;
    private Weighted _sinceRise;
    private Weighted _beforeFall;
    private Weighted _sinceFall;
    private double _lowest = double.PositiveInfinity;
    private double _highest;

    private protected override bool Take(double value)
    {
        _all.Add(value, lambda);
        var bound = Math.Sqrt(_all.Independence * _halfLogDrift);
        if (_all.Mean + bound < _lowest)
        {
            (_lowest, _beforeRise, _sinceRise) = (_all.Mean + bound, _all, default);
        }
        else
        {
            _sinceRise.Add(value, lambda);
        }

        if (_all.Mean - bound > _highest)
        {
            (_highest, _beforeFall, _sinceFall) = (_all.Mean - bound, _all, default);
        }
        else
        {
            _sinceFall.Add(value, lambda);
        }

        IsWarning = Exceeds(_beforeRise, _sinceRise, _halfLogWarning);
        if (Exceeds(_beforeRise, _sinceRise, _halfLogDrift))
        {
            Direction = 1;
            return true;
        }

        if (twoSided && Exceeds(_sinceFall, _beforeFall, _halfLogDrift))
        {
            if (!reportFalls)
            {
                Reset();
                return false;
            }

            Direction = -1;
            return true;
        }

        return false;
    }

    private protected override void Clear()
    {
        _all = _beforeRise = _sinceRise = _beforeFall = _sinceFall = default;
        _lowest = double.PositiveInfinity;
        _highest = 0;
    }

    private static bool Exceeds(in Weighted low, in Weighted high, double halfLog) =>
        low.Any && high.Any && high.Mean - low.Mean > Math.Sqrt((low.Independence + high.Independence) * halfLog);

    private struct Weighted
    {
        internal bool Any;
        internal double Mean;
        internal double Independence;

        internal void Add(double value, double lambda)
        {
            var keep = 1 - lambda;
            Mean = Any ? (lambda * value) + (keep * Mean) : value;
            Independence = Any ? (lambda * lambda) + (keep * keep * Independence) : 1;
            Any = true;
        }
    }
}

internal sealed class HddmWStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "hddm_w",
        Name = "HDDM-W",
        Family = "Streams",
        Meaning = "Notices sudden moves of a mean of values between 0 and 1, giving recent values more weight.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Errors,
        Parameters =
        [
            .. HddmParameters.Shared,
            new Parameter("lambda", "Weight of the newest value; larger reacts faster and is noisier.", "0.05", 1e-6, 1),
            new Parameter("report_falls", "Whether a fall raises the alarm or only starts the detector afresh, as is customary.", "false", Choices: ["false", "true"]),
        ],
        EdgeCases = EdgeCases,
        Source = "Frias-Blanco et al. 2015.",
        Example = ErrorExample,
    },
    inputs => new HddmW(
        inputs.Number("drift_confidence"), inputs.Number("warning_confidence"), inputs.Number("lambda"),
        inputs.Choice("two_sided") == "true", inputs.Choice("report_falls") == "true"));
