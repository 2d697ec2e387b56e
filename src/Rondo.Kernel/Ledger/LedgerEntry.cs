using Rondo.Contracts;

namespace Rondo.Kernel.Ledger;

/// <summary>One version of one document, as it stands in a product's append-only ledger. Never changed, never removed.</summary>
/// <param name="Sequence">Place in the product's ledger, from 1, without gaps.</param>
/// <param name="Product">Product it belongs to.</param>
/// <param name="Kind">Kind of document.</param>
/// <param name="Id">Id within the kind.</param>
/// <param name="Version">Version of the document, from 1, without gaps.</param>
/// <param name="Body">JSON, exactly as hashed.</param>
/// <param name="BasedOn">What it was derived from.</param>
/// <param name="Actor">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="At">When, UTC.</param>
/// <param name="IdempotencyKey">Key under which a repeated request finds this entry again; empty where none was given.</param>
/// <param name="PreviousHash">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 in lower-case hex over the previous hash and every field above.</param>
public sealed record LedgerEntry(
    long Sequence,
    string Product,
    string Kind,
    string Id,
    int Version,
    string Body,
    IReadOnlyList<DocumentRef> BasedOn,
    string Actor,
    Role Role,
    string Reason,
    DateTimeOffset At,
    string IdempotencyKey,
    string PreviousHash,
    string Hash)
{
    /// <summary>Points at this version.</summary>
    public DocumentRef Ref => new(Kind, Id, Version);
}

/// <summary>A document version that somebody wants to append.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Id">Id within the kind.</param>
/// <param name="ExpectedVersion">Version that the writer saw last; 0 for a new document; null where the last one is meant, whatever it is.</param>
/// <param name="Body">JSON.</param>
/// <param name="BasedOn">What it was derived from.</param>
public sealed record Draft(string Kind, string Id, int? ExpectedVersion, string Body, IReadOnlyList<DocumentRef> BasedOn);

/// <summary>Drafts that stand or fall together.</summary>
/// <param name="Product">Product.</param>
/// <param name="Actor">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Reason">Why.</param>
/// <param name="IdempotencyKey">Empty where none.</param>
/// <param name="Drafts">At least one.</param>
public sealed record Commit(string Product, string Actor, Role Role, string Reason, string IdempotencyKey, IReadOnlyList<Draft> Drafts);
