using System.Reflection;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Statistics;

namespace Rondo.Modeling.Promises;

/// <summary>Held-out rows with what the model said and what happened.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Scores">Calibrated scores.</param>
/// <param name="Truth">What happened.</param>
/// <param name="Package">The model.</param>
internal sealed record JudgedRows(Table Table, double[] Scores, bool[] Truth, PackedModel Package)
{
    public double Threshold => Package.Manifest.Threshold;

    public ConfusionCounts Counts { get; } = ConfusionCounts.At(Scores, Truth, Package.Manifest.Threshold);
}

/// <summary>Measures what one kind of promise is about. Found, not listed.</summary>
internal interface IPromiseMeter
{
    PromiseMetric Metric { get; }

    Statistics.Estimate Measure(JudgedRows rows, Promise promise);
}

/// <summary>Judges promises on the bound: the interval must lie on the right side of the limit as a whole.</summary>
internal static class PromiseJudge
{
    public static IReadOnlyDictionary<PromiseMetric, IPromiseMeter> Meters { get; } = typeof(IPromiseMeter).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPromiseMeter)))
        .Select(type => (IPromiseMeter)Activator.CreateInstance(type)!)
        .ToDictionary(meter => meter.Metric);

    public static PromiseResult Judge(Promise promise, JudgedRows rows)
    {
        var bound = Kernel.EstimateWire.ToWire(Meters[promise.Metric].Measure(rows, promise));
        var holds = Decide(promise, bound);
        return new PromiseResult(promise.ToString(), bound, holds, Sentence(promise, bound, holds));
    }

    public static PromiseVerdict Decide(Promise promise, Contracts.Estimate bound) =>
        bound.Low is not { } low || bound.High is not { } high ? PromiseVerdict.NotProven :
        promise.IsCeiling
            ? high <= promise.Limit ? PromiseVerdict.Holds : low > promise.Limit ? PromiseVerdict.Fails : PromiseVerdict.NotProven
            : low >= promise.Limit ? PromiseVerdict.Holds : high < promise.Limit ? PromiseVerdict.Fails : PromiseVerdict.NotProven;

    private static string Sentence(Promise promise, Contracts.Estimate bound, PromiseVerdict holds)
    {
        if (bound.Value is null)
        {
            return $"'{promise}' could not be measured on {bound.N:N0} rows.";
        }

        var measured = promise.Metric == PromiseMetric.LatencyMs
            ? FormattableString.Invariant($"{bound.Value:0.###} ms ({bound.Low:0.###} to {bound.High:0.###}, n = {bound.N:N0})")
            : FormattableString.Invariant($"{bound.Value * 100:0.0} % ({bound.Low * 100:0.0} to {bound.High * 100:0.0}, n = {bound.N:N0})");
        return holds switch
        {
            PromiseVerdict.Holds => $"'{promise}' holds: {measured}.",
            PromiseVerdict.Fails => $"'{promise}' fails: {measured}.",
            _ => $"'{promise}' is not proven: {measured}; the limit lies inside the interval.",
        };
    }
}
