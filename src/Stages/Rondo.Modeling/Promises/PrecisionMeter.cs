using Rondo.Contracts;

namespace Rondo.Modeling.Promises;

/// <summary>The share of alarms that are right.</summary>
internal sealed class PrecisionMeter : IPromiseMeter
{
    public PromiseMetric Metric => PromiseMetric.Precision;

    public Statistics.Estimate Measure(JudgedRows rows, Promise promise) => rows.Counts.Precision();
}
