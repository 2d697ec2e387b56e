namespace Rondo.Kernel.State;

/// <summary>A small piece of mutable state with its version.</summary>
/// <param name="Key">Key within the scope.</param>
/// <param name="Json">Content.</param>
/// <param name="Version">From 1; grows by one with every write.</param>
public sealed record StateRecord(string Key, string Json, long Version);

/// <summary>
/// Small mutable state that is not history: progress of jobs, positions of owners, people's tokens. What a person decides
/// or the system measures belongs into the ledger instead.
/// </summary>
public interface IStateStore
{
    /// <summary>Reads one record, or null.</summary>
    ValueTask<StateRecord?> ReadAsync(string scope, string key, CancellationToken cancellation);

    /// <summary>Reads every record of a scope, by key in ordinal order.</summary>
    ValueTask<IReadOnlyList<StateRecord>> ListAsync(string scope, CancellationToken cancellation);

    /// <summary>Writes durably.</summary>
    /// <param name="scope">Scope.</param>
    /// <param name="key">Key.</param>
    /// <param name="json">Content.</param>
    /// <param name="expectedVersion">Version that was read; 0 for a new record; null to write whatever stands.</param>
    /// <param name="cancellation">Cancellation.</param>
    /// <returns>False where another version stands; nothing was written then.</returns>
    ValueTask<bool> TryWriteAsync(string scope, string key, string json, long? expectedVersion, CancellationToken cancellation);

    /// <summary>Removes a record; no error where there is none.</summary>
    ValueTask DeleteAsync(string scope, string key, CancellationToken cancellation);
}
