namespace Rondo.Statistics;

/// <summary>
/// A confidence sequence for the mean of values in a known range: an interval that may be looked at after every value, as
/// often as one likes, and still covers at all times together.
/// </summary>
/// <remarks>
/// Predictable plug-in empirical Bernstein; the running intersection is kept, so the interval never widens.
/// Source: Waudby-Smith and Ramdas 2024, "Estimating means of bounded random variables by betting", theorem 2.
/// </remarks>
public sealed class EmpiricalBernstein
{
    private readonly double _low;
    private readonly double _width;
    private readonly double _log;
    private readonly double _level;
    private double _sum;
    private double _squares;
    private double _weights;
    private double _weighted;
    private double _penalty;
    private double _from;
    private double _to = 1;

    /// <summary>Starts a sequence.</summary>
    /// <param name="low">Smallest possible value.</param>
    /// <param name="high">Largest possible value.</param>
    /// <param name="level">Probability that the interval covers at all times.</param>
    public EmpiricalBernstein(double low = 0, double high = 1, double level = 0.95)
    {
        Check.Level(level);
        if (!(high > low))
        {
            throw new ArgumentException("The range must not be empty.", nameof(high));
        }

        (_low, _width, _level, _log) = (low, high - low, level, Math.Log(2 / (1 - level)));
    }

    /// <summary>Values seen.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a value; one outside the range throws, because it voids the guarantee.</summary>
    public void Add(double value)
    {
        var x = (value - _low) / _width;
        if (!(x >= -1e-12 && x <= 1 + 1e-12))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The value lies outside the stated range, so the interval would no longer hold.");
        }

        // Everything that shapes the bet uses values before this one only.
        var t = ++Count;
        double mean = (0.5 + _sum) / t, variance = (0.25 + _squares) / t;
        var lambda = Math.Min(Math.Sqrt(2 * _log / (variance * t * Math.Log(1 + t))), 0.75);
        var d = x - mean;
        _penalty += d * d * (-Math.Log(1 - lambda) - lambda);
        _weights += lambda;
        _weighted += lambda * x;
        _sum += x;
        var after = (0.5 + _sum) / (t + 1);
        _squares += (x - after) * (x - after);
        double centre = _weighted / _weights, half = (_log + _penalty) / _weights;
        _from = Math.Max(_from, Math.Min(1, centre - half));
        _to = Math.Min(_to, Math.Max(0, centre + half));
    }

    /// <summary>Mean so far and the interval.</summary>
    public Estimate Estimate() => Count == 0
        ? Statistics.Estimate.Undefined(0, "empirical_bernstein")
        : new Estimate(_low + (_width * _sum / Count), Count, _low + (_width * Math.Min(_from, _to)), _low + (_width * Math.Max(_from, _to)), _level, "empirical_bernstein");
}

internal sealed class ConfidenceSequenceStatistic() : Statistic(
    new Descriptor
    {
        Id = "confidence_sequence",
        Name = "Confidence sequence of a mean",
        Family = "Anytime",
        Meaning = "The range in which a mean lies, valid however often one looked while the data came in.",
        Unit = "unit of the values",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Inputs = [new Input("values", Shape.Numbers, "Values in order of arrival.", Low: -1e12, High: 1e12)],
        Parameters =
        [
            new Parameter("low", "Smallest possible value; known beforehand, not read from the data.", "0", -1e12, 1e12),
            new Parameter("high", "Largest possible value.", "1", -1e12, 1e12),
            new Parameter("method", "betting is tighter, bernstein is faster.", "betting", Choices: ["betting", "bernstein"]),
            CommonParameters.Level,
        ],
        EdgeCases = "Undefined on empty input and where a value lies outside the stated range.",
        Source = "Waudby-Smith and Ramdas 2024.",
        Example = """{"values": [1, 0, 1, 1, 0, 1, 1, 1, 0, 1]}""",
    },
    inputs =>
    {
        double low = inputs.Number("low"), high = inputs.Number("high"), level = inputs.Number("level");
        double[] values = inputs.Numbers("values");
        if (!(high > low) || values.Any(v => v < low || v > high))
        {
            return StatisticResult.Undefined("A value lies outside the stated range, or the range is empty.", values.Length);
        }

        if (inputs.Choice("method") == "bernstein")
        {
            var sequence = new EmpiricalBernstein(low, high, level);
            Array.ForEach(values, sequence.Add);
            return StatisticResult.Of(sequence.Estimate());
        }

        var betting = new BettingSequence(low, high, level);
        Array.ForEach(values, betting.Add);
        return StatisticResult.Of(betting.Estimate());
    });
