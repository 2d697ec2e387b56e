namespace Rondo.Statistics;

/// <summary>Which intraclass correlation.</summary>
public enum IccKind
{
    /// <summary>ICC(1,1): each item has its own annotators.</summary>
    OneWay,

    /// <summary>ICC(A,1): the same annotators for all items; their level counts.</summary>
    Agreement,

    /// <summary>ICC(C,1): the same annotators; only their order counts.</summary>
    Consistency,
}

/// <summary>Intraclass correlation: the share of the variance of numeric ratings that belongs to the items, not the annotators.</summary>
/// <remarks>Source: Shrout and Fleiss 1979; McGraw and Wong 1996.</remarks>
public static class IntraclassCorrelation
{
    /// <summary>Single-rating ICC with its F interval (agreement: bootstrap over items).</summary>
    /// <param name="ratings">One row per item, one column per annotator, complete.</param>
    /// <param name="kind">Which one.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <returns>Undefined for fewer than two items or annotators and where nothing varies.</returns>
    public static Estimate Of(IReadOnlyList<double[]> ratings, IccKind kind = IccKind.Agreement, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        Check.Level(level);
        int n = ratings.Count, k = n == 0 ? 0 : ratings[0].Length;
        if (n < 2 || k < 2)
        {
            return Estimate.Undefined(n, "f");
        }

        var ones = new int[n];
        Array.Fill(ones, 1);
        var s = Squares.Of(ratings, ones);
        if (!(s.Items > 0 || s.Within > 0) || !double.IsFinite(s.Items))
        {
            return Estimate.Undefined(n, "f");
        }

        if (kind == IccKind.Agreement)
        {
            return Bootstrap.Percentile(n, weights => Squares.Of(ratings, weights).Agreement(k), 1000, level);
        }

        var error = kind == IccKind.OneWay ? s.Within : s.Residual;
        double df1 = n - 1, df2 = kind == IccKind.OneWay ? n * (k - 1.0) : (n - 1.0) * (k - 1), f = s.Items / error, tail = 1 - ((1 - level) / 2);
        double low = f / Distributions.FQuantile(tail, df1, df2), high = f * Distributions.FQuantile(tail, df2, df1);
        return new Estimate((s.Items - error) / (s.Items + ((k - 1) * error)), n, (low - 1) / (low + k - 1), error > 0 ? (high - 1) / (high + k - 1) : 1, level, "f");
    }

    private readonly record struct Squares(double Items, double Within, double Annotators, double Residual, double N)
    {
        internal double Agreement(int k) => (Items - Residual) / (Items + ((k - 1) * Residual) + (k / N * (Annotators - Residual)));

        // Mean squares of the two-way layout, items counted as often as their weights say.
        internal static Squares Of(IReadOnlyList<double[]> ratings, ReadOnlySpan<int> weights)
        {
            var k = ratings[0].Length;
            double n = 0, grand = 0;
            var columns = new double[k];
            for (var i = 0; i < ratings.Count; i++)
            {
                n += weights[i];
                for (var a = 0; a < k; a++)
                {
                    columns[a] += weights[i] * ratings[i][a];
                    grand += weights[i] * ratings[i][a];
                }
            }

            grand /= n * k;
            double items = 0, within = 0, annotators = 0;
            for (var i = 0; i < ratings.Count; i++)
            {
                var mean = Spread.Mean(ratings[i]);
                items += weights[i] * k * (mean - grand) * (mean - grand);
                within += weights[i] * Spread.SumOfSquares(ratings[i]);
            }

            foreach (var column in columns)
            {
                annotators += n * Math.Pow((column / n) - grand, 2);
            }

            return new Squares(items / (n - 1), within / (n * (k - 1)), annotators / (k - 1), Math.Max(0, within - annotators) / ((n - 1) * (k - 1)), n);
        }
    }
}

internal sealed class IntraclassCorrelationStatistic() : Statistic(
    new Descriptor
    {
        Id = "icc",
        Name = "Intraclass correlation",
        Family = "Agreement",
        Meaning = "Which share of the differences between ratings comes from the items rather than from who rated them.",
        Unit = "none",
        Range = (-1, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = [new Input("ratings", Shape.NumberRows, "One row per item, one column per annotator.", Low: -1e100, High: 1e100)],
        Parameters =
        [
            new Parameter("kind", "one_way: own annotators for each item; agreement: the level counts; consistency: only the order counts.", "agreement", Choices: ["one_way", "agreement", "consistency"]),
            CommonParameters.Level,
        ],
        MinimumSample = 2,
        EdgeCases = "Undefined for fewer than two items or annotators and where nothing varies.",
        Source = "Shrout and Fleiss 1979; McGraw and Wong 1996.",
        Example = """{"ratings": [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]}""",
    },
    inputs => StatisticResult.Of(IntraclassCorrelation.Of(
        inputs.NumberRows("ratings"),
        inputs.Choice("kind") switch { "one_way" => IccKind.OneWay, "consistency" => IccKind.Consistency, _ => IccKind.Agreement },
        inputs.Number("level"))));
