using Microsoft.Extensions.Options;

namespace Rondo.Cluster;

/// <summary>How owners and jobs are run.</summary>
public sealed class ClusterOptions
{
    /// <summary>
    /// How long a question to an owner may take, its wait behind others included, before the asker gives up. The
    /// owner still finishes. Shorter shows a stuck owner sooner; longer survives a slow disk.
    /// </summary>
    /// <value>Default: 10 seconds. At least 1 second.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Jobs at work at once on one server; each may use every core, so more of them mostly means each is slower.</summary>
    /// <value>Default: 2. At least 1.</value>
    public int JobsAtOnce { get; set; } = 2;

    /// <summary>
    /// Jobs that may wait for their turn; one more is refused at once with <c>job_queue_full</c>. A guard against a
    /// script that starts jobs in a loop.
    /// </summary>
    /// <value>Default: 100. At least 1.</value>
    public int QueuedJobs { get; set; } = 100;
}

/// <summary>Names every fault of the options at once.</summary>
internal sealed class ClusterOptionsValidator : IValidateOptions<ClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        List<string> faults =
        [
            .. options.ResponseTimeout < TimeSpan.FromSeconds(1) ? [$"ResponseTimeout must be at least 1 second; got {options.ResponseTimeout}."] : Array.Empty<string>(),
            .. options.JobsAtOnce < 1 ? [$"JobsAtOnce must be at least 1; got {options.JobsAtOnce}."] : Array.Empty<string>(),
            .. options.QueuedJobs < 1 ? [$"QueuedJobs must be at least 1; got {options.QueuedJobs}."] : Array.Empty<string>(),
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
