using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Client;

public sealed partial class RondoClient
{
    /// <summary>Makes a product.</summary>
    public Task<Reply<Document<Product>>> CreateProductAsync(CreateProductRequest request, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PostAsync<Document<Product>>("products", request, options, cancellation);

    /// <summary>All products at a glance.</summary>
    public Task<Reply<IReadOnlyList<ProductOverview>>> GetProductsAsync(CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<ProductOverview>>("products", cancellation);

    /// <summary>One product at a glance: its six places and its loops.</summary>
    public Task<Reply<ProductOverview>> GetProductAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<ProductOverview>(OfProduct(product, ""), cancellation);

    /// <summary>Open decisions, of one product and one role where given.</summary>
    public Task<Reply<IReadOnlyList<InboxItem>>> GetInboxAsync(string? product = null, Role? role = null, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<InboxItem>>("inbox" + Query(("product", product), ("role", role is { } known ? Snake(known) : null)), cancellation);

    /// <summary>The model card, line by line.</summary>
    public Task<Reply<IReadOnlyList<CardLine>>> GetCardAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<CardLine>>(OfProduct(product, "/card"), cancellation);

    /// <summary>Moves the team's attention to another stage.</summary>
    public Task<Reply<Document<Move>>> MoveAsync(string product, MoveRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<Move>>(OfProduct(product, "/moves"), request, null, cancellation);

    /// <summary>Newest version of every document of a kind.</summary>
    public Task<Reply<IReadOnlyList<Document<JsonElement>>>> GetDocumentsAsync(string product, string? kind = null, string? id = null, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<JsonElement>>>(OfProduct(product, "/documents" + Query(("kind", kind), ("id", id))), cancellation);

    /// <summary>One document, in its newest version or the one asked for.</summary>
    public Task<Reply<Document<T>>> GetDocumentAsync<T>(string product, string kind, string id, int? version = null, CancellationToken cancellation = default) =>
        GetAsync<Document<T>>(OfProduct(product, $"/documents/{Enc(kind)}/{Enc(id)}" + Query(("version", version is { } known ? Text(known) : null))), cancellation);

    /// <summary>A page of the ledger, newest first.</summary>
    /// <param name="product">Product.</param>
    /// <param name="before">Sequence to start below; null for the newest.</param>
    /// <param name="limit">Entries, 1 to 500.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<Reply<LedgerPage>> GetLedgerAsync(string product, long? before = null, int limit = 50, CancellationToken cancellation = default) =>
        GetAsync<LedgerPage>(OfProduct(product, "/ledger" + Query(("before", before is { } known ? Text(known) : null), ("limit", Text(limit)))), cancellation);

    /// <summary>Re-computes the ledger's chain of hashes.</summary>
    public Task<Reply<LedgerVerification>> VerifyLedgerAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<LedgerVerification>(OfProduct(product, "/ledger/verification"), cancellation);

    /// <summary>Looks at a gate.</summary>
    public Task<Reply<GateCheck>> CheckGateAsync(string product, string gate, string subject = "", CancellationToken cancellation = default) =>
        GetAsync<GateCheck>(OfProduct(product, $"/gates/{Enc(gate)}" + Query(("subject", subject))), cancellation);

    /// <summary>Signs an override of a gate; in force once two people in two roles have signed.</summary>
    public Task<Reply<Document<GateOverride>>> SignOverrideAsync(string product, string gate, SignOverrideRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<GateOverride>>(OfProduct(product, $"/gates/{Enc(gate)}/override"), request, null, cancellation);

    /// <summary>People who may act.</summary>
    public Task<Reply<IReadOnlyList<PersonView>>> GetPeopleAsync(CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<PersonView>>("people", cancellation);

    /// <summary>Adds or replaces a person.</summary>
    public Task<Reply<PersonView>> SavePersonAsync(string person, SavePersonRequest request, CancellationToken cancellation = default) =>
        PutAsync<PersonView>($"people/{Enc(person)}", request, null, cancellation);

    private static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
