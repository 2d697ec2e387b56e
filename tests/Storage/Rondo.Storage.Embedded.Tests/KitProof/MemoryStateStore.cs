using Rondo.Kernel.State;

namespace Rondo.Storage.Embedded.Tests.KitProof;

/// <summary>The plainest state store that keeps every promise, and the places in which a broken one breaks it.</summary>
internal class MemoryStateStore(Dictionary<(string Scope, string Key), StateRecord> disk) : IStateStore, ICloseable
{
    private readonly Lock _gate = new();
    private bool _closed;

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    public ValueTask<StateRecord?> ReadAsync(string scope, string key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(disk.GetValueOrDefault((scope, key)));
        }
    }

    public virtual ValueTask<IReadOnlyList<StateRecord>> ListAsync(string scope, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<StateRecord>>([.. disk.Where(record => record.Key.Scope == scope).Select(record => record.Value).OrderBy(record => record.Key, StringComparer.Ordinal)]);
        }
    }

    public virtual ValueTask<bool> TryWriteAsync(string scope, string key, string json, long? expectedVersion, CancellationToken cancellation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var version = disk.GetValueOrDefault((scope, key))?.Version ?? 0;
            if (!Fits(version, expectedVersion))
            {
                return ValueTask.FromResult(false);
            }

            disk[(scope, key)] = new StateRecord(key, json, version + 1);
            return ValueTask.FromResult(true);
        }
    }

    public virtual ValueTask DeleteAsync(string scope, string key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            disk.Remove((scope, key));
        }

        return ValueTask.CompletedTask;
    }

    protected virtual bool Fits(long version, long? expectedVersion) => expectedVersion is null || expectedVersion == version;
}
