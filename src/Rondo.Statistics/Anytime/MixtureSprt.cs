namespace Rondo.Statistics;

/// <summary>
/// Mixture SPRT for the difference of two means: an always-valid p-value and interval for an A/B comparison or a canary,
/// however often one looks.
/// </summary>
/// <remarks>
/// Normal mixture over the size of the effect with asymptotic variances, so it wants about a hundred rows of each side
/// before it is trusted; for shares of few rows use <see cref="BettingSequence"/>. Source: Johari et al. 2022; Robbins 1970.
/// </remarks>
public sealed class MixtureSprt
{
    private readonly double _tau2;
    private readonly double _level;
    private readonly int _burnIn;
    private readonly MomentSketch _first = new();
    private readonly MomentSketch _second = new();
    private double _p = 1;
    private double _low = double.NegativeInfinity;
    private double _high = double.PositiveInfinity;

    /// <summary>Starts a comparison.</summary>
    /// <param name="effect">Size of effect of interest, in the unit of the values: the test is quickest there.</param>
    /// <param name="level">Coverage at all times.</param>
    /// <param name="burnIn">Rows of each side before anything is said.</param>
    public MixtureSprt(double effect, double level = 0.95, int burnIn = 100)
    {
        Check.Level(level);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(effect);
        (_tau2, _level, _burnIn) = (effect * effect, level, burnIn);
    }

    /// <summary>Always-valid p-value of no difference; never rises.</summary>
    public double P => _p;

    /// <summary>Takes a value of the first side (champion, control).</summary>
    public void AddFirst(double value)
    {
        _first.Add(value);
        Look();
    }

    /// <summary>Takes a value of the second side (challenger, treatment).</summary>
    public void AddSecond(double value)
    {
        _second.Add(value);
        Look();
    }

    /// <summary>Second minus first and its always-valid interval.</summary>
    public Estimate Difference()
    {
        var n = _first.Count + _second.Count;
        return _first.Count < _burnIn || _second.Count < _burnIn
            ? Estimate.Undefined(n, "msprt")
            : new Estimate(_second.Mean - _first.Mean, n, Math.Min(_low, _high), Math.Max(_low, _high), _level, "msprt");
    }

    private void Look()
    {
        if (_first.Count < _burnIn || _second.Count < _burnIn)
        {
            return;
        }

        // Variance of the difference of means as it stands.
        var v = (_first.Variance / _first.Count) + (_second.Variance / _second.Count);
        if (!(v > 0))
        {
            return;
        }

        var d = _second.Mean - _first.Mean;
        var log = (0.5 * Math.Log(v / (v + _tau2))) + (_tau2 * d * d / (2 * v * (v + _tau2)));
        _p = Math.Min(_p, Math.Exp(-log));
        var half = Math.Sqrt(2 * v * (v + _tau2) / _tau2 * (Math.Log(1 / (1 - _level)) + (0.5 * Math.Log((v + _tau2) / v))));
        _low = Math.Max(_low, d - half);
        _high = Math.Min(_high, d + half);
    }
}

internal sealed class MixtureSprtStatistic() : Statistic(
    new Descriptor
    {
        Id = "msprt",
        Name = "Always-valid difference of means",
        Family = "Anytime",
        Meaning = "By how much the second variant is better, valid however often one looked while the data came in.",
        Unit = "unit of the values",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Inputs = [new Input("first", Shape.Numbers, "Values of the first variant, in order.", Low: -1e12, High: 1e12), new Input("second", Shape.Numbers, "Values of the second variant, in order.", Low: -1e12, High: 1e12)],
        Parameters =
        [
            new Parameter("effect", "Size of effect of interest; the test is quickest there.", "0.1", 1e-9, 1e9),
            new Parameter("burn_in", "Rows of each side before anything is said.", "100", 2, 1e9),
            CommonParameters.Level,
        ],
        EdgeCases = "Undefined before the burn-in and where nothing varies.",
        Source = "Johari et al. 2022; Robbins 1970.",
        Example = """{"first": [0, 1, 0, 0, 1, 0, 1, 0], "second": [1, 1, 0, 1, 1, 0, 1, 1], "burn_in": 4}""",
    },
    inputs =>
    {
        double[] first = inputs.Numbers("first"), second = inputs.Numbers("second");
        var test = new MixtureSprt(inputs.Number("effect"), inputs.Number("level"), inputs.Integer("burn_in"));
        for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            if (i < first.Length)
            {
                test.AddFirst(first[i]);
            }

            if (i < second.Length)
            {
                test.AddSecond(second[i]);
            }
        }

        var difference = test.Difference();
        return double.IsInfinity(difference.Low)
            ? StatisticResult.Undefined("Nothing varies, so no difference can be judged.", difference.N)
            : StatisticResult.Of(difference, ("p", test.P));
    });
