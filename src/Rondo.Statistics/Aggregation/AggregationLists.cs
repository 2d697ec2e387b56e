namespace Rondo.Statistics;

/// <summary>The lists that aggregation adds to a result.</summary>
internal static class AggregationLists
{
    internal static Dictionary<string, double[]> Of(AggregationResult result) => new()
    {
        ["labels"] = [.. result.Labels.Select(l => (double)l)],
        ["probabilities"] = [.. result.Labels.Select((l, i) => l < 0 ? double.NaN : result.Posterior(i)[l])],
        ["prevalence"] = [.. result.Priors],
    };

    /// <summary>Mean probability of the chosen labels, with a bootstrap interval over items.</summary>
    internal static StatisticResult Run(StatisticInputs inputs, Func<RatingTable, AggregationResult> aggregate)
    {
        var table = RatingTable.FromRows(inputs.LabelRows("labels"));
        if (table.Annotations == 0)
        {
            return StatisticResult.Undefined("There is no label.");
        }

        var result = aggregate(table);
        double[] sure = [.. result.Labels.Select((l, i) => (l, i)).Where(x => x.l >= 0).Select(x => result.Posterior(x.i)[x.l])];
        return StatisticResult.Of(Bootstrap.Mean(sure, 200), ("log_likelihood", result.LogLikelihood), ("iterations", result.Iterations)) with { Lists = Of(result) };
    }
}
