using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.People;

namespace Rondo.Kernel.Ledger;

/// <summary>
/// Where a use case reads and writes documents in the name of its caller: checks field rights, passes on the caller's
/// conditions (expected version, idempotency key), and turns bodies into drafts.
/// </summary>
public sealed class Desk(ILedger ledger, Caller caller, TimeProvider time)
{
    /// <summary>Who asks.</summary>
    public Caller Caller => caller;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The product's state, or <c>unknown_product</c>.</summary>
    public async ValueTask<Answer<ProductState>> OpenAsync(string product, CancellationToken cancellation) =>
        await ledger.FindAsync(product, cancellation) is { } state ? state : CommonProblems.NoProduct(product);

    /// <summary>Writes one document and returns it as it stands.</summary>
    /// <param name="state">State on which the decision was made.</param>
    /// <param name="id">Id within the kind.</param>
    /// <param name="body">Body.</param>
    /// <param name="basedOn">What it was derived from; nulls are left out.</param>
    /// <param name="reason">Why; may be empty.</param>
    /// <param name="cancellation">Cancellation.</param>
    public async ValueTask<Answer<Document<T>>> WriteAsync<T>(ProductState state, string id, T body, IEnumerable<DocumentRef?> basedOn, string reason, CancellationToken cancellation)
        where T : class, IDocument
    {
        if (FieldRights.Check(state.Find<T>(id)?.Body, body, caller.Role) is { } refusal)
        {
            return refusal;
        }

        var written = await WriteAllAsync(state, reason, [DraftOf(id, body, basedOn) with { ExpectedVersion = caller.ExpectedVersion }], cancellation);
        return written.Try(out var result, out var refused)
            ? result.State.Envelope(result.State.Read<T>(result.Entries[0]))
            : refused;
    }

    /// <summary>Writes several documents that stand or fall together.</summary>
    public ValueTask<Answer<AppendResult>> WriteAllAsync(ProductState state, string reason, IReadOnlyList<Draft> drafts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        return ledger.AppendAsync(new Commit(state.Product, caller.Actor, caller.Role, reason ?? "", caller.IdempotencyKey, drafts), cancellation);
    }

    /// <summary>A body as a draft that replaces whatever version stands.</summary>
    public static Draft DraftOf<T>(string id, T body, IEnumerable<DocumentRef?> basedOn)
        where T : class, IDocument =>
        new(T.Kind, id, null, JsonSerializer.Serialize(body, RondoJson.Options), [.. basedOn.OfType<DocumentRef>().Distinct()]);
}
