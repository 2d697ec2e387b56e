using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Kernel.Ledger;

/// <summary>A typed document together with its ledger entry.</summary>
public sealed record Stored<T>(LedgerEntry Entry, T Body)
{
    /// <summary>Points at this version.</summary>
    public DocumentRef Ref => Entry.Ref;

    /// <summary>Id within the kind.</summary>
    public string Id => Entry.Id;
}

/// <summary>
/// All that is known about a product at one moment: an immutable snapshot of its ledger. Gate rules, verdicts and
/// pages are pure functions of it.
/// </summary>
public sealed class ProductState
{
    private readonly ImmutableDictionary<(string Kind, string Id), ImmutableList<LedgerEntry>> _documents;
    private readonly ConcurrentDictionary<(long, Type), object> _bodies = new();
    private readonly ConcurrentDictionary<DocumentRef, IReadOnlyList<DocumentRef>> _stale = new();

    private ProductState(string product, ImmutableList<LedgerEntry> entries, ImmutableDictionary<(string, string), ImmutableList<LedgerEntry>> documents)
    {
        Product = product;
        Entries = entries;
        _documents = documents;
    }

    /// <summary>Product.</summary>
    public string Product { get; }

    /// <summary>Every entry, in order.</summary>
    public ImmutableList<LedgerEntry> Entries { get; }

    /// <summary>Sequence of the last entry; 0 where there is none.</summary>
    public long Sequence => Entries.Count;

    /// <summary>Hash of the last entry.</summary>
    public string Head => Entries.Count == 0 ? LedgerHash.Genesis : Entries[^1].Hash;

    /// <summary>A product without a past.</summary>
    public static ProductState Empty(string product) =>
        new(product, [], ImmutableDictionary<(string, string), ImmutableList<LedgerEntry>>.Empty);

    /// <summary>The state after further entries.</summary>
    public ProductState With(IReadOnlyList<LedgerEntry> entries)
    {
        if (entries.Count == 0)
        {
            return this;
        }

        var documents = _documents.ToBuilder();
        foreach (var entry in entries)
        {
            var key = (entry.Kind, entry.Id);
            documents[key] = documents.TryGetValue(key, out var history) ? history.Add(entry) : [entry];
        }

        return new ProductState(Product, Entries.AddRange(entries), documents.ToImmutable());
    }

    /// <summary>The newest version of a document, or null.</summary>
    public LedgerEntry? Latest(string kind, string id) => _documents.TryGetValue((kind, id), out var history) ? history[^1] : null;

    /// <summary>Every version of a document, oldest first.</summary>
    public IReadOnlyList<LedgerEntry> History(string kind, string id) => _documents.TryGetValue((kind, id), out var history) ? history : [];

    /// <summary>One version of a document, or null.</summary>
    public LedgerEntry? At(DocumentRef reference) =>
        _documents.TryGetValue((reference.Kind, reference.Id), out var history) && reference.Version >= 1 && reference.Version <= history.Count ? history[reference.Version - 1] : null;

    /// <summary>The newest version of every document of a kind, oldest document first.</summary>
    public IReadOnlyList<LedgerEntry> OfKind(string kind) =>
        [.. _documents.Where(document => document.Key.Kind == kind).OrderBy(document => document.Value[0].Sequence).Select(document => document.Value[^1])];

    /// <summary>The newest version of a typed document, or null.</summary>
    public Stored<T>? Find<T>(string id = "main")
        where T : class, IDocument => Latest(T.Kind, id) is { } entry ? Read<T>(entry) : null;

    /// <summary>The newest version of every document of a type, oldest document first.</summary>
    public IReadOnlyList<Stored<T>> All<T>()
        where T : class, IDocument => [.. OfKind(T.Kind).Select(Read<T>)];

    /// <summary>The typed body of an entry.</summary>
    public Stored<T> Read<T>(LedgerEntry entry)
        where T : class => new(entry, (T)_bodies.GetOrAdd((entry.Sequence, typeof(T)), _ =>
            JsonSerializer.Deserialize<T>(entry.Body, RondoJson.Options) ?? throw new InvalidDataException($"{entry.Ref} has no body.")));

    /// <summary>
    /// Newer versions of what this document version was based on, directly or not. Empty means fresh. Computed from
    /// the graph, never stored, so that it cannot be wrong about itself. What only tells what happened
    /// (<see cref="IHistory"/>) is always fresh.
    /// </summary>
    public IReadOnlyList<DocumentRef> StaleBecause(DocumentRef reference) => _stale.GetOrAdd(reference, _ =>
    {
        var newer = new SortedDictionary<string, DocumentRef>(StringComparer.Ordinal);
        var seen = new HashSet<DocumentRef> { reference };
        var open = new Stack<DocumentRef>(HistoryKinds.Contains(reference.Kind) ? [] : [reference]);
        while (open.TryPop(out var current))
        {
            foreach (var basis in At(current)?.BasedOn ?? [])
            {
                if (Latest(basis.Kind, basis.Id) is { } latest && latest.Version > basis.Version)
                {
                    newer[latest.Ref.ToString()] = latest.Ref;
                }

                if (seen.Add(basis))
                {
                    open.Push(basis);
                }
            }
        }

        return [.. newer.Values];
    });

    /// <summary>True where something below it has changed.</summary>
    public bool IsStale(DocumentRef reference) => StaleBecause(reference).Count > 0;

    /// <summary>A document as it travels.</summary>
    public Document<T> Envelope<T>(Stored<T> stored)
        where T : class
    {
        var entry = stored.Entry;
        var stale = StaleBecause(entry.Ref);
        return new Document<T>
        {
            Product = Product,
            Kind = entry.Kind,
            Id = entry.Id,
            Version = entry.Version,
            Body = stored.Body,
            BasedOn = entry.BasedOn,
            Actor = entry.Actor,
            Role = entry.Role,
            Reason = entry.Reason,
            At = entry.At,
            Sequence = entry.Sequence,
            Hash = entry.Hash,
            Stale = stale.Count > 0,
            StaleBecause = stale,
        };
    }
}
