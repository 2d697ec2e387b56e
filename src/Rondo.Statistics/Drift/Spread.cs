namespace Rondo.Statistics;

/// <summary>Mean and spread in two passes, which keeps the digits that one pass loses.</summary>
internal static class Spread
{
    internal static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    internal static double SumOfSquares(ReadOnlySpan<double> values)
    {
        double mean = Mean(values), squares = 0, rest = 0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
            rest += value - mean;
        }

        return Math.Max(0, squares - (rest * rest / values.Length));
    }

    /// <summary>Sample variance; NaN for fewer than two values.</summary>
    internal static double Variance(ReadOnlySpan<double> values) => values.Length < 2 ? double.NaN : SumOfSquares(values) / (values.Length - 1);

    /// <summary>Population deviation; NaN where the values are constant up to rounding.</summary>
    internal static double PopulationDeviation(ReadOnlySpan<double> values)
    {
        var deviation = Math.Sqrt(SumOfSquares(values) / values.Length);
        return deviation > 1e-12 * Math.Abs(Mean(values)) ? deviation : double.NaN;
    }
}
