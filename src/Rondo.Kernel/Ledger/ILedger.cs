namespace Rondo.Kernel.Ledger;

/// <summary>The one ledger, as the rest of the program sees it.</summary>
public interface ILedger
{
    /// <summary>A product's state, including every append that has returned anywhere; null where the product does not exist.</summary>
    ValueTask<ProductState?> FindAsync(string product, CancellationToken cancellation);

    /// <summary>Names of all products.</summary>
    ValueTask<IReadOnlyList<string>> ProductsAsync(CancellationToken cancellation);

    /// <summary>
    /// Appends a commit: all its drafts or none. Refuses with <c>stale_version</c> and both sides where another
    /// writer was first; a repeated idempotency key returns the entries of the first time.
    /// </summary>
    ValueTask<Answer<AppendResult>> AppendAsync(Commit commit, CancellationToken cancellation);
}

/// <summary>What an append left behind.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Entries">The entries of this commit.</param>
/// <param name="Repeated">True where an earlier request with the same idempotency key had written them already.</param>
public sealed record AppendResult(ProductState State, IReadOnlyList<LedgerEntry> Entries, bool Repeated);
