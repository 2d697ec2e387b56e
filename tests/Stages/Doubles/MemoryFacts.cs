using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Facts;

namespace Rondo.Tests.Doubles;

/// <summary>Facts in memory; the first one with an id wins, as in the real store.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Linked into several test projects; not all use it.")]
internal sealed class MemoryFacts : IFactStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string, string), Fact> _facts = [];

    /// <summary>What every append fails with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Facts that were read.</summary>
    public int ReadCount { get; private set; }

    public IReadOnlyList<Fact> Of(string kind)
    {
        lock (_lock)
        {
            return [.. _facts.Values.Where(fact => fact.Kind == kind)];
        }
    }

    public ValueTask<IReadOnlyList<FactFate>> AppendAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        if (Failure is not null)
        {
            return ValueTask.FromException<IReadOnlyList<FactFate>>(Failure);
        }

        lock (_lock)
        {
            return new((IReadOnlyList<FactFate>)[.. facts.Select(fact =>
                _facts.TryAdd((fact.Product, fact.Kind, fact.Id), fact) ? FactFate.Stored
                : _facts[(fact.Product, fact.Kind, fact.Id)] with { RecordedAt = fact.RecordedAt } == fact ? FactFate.Repeated
                : FactFate.Conflicting)]);
        }
    }

    public ValueTask CheckAsync(CancellationToken cancellation) => Failure is null ? ValueTask.CompletedTask : ValueTask.FromException(Failure);

    public ValueTask<Fact?> FindAsync(string product, string kind, string id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new(_facts.GetValueOrDefault((product, kind, id)));
        }
    }

    public ValueTask<IReadOnlyDictionary<string, Fact>> FindAsync(string product, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new((IReadOnlyDictionary<string, Fact>)ids.Distinct().Where(id => _facts.ContainsKey((product, kind, id))).ToDictionary(id => id, id => _facts[(product, kind, id)]));
        }
    }

    public async IAsyncEnumerable<Fact> ReadAsync(FactQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var fact in Query(query).Take(query.Limit ?? int.MaxValue))
        {
            ReadCount++;
            yield return fact;
        }
    }

    public ValueTask<long> CountAsync(FactQuery query, CancellationToken cancellation) => new(Query(query).Count);

    private List<Fact> Query(FactQuery query)
    {
        lock (_lock)
        {
            var found = _facts.Values
                .Where(fact => fact.Product == query.Product && fact.Kind == query.Kind)
                .Where(fact => query.From is null || fact.At >= query.From)
                .Where(fact => query.RecordedFrom is null || fact.RecordedAt >= query.RecordedFrom)
                .Where(fact => query.To is null || fact.At < query.To)
                .Where(fact => query.Release is null || fact.Release == query.Release)
                .Where(fact => query.Subject is null || fact.Subject == query.Subject)
                .OrderBy(fact => fact.At).ThenBy(fact => fact.Id, StringComparer.Ordinal).ToList();
            if (query.NewestFirst)
            {
                found.Reverse();
            }

            return found;
        }
    }
}

/// <summary>Blobs in memory, under the names a test gives them.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Linked into several test projects; not all use it.")]
internal sealed class MemoryBlobs : IBlobStore
{
    public Dictionary<string, byte[]> Content { get; } = [];

    public int Opened { get; private set; }

    public ValueTask<BlobRef?> WriteAsync(Stream content, long maxBytes, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<Stream?> OpenAsync(string hash, CancellationToken cancellation)
    {
        lock (Content)
        {
            Opened++;
            return new(Content.TryGetValue(hash, out var bytes) ? new MemoryStream(bytes) : null);
        }
    }
}
