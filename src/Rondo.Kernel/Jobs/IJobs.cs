using Rondo.Contracts;

namespace Rondo.Kernel.Jobs;

/// <summary>Long work: has progress, can be cancelled, survives a restart or fails with a clear reason.</summary>
public interface IJobs
{
    /// <summary>Starts a job; it is on record before this returns.</summary>
    ValueTask<JobStatus> StartAsync(JobRequest request, CancellationToken cancellation);

    /// <summary>Its status, or null.</summary>
    ValueTask<JobStatus?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Jobs of a product, newest first.</summary>
    ValueTask<IReadOnlyList<JobStatus>> ListAsync(string product, CancellationToken cancellation);

    /// <summary>Asks a job to stop; no effect on one that has ended.</summary>
    ValueTask CancelAsync(string id, CancellationToken cancellation);

    /// <summary>Its status now and at every change (at most about ten a second), until it has ended.</summary>
    IAsyncEnumerable<JobStatus> WatchAsync(string id, CancellationToken cancellation);
}

/// <summary>What to start.</summary>
/// <param name="Kind">Names the <see cref="IJobHandler"/>.</param>
/// <param name="Product">Product.</param>
/// <param name="Arguments">JSON for the handler.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Role">In which role.</param>
public sealed record JobRequest(string Kind, string Product, string Arguments, string Actor, Role Role);

/// <summary>Does the work of one kind of job. Found, not listed.</summary>
public interface IJobHandler
{
    /// <summary>Stable kind, for example <c>train</c>.</summary>
    string Kind { get; }

    /// <summary>True where running it again from the start after a restart is right; else an interrupted job fails, saying so.</summary>
    bool Repeatable { get; }

    /// <summary>Does it.</summary>
    /// <returns>JSON of the result, or the refusal.</returns>
    Task<Answer<string>> RunAsync(JobContext context, CancellationToken cancellation);
}

/// <summary>What a handler may know and report.</summary>
/// <param name="Id">Job.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Report">Takes steps done, steps in all, and what is being done.</param>
public sealed record JobContext(string Id, JobRequest Request, Action<double, double, string> Report);
