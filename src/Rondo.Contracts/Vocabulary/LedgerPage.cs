using System.Text.Json;

namespace Rondo.Contracts;

/// <summary>A page of a product's ledger, newest first.</summary>
public sealed record LedgerPage
{
    /// <summary>Entries.</summary>
    public required IReadOnlyList<Document<JsonElement>> Entries { get; init; }

    /// <summary>Send it as <c>before</c> to get the next page; null on the last one.</summary>
    public long? Next { get; init; }
}

/// <summary>What re-computing a product's chain showed.</summary>
/// <param name="Product">Product.</param>
/// <param name="Entries">Entries read.</param>
/// <param name="Intact">True where every entry is as it was written.</param>
/// <param name="BrokenAt">Sequence of the first entry that is not; null where intact.</param>
/// <param name="Sentence">The same in words.</param>
public sealed record LedgerVerification(string Product, long Entries, bool Intact, long? BrokenAt, string Sentence);
