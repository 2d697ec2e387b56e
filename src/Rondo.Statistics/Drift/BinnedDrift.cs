namespace Rondo.Statistics;

/// <summary>Runs a distance of counts on numbers binned by the reference.</summary>
internal static class BinnedDrift
{
    internal static StatisticResult Run(StatisticInputs inputs, CountBootstrap.Distance distance)
    {
        var bins = ReferenceBins.Of(inputs.Numbers("reference"), inputs.Integer("bins"));
        return StatisticResult.Of(CountBootstrap.Of(
            [.. bins.Reference], bins.CountOf(inputs.Numbers("current")), distance, inputs.Integer("resamples"), inputs.Number("level"), inputs.ReadSeed()));
    }

    internal static StatisticResult RunLabels(StatisticInputs inputs, CountBootstrap.Distance distance)
    {
        var counts = CategoryCounts.Of(inputs.Labels("reference"), inputs.Labels("current"));
        return StatisticResult.Of(CountBootstrap.Of(counts.Reference, counts.Current, distance, inputs.Integer("resamples"), inputs.Number("level"), inputs.ReadSeed()));
    }
}
