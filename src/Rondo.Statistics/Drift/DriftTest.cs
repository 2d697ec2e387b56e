namespace Rondo.Statistics;

/// <summary>Runs a two-sample test of numbers for the catalogue.</summary>
internal static class DriftTest
{
    internal delegate TestResult Test(ReadOnlySpan<double> reference, ReadOnlySpan<double> current);

    internal static StatisticResult Run(StatisticInputs inputs, Test test)
    {
        double[] reference = inputs.Numbers("reference"), current = inputs.Numbers("current");
        var result = test(reference, current);
        return double.IsFinite(result.Statistic)
            ? StatisticResult.Of(DriftDistance.Estimated(reference, current, result.Statistic), ("p", result.P))
            : StatisticResult.Undefined("The values leave the statistic undefined: a side is too small, constant or infinite.");
    }

    /// <summary>Both samples together, sorted, and which side each value came from; missing values left out.</summary>
    internal static (double[] Values, bool[] IsCurrent) Pool(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double[] a = SortedColumn.Of(reference), b = SortedColumn.Of(current);
        double[] values = [.. a, .. b];
        bool[] side = [.. Enumerable.Range(0, values.Length).Select(i => i >= a.Length)];
        Array.Sort(values, side);
        return (values, side);
    }
}
