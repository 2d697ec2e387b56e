using Rondo.Contracts;

namespace Rondo.Modeling.Promises;

/// <summary>The share of those looked for that are found.</summary>
internal sealed class RecallMeter : IPromiseMeter
{
    public PromiseMetric Metric => PromiseMetric.Recall;

    public Statistics.Estimate Measure(JudgedRows rows, Promise promise) => rows.Counts.Recall();
}
