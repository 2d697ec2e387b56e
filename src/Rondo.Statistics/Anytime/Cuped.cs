namespace Rondo.Statistics;

/// <summary>
/// CUPED: takes out of a comparison what was already known about each unit before it started, so the same difference shows
/// with fewer units.
/// </summary>
/// <remarks>Source: Deng, Xu, Kohavi and Walker 2013.</remarks>
public static class Cuped
{
    /// <summary>Adjusted difference of means, second minus first, with Welch's interval, and the share of variance removed.</summary>
    /// <param name="first">Outcome of the units of the first variant.</param>
    /// <param name="firstBefore">The same measure of the same units before the start.</param>
    /// <param name="second">Outcome of the units of the second variant.</param>
    /// <param name="secondBefore">The same measure before the start.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static (Estimate Difference, double VarianceRemoved) Difference(
        ReadOnlySpan<double> first, ReadOnlySpan<double> firstBefore, ReadOnlySpan<double> second, ReadOnlySpan<double> secondBefore, double level = 0.95)
    {
        Check.SameLength(first.Length, firstBefore.Length);
        Check.SameLength(second.Length, secondBefore.Length);
        double[] y = [.. first, .. second], x = [.. firstBefore, .. secondBefore];
        // One slope for both sides, from deviations within each side, so that it cannot absorb the difference itself.
        double sxy = 0, sxx = 0;
        Within(first, firstBefore, ref sxy, ref sxx);
        Within(second, secondBefore, ref sxy, ref sxx);
        double slope = sxx > 0 ? sxy / sxx : 0, centre = Spread.Mean(x);
        for (var i = 0; i < y.Length; i++)
        {
            y[i] -= slope * (x[i] - centre);
        }

        var adjusted = TTest.Difference(y.AsSpan(0, first.Length), y.AsSpan(first.Length), level);
        double before = Spread.SumOfSquares(first) + Spread.SumOfSquares(second), after = Spread.SumOfSquares(y.AsSpan(0, first.Length)) + Spread.SumOfSquares(y.AsSpan(first.Length));
        return (adjusted with { Method = "cuped" }, before > 0 ? 1 - (after / before) : double.NaN);
    }

    private static void Within(ReadOnlySpan<double> y, ReadOnlySpan<double> x, ref double sxy, ref double sxx)
    {
        double my = Spread.Mean(y), mx = Spread.Mean(x);
        for (var i = 0; i < y.Length; i++)
        {
            sxy += (x[i] - mx) * (y[i] - my);
            sxx += (x[i] - mx) * (x[i] - mx);
        }
    }
}

internal sealed class CupedStatistic() : Statistic(
    new Descriptor
    {
        Id = "cuped",
        Name = "Difference with prior knowledge (CUPED)",
        Family = "Anytime",
        Meaning = "By how much the second variant is better, after taking out what each unit was like before the start.",
        Unit = "unit of the values",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Inputs =
        [
            new Input("first", Shape.Numbers, "Outcomes of the first variant.", Low: -1e12, High: 1e12),
            new Input("first_before", Shape.Numbers, "The same measure before the start.", SameLengthAs: "first", Low: -1e12, High: 1e12),
            new Input("second", Shape.Numbers, "Outcomes of the second variant.", Low: -1e12, High: 1e12),
            new Input("second_before", Shape.Numbers, "The same measure before the start.", SameLengthAs: "second", Low: -1e12, High: 1e12),
        ],
        Parameters = [CommonParameters.Level],
        MinimumSample = 2,
        EdgeCases = "Undefined where a side has fewer than two units or nothing varies.",
        Source = "Deng, Xu, Kohavi and Walker 2013.",
        Example = """{"first": [10, 12, 9, 11], "first_before": [9, 11, 9, 10], "second": [13, 12, 15, 11], "second_before": [11, 10, 13, 9]}""",
    },
    inputs =>
    {
        var (difference, removed) = Cuped.Difference(
            inputs.Numbers("first"), inputs.Numbers("first_before"), inputs.Numbers("second"), inputs.Numbers("second_before"), inputs.Number("level"));
        return StatisticResult.Of(difference, ("variance_removed", removed));
    });
