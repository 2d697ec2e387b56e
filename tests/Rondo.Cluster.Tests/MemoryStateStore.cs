using System.Collections.Concurrent;
using Rondo.Kernel.State;

namespace Rondo.Cluster.Tests;

/// <summary>State that outlives a server in a test: hand the same object to the next one.</summary>
internal sealed class MemoryStateStore : IStateStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Scope, string Key), StateRecord> _records = [];

    public ConcurrentQueue<string> Written { get; } = [];

    public ValueTask<StateRecord?> ReadAsync(string scope, string key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_records.GetValueOrDefault((scope, key)));
        }
    }

    public ValueTask<IReadOnlyList<StateRecord>> ListAsync(string scope, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<StateRecord>>([.. _records.Where(record => record.Key.Scope == scope).Select(record => record.Value).OrderBy(record => record.Key, StringComparer.Ordinal)]);
        }
    }

    public ValueTask<bool> TryWriteAsync(string scope, string key, string json, long? expectedVersion, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var version = _records.GetValueOrDefault((scope, key))?.Version ?? 0;
            if (expectedVersion is { } expected && expected != version)
            {
                return ValueTask.FromResult(false);
            }

            _records[(scope, key)] = new StateRecord(key, json, version + 1);
            Written.Enqueue(json);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask DeleteAsync(string scope, string key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _records.Remove((scope, key));
        }

        return ValueTask.CompletedTask;
    }
}
