using Rondo.Contracts;

namespace Rondo.Modeling.Promises;

/// <summary>The share of all that is decided rightly.</summary>
internal sealed class AccuracyMeter : IPromiseMeter
{
    public PromiseMetric Metric => PromiseMetric.Accuracy;

    public Statistics.Estimate Measure(JudgedRows rows, Promise promise) => rows.Counts.Accuracy();
}
