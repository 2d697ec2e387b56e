using Rondo.Contracts;
using Rondo.Statistics;

namespace Rondo.Modeling.Promises;

/// <summary>The largest difference in recall between two groups of a column that have enough positives to be judged.</summary>
internal sealed class FairnessGapMeter : IPromiseMeter
{
    // Fewer positives than this make a group's recall mostly chance.
    private const int MinimumPositives = 30;

    public PromiseMetric Metric => PromiseMetric.FairnessGap;

    public Statistics.Estimate Measure(JudgedRows rows, Promise promise)
    {
        if (rows.Table.Find(promise.Column) is not { } column)
        {
            return Statistics.Estimate.Undefined(0, "bootstrap");
        }

        var positives = Enumerable.Range(0, rows.Truth.Length).Where(row => rows.Truth[row]).ToArray();
        var large = positives.GroupBy(column.Text).Where(group => group.Key.Length > 0 && group.Count() >= MinimumPositives).Select(group => group.Key).ToList();
        if (large.Count < 2)
        {
            return Statistics.Estimate.Undefined(positives.Length, "bootstrap");
        }

        var group = positives.Select(row => large.IndexOf(column.Text(row))).ToArray();
        var found = positives.Select(row => rows.Scores[row] >= rows.Threshold).ToArray();
        return Bootstrap.Percentile(positives.Length, drawn =>
        {
            var n = new int[large.Count];
            var hits = new int[large.Count];
            for (var i = 0; i < drawn.Length; i++)
            {
                if (group[i] >= 0)
                {
                    n[group[i]] += drawn[i];
                    hits[group[i]] += found[i] ? drawn[i] : 0;
                }
            }

            var recalls = Enumerable.Range(0, n.Length).Where(g => n[g] > 0).Select(g => (double)hits[g] / n[g]).ToList();
            return recalls.Count < 2 ? double.NaN : recalls.Max() - recalls.Min();
        });
    }
}
