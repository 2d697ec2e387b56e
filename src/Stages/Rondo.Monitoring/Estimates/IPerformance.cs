using Rondo.Statistics;

namespace Rondo.Monitoring.Estimates;

/// <summary>One way to say how a model performs on rows whose outcomes are not known yet.</summary>
internal interface IPerformance
{
    /// <summary>Smallest and largest value that a metric may take: shares 0 to 1, errors 0 to infinity.</summary>
    (double Low, double High) Range { get; }

    /// <summary>Estimated metrics of rows without their outcomes.</summary>
    IReadOnlyDictionary<string, Estimate> Estimated(int[] rows);

    /// <summary>Metrics as they turned out; empty where no outcome is known.</summary>
    IReadOnlyDictionary<string, Estimate> Realised(int[] rows);

    /// <summary>Metrics as they turned out on rows of the reference.</summary>
    IReadOnlyDictionary<string, Estimate> OnReference(int[] rows);
}
