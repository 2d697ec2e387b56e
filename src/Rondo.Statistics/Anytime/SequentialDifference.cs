namespace Rondo.Statistics;

/// <summary>
/// Canary against control on values in a known range, judged at any time: whether the canary is worse by more than a
/// margin, not worse, or not yet known. Exact for any number of rows.
/// </summary>
/// <remarks>Two betting sequences at half the error each; the difference lies between their ends at all times together.</remarks>
public sealed class SequentialDifference
{
    private readonly BettingSequence _first;
    private readonly BettingSequence _second;
    private readonly double _level;

    /// <summary>Starts a comparison.</summary>
    /// <param name="low">Smallest possible value.</param>
    /// <param name="high">Largest possible value.</param>
    /// <param name="level">Coverage at all times.</param>
    public SequentialDifference(double low = 0, double high = 1, double level = 0.95)
    {
        Check.Level(level);
        var each = 1 - ((1 - level) / 2);
        (_first, _second, _level) = (new BettingSequence(low, high, each), new BettingSequence(low, high, each), level);
    }

    /// <summary>Takes a value of the control.</summary>
    public void AddFirst(double value) => _first.Add(value);

    /// <summary>Takes a value of the canary.</summary>
    public void AddSecond(double value) => _second.Add(value);

    /// <summary>Canary minus control with its interval.</summary>
    public Estimate Difference()
    {
        Estimate a = _first.Estimate(), b = _second.Estimate();
        return a.IsDefined && b.IsDefined
            ? new Estimate(b.Value - a.Value, a.N + b.N, b.Low - a.High, b.High - a.Low, _level, "betting")
            : Estimate.Undefined(a.N + b.N, "betting");
    }

    /// <summary>Non-inferiority, where larger is better: the alternative is "not worse by more than the margin", the null "worse than that".</summary>
    /// <param name="margin">Largest loss that is acceptable, at least 0.</param>
    public SequentialVerdict NotWorse(double margin)
    {
        var d = Difference();
        return !d.IsDefined ? SequentialVerdict.Inconclusive
            : d.Low >= -margin ? SequentialVerdict.Alternative
            : d.High < -margin ? SequentialVerdict.Null
            : SequentialVerdict.Inconclusive;
    }
}

internal sealed class NonInferiorityStatistic() : Statistic(
    new Descriptor
    {
        Id = "non_inferiority",
        Name = "Sequential non-inferiority",
        Family = "Anytime",
        Meaning = "Whether the second variant is shown not to be worse by more than a margin, valid at every look.",
        Unit = "unit of the values",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Inputs = [new Input("first", Shape.Numbers, "Values of the control, in order.", Low: 0, High: 1), new Input("second", Shape.Numbers, "Values of the canary, in order.", Low: 0, High: 1)],
        Parameters = [new Parameter("margin", "Largest loss that is acceptable.", "0.05", 0, 1), CommonParameters.Level],
        EdgeCases = "Undefined where a side is empty; values must lie between 0 and 1.",
        Source = "Waudby-Smith and Ramdas 2024; Blackwelder 1982.",
        Example = """{"first": [0, 1, 0, 1, 1, 0], "second": [1, 1, 0, 1, 1, 1]}""",
    },
    inputs =>
    {
        var test = new SequentialDifference(level: inputs.Number("level"));
        Array.ForEach(inputs.Numbers("first"), test.AddFirst);
        Array.ForEach(inputs.Numbers("second"), test.AddSecond);
        return StatisticResult.Of(test.Difference(), ("verdict", (int)test.NotWorse(inputs.Number("margin"))));
    });
