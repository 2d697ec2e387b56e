using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel.Documents;

/// <summary>One document, whatever its kind, with its provenance and whether it is stale.</summary>
[UseCase("GET /products/{product}/documents/{kind}/{id}", "document show", "Shows a document, its origin and whether it is stale.")]
internal static class ShowDocument
{
    public static async Task<Answer<Document<JsonElement>>> Handle(string product, string kind, string id, int? version, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var entry = version is { } wanted ? state.At(new DocumentRef(kind, id, wanted)) : state.Latest(kind, id);
        return entry is null ? CommonProblems.NoDocument(kind, id) : AnyDocument.Envelope(state, entry);
    }
}

/// <summary>Documents of a product, newest version each; or every version of one document.</summary>
[UseCase("GET /products/{product}/documents", "document list", "Lists documents, or the versions of one.")]
internal static class ListDocuments
{
    public static async Task<Answer<IReadOnlyList<Document<JsonElement>>>> Handle(string product, string? kind, string? id, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        IEnumerable<LedgerEntry> entries =
            kind is not null && id is not null ? state.History(kind, id) :
            kind is not null ? state.OfKind(kind) :
            state.Entries.Where(entry => state.Latest(entry.Kind, entry.Id)!.Sequence == entry.Sequence);
        return AnswerOf.Good<IReadOnlyList<Document<JsonElement>>>([.. entries.Select(entry => AnyDocument.Envelope(state, entry))]);
    }
}

internal static class AnyDocument
{
    public static Document<JsonElement> Envelope(ProductState state, LedgerEntry entry)
    {
        using var body = JsonDocument.Parse(entry.Body);
        var stale = state.StaleBecause(entry.Ref);
        return new Document<JsonElement>
        {
            Product = entry.Product,
            Kind = entry.Kind,
            Id = entry.Id,
            Version = entry.Version,
            Body = body.RootElement.Clone(),
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
