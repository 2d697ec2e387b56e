namespace Rondo.Statistics;

/// <summary>
/// Which share of outcomes is known at a given age: the survival curve of the outcome delay. Windows whose maturity is
/// low have seen the fast outcomes only and must raise no alarm.
/// </summary>
/// <remarks>Source: Kaplan and Meier 1958; Greenwood 1926 (variance), on the complementary log-log scale.</remarks>
public sealed class LabelMaturity
{
    private readonly double[] _age;
    private readonly double[] _unknown;
    private readonly double[] _greenwood;

    private LabelMaturity(double[] age, double[] unknown, double[] greenwood, long n)
    {
        _age = age;
        _unknown = unknown;
        _greenwood = greenwood;
        N = n;
    }

    /// <summary>Rows on which the curve rests.</summary>
    public long N { get; }

    /// <summary>Fits the curve.</summary>
    /// <param name="delays">Delay of each outcome that is known, in any one unit of time, at least 0.</param>
    /// <param name="pendingAges">Age of each row whose outcome is still open; leaving them out makes the curve too optimistic.</param>
    public static LabelMaturity Fit(ReadOnlySpan<double> delays, ReadOnlySpan<double> pendingAges = default)
    {
        var known = SortedColumn.Of(delays);
        var pending = SortedColumn.Of(pendingAges);
        List<double> age = [], unknown = [], greenwood = [];
        double survival = 1, sum = 0;
        for (var i = 0; i < known.Length;)
        {
            var t = known[i];
            var end = i;
            while (end < known.Length && known[end] == t)
            {
                end++;
            }

            double atRisk = known.Length - i + pending.Length - SortedColumn.CountBelow(pending, t), events = end - i;
            survival *= 1 - (events / atRisk);
            sum += events < atRisk ? events / (atRisk * (atRisk - events)) : 0;
            age.Add(t);
            unknown.Add(survival);
            greenwood.Add(sum);
            i = end;
        }

        return new LabelMaturity([.. age], [.. unknown], [.. greenwood], known.Length + pending.Length);
    }

    /// <summary>Share of outcomes known at an age, in [0, 1]; undefined without a single known outcome.</summary>
    /// <param name="age">In the unit of the delays.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public Estimate At(double age, double level = 0.95)
    {
        Check.Level(level);
        if (_age.Length == 0 || double.IsNaN(age))
        {
            return Estimate.Undefined(N, "kaplan_meier");
        }

        var at = SortedColumn.CountBelow(_age, Math.BitIncrement(age)) - 1;
        var survival = at < 0 ? 1 : _unknown[at];
        if (survival is 0 or 1)
        {
            // No event yet, or none left: the exact bound of a share of none of N.
            var edge = SampleSize.RuleOfThree(N, level);
            return survival == 1
                ? new Estimate(0, N, 0, edge, level, "kaplan_meier")
                : new Estimate(1, N, 1 - edge, 1, level, "kaplan_meier");
        }

        var log = Math.Log(survival);
        var half = Distributions.Z(level) * Math.Sqrt(_greenwood[at]) / Math.Abs(log);
        return new Estimate(
            1 - survival, N, 1 - Math.Exp(log * Math.Exp(-half)), 1 - Math.Exp(log * Math.Exp(half)), level, "kaplan_meier");
    }

    /// <summary>Age from which at least a share of outcomes is known; infinite where the curve never gets there.</summary>
    public double AgeAt(double share)
    {
        for (var i = 0; i < _age.Length; i++)
        {
            if (1 - _unknown[i] >= share)
            {
                return _age[i];
            }
        }

        return double.PositiveInfinity;
    }
}

internal sealed class LabelMaturityStatistic() : Statistic(
    new Descriptor
    {
        Id = "label_maturity",
        Name = "Label maturity",
        Family = "Operations",
        Meaning = "Which share of the outcomes is known by now; a window with few known outcomes shows only the fast ones.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs =
        [
            new Input("delays", Shape.Numbers, "Delay of each outcome that is known.", Low: 0),
            new Input("pending_ages", Shape.Numbers, "Age of each row whose outcome is still open.", Optional: true, Low: 0),
        ],
        Parameters = [new Parameter("age", "Age at which to read the curve, in the unit of the delays.", "7", 0), CommonParameters.Level],
        EdgeCases = "Undefined without a known outcome. Before the first delay it is 0 with a bound above 0.",
        Source = "Kaplan and Meier 1958; Greenwood 1926.",
        Example = """{"delays": [1, 2, 2, 3, 5, 8, 13, 21], "pending_ages": [4, 10, 30], "age": 7}""",
    },
    inputs =>
    {
        var curve = LabelMaturity.Fit(inputs.Numbers("delays"), inputs.Numbers("pending_ages"));
        return StatisticResult.Of(curve.At(inputs.Number("age"), inputs.Number("level")), ("age_at_half", curve.AgeAt(0.5)), ("age_at_90", curve.AgeAt(0.9)));
    });
