namespace Rondo.Kernel.Schedules;

/// <summary>Work that comes back. One node of the cluster runs it at a time. Found, not listed.</summary>
public interface IScheduledWork
{
    /// <summary>Stable name.</summary>
    string Name { get; }

    /// <summary>How often.</summary>
    TimeSpan Every { get; }

    /// <summary>Does it once.</summary>
    Task RunAsync(CancellationToken cancellation);
}
