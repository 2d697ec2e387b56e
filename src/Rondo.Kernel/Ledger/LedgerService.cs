using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rondo.Contracts;
using Rondo.Kernel.Events;
using Rondo.Kernel.Owners;

namespace Rondo.Kernel.Ledger;

/// <summary>
/// The ledger on top of a store: keeps a snapshot of each product and extends it by what is new, and sends every append
/// to the product's keyed owner, so that commits to one product are decided one after the other.
/// </summary>
internal sealed partial class LedgerService(ILedgerStore store, IKeyedOwners owners, IEnumerable<ILedgerListener> listeners, ILogger<LedgerService> logger) : ILedger
{
    private readonly ConcurrentDictionary<string, ProductState> _states = new(StringComparer.Ordinal);

    public async ValueTask<ProductState?> FindAsync(string product, CancellationToken cancellation)
    {
        var state = await CatchUpAsync(product, cancellation);
        return state.Entries.Count == 0 ? null : state;
    }

    public ValueTask<IReadOnlyList<string>> ProductsAsync(CancellationToken cancellation) => store.ProductsAsync(cancellation);

    public async ValueTask<Answer<AppendResult>> AppendAsync(Commit commit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var reply = await owners.AskAsync(ProductOwner.OwnerKind, commit.Product, JsonSerializer.Serialize(commit, RondoJson.Options), cancellation);
        var (refusal, from, to, repeated) = JsonSerializer.Deserialize<ProductOwner.Reply>(reply, RondoJson.Options)!;
        if (refusal is not null)
        {
            return refusal;
        }

        var state = await CatchUpAsync(commit.Product, cancellation);
        IReadOnlyList<LedgerEntry> entries = [.. state.Entries.Where(entry => entry.Sequence >= from && entry.Sequence <= to)];
        if (!repeated)
        {
            await TellAsync(state, entries, cancellation);
        }

        return new AppendResult(state, entries, repeated);
    }

    private async ValueTask<ProductState> CatchUpAsync(string product, CancellationToken cancellation)
    {
        var known = _states.GetOrAdd(product, static name => ProductState.Empty(name));
        var news = await store.ReadAsync(product, known.Sequence, cancellation);
        if (news.Count == 0)
        {
            return known;
        }

        var state = known.With(news);
        return _states.AddOrUpdate(product, state, (_, other) => other.Sequence >= state.Sequence ? other : state);
    }

    private async ValueTask TellAsync(ProductState state, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        foreach (var listener in listeners)
        {
            try
            {
                await listener.HeardAsync(state, entries, cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                ListenerFailed(exception, listener.GetType().Name, state.Product, entries[0].Sequence);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Listener} failed on {Product} at entry {Sequence}; the entry stands.")]
    private partial void ListenerFailed(Exception exception, string listener, string product, long sequence);
}

/// <summary>Owns one product's ledger: decides each commit against the newest state and appends it.</summary>
internal sealed class ProductOwner(ILedgerStore store, TimeProvider time) : IOwnerBehavior
{
    public const string OwnerKind = "product";

    // An owner holds its product's state between messages; a store that another process wrote to is caught up first.
    private readonly ConcurrentDictionary<string, ProductState> _states = new(StringComparer.Ordinal);

    public string Kind => OwnerKind;

    public async ValueTask<string> HandleAsync(string key, string message, CancellationToken cancellation)
    {
        var commit = JsonSerializer.Deserialize<Commit>(message, RondoJson.Options)!;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var state = _states.GetOrAdd(key, static name => ProductState.Empty(name));
            state = state.With(await store.ReadAsync(key, state.Sequence, cancellation));
            _states[key] = state;
            if (!AppendDecision.Decide(state, commit, time.GetUtcNow()).Try(out var decision, out var refusal))
            {
                return JsonSerializer.Serialize(new Reply(refusal, 0, 0, false), RondoJson.Options);
            }

            // Losing the race against another process is no error: the loop decides again on what that one wrote.
            if (decision.Repeated || await store.TryAppendAsync(decision.Entries, cancellation))
            {
                return JsonSerializer.Serialize(new Reply(null, decision.Entries[0].Sequence, decision.Entries[^1].Sequence, decision.Repeated), RondoJson.Options);
            }
        }
    }

    internal sealed record Reply(Refusal? Refusal, long From, long To, bool Repeated);
}
