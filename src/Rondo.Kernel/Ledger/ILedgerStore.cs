namespace Rondo.Kernel.Ledger;

/// <summary>
/// Keeps ledger entries. Append-only; an append is all or nothing and durable when it returns. Any engine that passes
/// <c>Rondo.Storage.TestKit</c> will do.
/// </summary>
public interface ILedgerStore
{
    /// <summary>
    /// Appends entries of one product, in order, atomically.
    /// </summary>
    /// <returns>False where another writer took one of the sequences, versions or idempotency keys first; nothing was written then.</returns>
    ValueTask<bool> TryAppendAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation);

    /// <summary>Reads a product's entries after a sequence, in order.</summary>
    ValueTask<IReadOnlyList<LedgerEntry>> ReadAsync(string product, long afterSequence, CancellationToken cancellation);

    /// <summary>Names of all products that have entries, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> ProductsAsync(CancellationToken cancellation);
}
