using Rondo.Contracts;

namespace Rondo.Modeling.Promises;

/// <summary>The area under the ROC curve.</summary>
internal sealed class RocAucMeter : IPromiseMeter
{
    public PromiseMetric Metric => PromiseMetric.RocAuc;

    public Statistics.Estimate Measure(JudgedRows rows, Promise promise) => Statistics.RocAuc.DeLong(rows.Scores, rows.Truth);
}
