using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rondo.Kernel.Facts;
using Rondo.Storage.Embedded.Folder;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>Facts in an append log and DuckDB. Opened at first use, so that a command which needs no facts waits for none.</summary>
internal sealed class EmbeddedFactStore(DataFolder folder, IOptions<EmbeddedStorageOptions> options, ILogger<EmbeddedFactStore> logger) : IFactStore, IAsyncDisposable, IDisposable
{
    private readonly Lazy<FactPipeline> _pipeline = new(() => new FactPipeline(folder.Path, options.Value, logger));
    private volatile bool _closed;

    // As much as a fact needs, and a block of the disk.
    private const int ProbeBytes = 4_096;

    public ValueTask<IReadOnlyList<FactFate>> AppendAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ObjectDisposedException.ThrowIf(_closed, this);
        cancellation.ThrowIfCancellationRequested();
        if (facts.Any(HasHole))
        {
            throw new ArgumentException("A text of a fact may be empty but not null.", nameof(facts));
        }

        return facts.Count == 0 ? ValueTask.FromResult<IReadOnlyList<FactFate>>([]) : _pipeline.Value.AppendAsync(facts, cancellation);
    }

    public async ValueTask CheckAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            // Beside the log, so that the same disk is asked with the same rights. That the log can be opened is part of the answer.
            _ = _pipeline.Value;
            var path = Path.Combine(folder.Path, FactPipeline.LogFolder, "probe");
            await File.WriteAllBytesAsync(path, new byte[ProbeBytes], cancellation);
            File.Delete(path);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException(denied.Message, denied);
        }
    }

    public ValueTask<Fact?> FindAsync(string product, string kind, string id, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_pipeline.Value.Find(new FactKey(product, kind, id)));
    }

    public ValueTask<IReadOnlyDictionary<string, Fact>> FindAsync(string product, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ObjectDisposedException.ThrowIf(_closed, this);
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_pipeline.Value.Find(product, kind, ids));
    }

    public async IAsyncEnumerable<Fact> ReadAsync(FactQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        ObjectDisposedException.ThrowIf(_closed, this);
        var columns = await _pipeline.Value.MovedAsync(cancellation);
        await foreach (var fact in columns.ReadAsync(query, cancellation))
        {
            yield return fact;
        }
    }

    public async ValueTask<long> CountAsync(FactQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        ObjectDisposedException.ThrowIf(_closed, this);
        return (await _pipeline.Value.MovedAsync(cancellation)).Count(query);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _closed, true) && _pipeline.IsValueCreated)
        {
            await _pipeline.Value.DisposeAsync();
        }
    }

    // For those who dispose their services synchronously; there is no synchronisation context that this could block.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    // Looked at before facts of several callers are put together: the fault of one must not become the failure of all.
    private static bool HasHole(Fact? fact) =>
        fact is null || fact.Product is null || fact.Kind is null || fact.Id is null || fact.Subject is null || fact.Entity is null
        || fact.Release is null || fact.Arm is null || fact.Label is null || fact.Body is null;
}
