using Rondo.Contracts;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Monitors;

/// <summary>Where a monitor's limit comes from: itself, the contract, or the custom of the field. No number is typed twice.</summary>
internal static class Limits
{
    /// <summary>PSI from which a change of a population counts as large.</summary>
    /// <remarks>Siddiqi 2006: a convention; the size-aware bound and the test must agree before it counts.</remarks>
    public const double Psi = 0.2;

    /// <summary>The limit; null where the contract would have to say it and does not.</summary>
    public static double? Of(Monitor monitor, SuccessContract? contract) => monitor.Limit ?? monitor.Metric switch
    {
        MonitorMetric.Recall => Promised(contract, PromiseMetric.Recall),
        MonitorMetric.Precision => Promised(contract, PromiseMetric.Precision),
        MonitorMetric.FeatureDrift or MonitorMetric.ScoreDrift => Psi,
        MonitorMetric.FallbackRate => 0.05,
        MonitorMetric.Complaints => 0.2,
        _ => 1,
    };

    /// <summary>True where the limit is the contract's.</summary>
    public static bool IsPromise(Monitor monitor) => monitor.Limit is null && monitor.Metric is (MonitorMetric.Recall or MonitorMetric.Precision);

    /// <summary>Largest limit that makes sense.</summary>
    public static double Largest(MonitorMetric metric) => metric switch
    {
        MonitorMetric.FeatureDrift or MonitorMetric.ScoreDrift => 100,
        MonitorMetric.TruthFlow or MonitorMetric.RequestFlow => 1e12,
        _ => 1,
    };

    private static double? Promised(SuccessContract? contract, PromiseMetric metric) =>
        contract?.Promises.FirstOrDefault(promise => promise.Metric == metric)?.Limit;
}

/// <summary>Metrics as people say them.</summary>
internal static class Words
{
    public static string Of(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Recall => "recall",
        MonitorMetric.Precision => "precision",
        MonitorMetric.FeatureDrift => "drift of inputs",
        MonitorMetric.ScoreDrift => "drift of scores",
        MonitorMetric.TruthFlow => "the flow of outcomes",
        MonitorMetric.RequestFlow => "the flow of requests",
        MonitorMetric.FallbackRate => "the fallback rate",
        _ => "complaints",
    };
}
