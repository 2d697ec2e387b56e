using Rondo.Kernel.Ledger;

namespace Rondo.Kernel.Events;

/// <summary>
/// Hears of entries after they are durable. This is how stages react to one another without knowing one another.
/// Found, not listed. A listener that throws is logged and does not undo the append.
/// </summary>
public interface ILedgerListener
{
    /// <summary>Called once per commit, in ledger order per product.</summary>
    ValueTask HeardAsync(ProductState state, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation);
}
