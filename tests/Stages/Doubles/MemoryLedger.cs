using System.Diagnostics.CodeAnalysis;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Events;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;

namespace Rondo.Tests.Doubles;

/// <summary>A ledger in memory, for tests of use cases: keeps versions, conflicts and idempotency keys as the real one does, and no chain.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Linked into several test projects; not all use it.")]
internal sealed class MemoryLedger(TimeProvider time) : ILedger
{
    private readonly Dictionary<string, ProductState> _states = [];

    public List<ILedgerListener> Listeners { get; } = [];

    public ProductState this[string product] => _states[product];

    public ValueTask<ProductState?> FindAsync(string product, CancellationToken cancellation) => new(_states.GetValueOrDefault(product));

    public ValueTask<IReadOnlyList<string>> ProductsAsync(CancellationToken cancellation) => new((IReadOnlyList<string>)[.. _states.Keys]);

    public async ValueTask<Answer<AppendResult>> AppendAsync(Commit commit, CancellationToken cancellation)
    {
        var state = _states.GetValueOrDefault(commit.Product) ?? ProductState.Empty(commit.Product);
        var entries = new List<LedgerEntry>();
        foreach (var draft in commit.Drafts)
        {
            var version = state.Latest(draft.Kind, draft.Id)?.Version ?? 0;
            if (draft.ExpectedVersion is { } expected && expected != version)
            {
                return new Refusal(CommonProblems.StaleVersion, $"{draft.Kind} {draft.Id}: expected {expected}, found {version}", "Read again.");
            }

            var entry = new LedgerEntry(state.Sequence + 1, commit.Product, draft.Kind, draft.Id, version + 1, draft.Body, draft.BasedOn, commit.Actor, commit.Role, commit.Reason, time.GetUtcNow(), commit.IdempotencyKey, "", $"{state.Sequence + 1}");
            entries.Add(entry);
            state = state.With([entry]);
        }

        _states[commit.Product] = state;
        foreach (var listener in Listeners)
        {
            await listener.HeardAsync(state, entries, cancellation);
        }

        return new AppendResult(_states[commit.Product], entries, false);
    }

    public Desk Desk(Role role = Role.Admin, string actor = "alex", string key = "", int? version = null) =>
        new(this, new Caller(actor, role) { IdempotencyKey = key, ExpectedVersion = version }, time);

    public async Task<DocumentRef> WriteAsync<T>(string product, string id, T body, params IEnumerable<DocumentRef?> basedOn)
        where T : class, IDocument
    {
        var draft = Kernel.Ledger.Desk.DraftOf(id, body, basedOn);
        var written = await AppendAsync(new Commit(product, "writer", Role.Admin, "", "", [draft]), CancellationToken.None);
        return written.Value.Entries[0].Ref;
    }
}

/// <summary>A clock that goes only where a test sends it.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Linked into several test projects; not all use it.")]
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Add(TimeSpan span) => _now += span;

    public void Set(DateTimeOffset now) => _now = now;
}

/// <summary>Ids that count.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Linked into several test projects; not all use it.")]
internal sealed class CountingIds : IIdSource
{
    private int _next;

    public string Next(string prefix) => $"{prefix}_{++_next}";
}
