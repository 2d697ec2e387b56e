using System.Runtime.CompilerServices;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Tests.KitProof;

/// <summary>The plainest fact store that keeps every promise, and the places in which a broken one breaks it.</summary>
internal class MemoryFactStore(List<Fact> disk) : IFactStore, ICloseable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, string, string), int> _places = [];
    private int _indexed;
    private bool _closed;

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    public ValueTask<IReadOnlyList<FactFate>> AppendAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (facts.Any(fact => Texts(fact).Contains(null)))
            {
                throw new ArgumentException("A hole.", nameof(facts));
            }

            return ValueTask.FromResult<IReadOnlyList<FactFate>>([.. facts.Select(fact => Append(disk, fact))]);
        }
    }

    public ValueTask CheckAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask<Fact?> FindAsync(string product, string kind, string id, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(PlaceOf(disk, product, kind, id) is { } at ? disk[at] : null);
        }
    }

    public virtual ValueTask<IReadOnlyDictionary<string, Fact>> FindAsync(string product, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyDictionary<string, Fact>>(ids.Distinct().Where(id => PlaceOf(disk, product, kind, id) is not null).ToDictionary(id => id, id => disk[PlaceOf(disk, product, kind, id)!.Value]));
        }
    }

    public async IAsyncEnumerable<Fact> ReadAsync(FactQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<Fact> found;
        lock (_gate)
        {
            found = [.. Order(disk.Where(fact => Fits(fact, query)), query).Take(query.Limit ?? int.MaxValue)];
        }

        foreach (var fact in found)
        {
            yield return fact;
        }

        await Task.CompletedTask;
    }

    public virtual ValueTask<long> CountAsync(FactQuery query, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult((long)disk.Count(fact => Fits(fact, query)));
        }
    }

    protected virtual FactFate Append(List<Fact> all, Fact fact)
    {
        if (PlaceOf(all, fact.Product, fact.Kind, fact.Id) is not { } at)
        {
            all.Add(fact);
            return FactFate.Stored;
        }

        return Same(all[at], fact) ? FactFate.Repeated : Conflict(all, at, fact);
    }

    protected virtual bool Same(Fact standing, Fact fact) => standing == fact with { RecordedAt = standing.RecordedAt };

    protected virtual FactFate Conflict(List<Fact> all, int at, Fact fact) => FactFate.Conflicting;

    protected virtual bool Fits(Fact fact, FactQuery query) =>
        fact.Product == query.Product && fact.Kind == query.Kind
        && (query.From is null || fact.At >= query.From) && (query.RecordedFrom is null || fact.RecordedAt >= query.RecordedFrom) && (query.To is null || fact.At < query.To)
        && (query.Release is null || fact.Release == query.Release) && (query.Subject is null || fact.Subject == query.Subject);

    protected virtual IEnumerable<Fact> Order(IEnumerable<Fact> facts, FactQuery query)
    {
        var ordered = facts.OrderBy(fact => fact.At).ThenBy(fact => fact.Id, StringComparer.Ordinal);
        return query.NewestFirst ? ordered.Reverse() : ordered;
    }

    private static IEnumerable<string?> Texts(Fact fact) => [fact.Product, fact.Kind, fact.Id, fact.Subject, fact.Entity, fact.Release, fact.Arm, fact.Label, fact.Body];

    private int? PlaceOf(List<Fact> all, string product, string kind, string id)
    {
        for (; _indexed < all.Count; _indexed++)
        {
            _places.TryAdd((all[_indexed].Product, all[_indexed].Kind, all[_indexed].Id), _indexed);
        }

        return _places.TryGetValue((product, kind, id), out var at) ? at : null;
    }
}
