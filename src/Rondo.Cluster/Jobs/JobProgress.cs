using Rondo.Contracts;

namespace Rondo.Cluster.Jobs;

/// <summary>From what a handler reports to what people read.</summary>
internal static class JobProgress
{
    /// <summary>The status after a report.</summary>
    /// <param name="status">Before it.</param>
    /// <param name="done">Steps done; what is no finite number from 0 up counts as 0.</param>
    /// <param name="total">Steps in all; 0 where not known.</param>
    /// <param name="what">What is being done.</param>
    /// <param name="elapsed">Since this run began.</param>
    public static JobStatus With(JobStatus status, double done, double total, string? what, TimeSpan elapsed)
    {
        done = Countable(done);
        total = Countable(total);
        double? rate = done > 0 && elapsed > TimeSpan.Zero ? done / elapsed.TotalSeconds : null;
        return status with
        {
            DoneSteps = done,
            TotalSteps = total,
            What = what ?? "",
            Rate = rate,
            SecondsLeft = rate is { } speed && total > 0 ? Math.Max(0, total - done) / speed : null,
        };
    }

    private static double Countable(double steps) => double.IsFinite(steps) && steps > 0 ? steps : 0;
}
