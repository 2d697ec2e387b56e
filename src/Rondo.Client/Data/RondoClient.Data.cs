using Rondo.Contracts;

namespace Rondo.Client;

/// <summary>Names of an upload.</summary>
public sealed record DatasetUpload
{
    /// <summary>Name to show; the id where empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>File name; its ending decides the format.</summary>
    public required string File { get; init; }

    /// <summary>Column to predict; may be empty.</summary>
    public string Target { get; init; } = "";

    /// <summary>Value looked for; may be empty.</summary>
    public string Positive { get; init; } = "";

    /// <summary>Loop that asked for this data; may be empty.</summary>
    public string Loop { get; init; } = "";
}

public sealed partial class RondoClient
{
    /// <summary>Sends a file as a new, immutable version of a data set. The stream is read once and not kept.</summary>
    public Task<Reply<Document<Dataset>>> UploadDatasetAsync(string product, string dataset, DatasetUpload upload, Stream file, WriteOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var query = Query(("name", upload.Name), ("file", upload.File), ("target", upload.Target), ("positive", upload.Positive), ("loop", upload.Loop));
        return UploadAsync<Document<Dataset>>(OfProduct(product, $"/datasets/{Enc(dataset)}{query}"), file, options, cancellation);
    }

    /// <summary>Newest version of every data set.</summary>
    public Task<Reply<IReadOnlyList<Document<Dataset>>>> GetDatasetsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<Dataset>>>(OfProduct(product, "/datasets"), cancellation);

    /// <summary>One data set.</summary>
    public Task<Reply<Document<Dataset>>> GetDatasetAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<Document<Dataset>>(OfProduct(product, $"/datasets/{Enc(dataset)}"), cancellation);

    /// <summary>A data set described column by column.</summary>
    public Task<Reply<Document<DataProfile>>> GetProfileAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<Document<DataProfile>>(OfProduct(product, $"/datasets/{Enc(dataset)}/profile"), cancellation);

    /// <summary>Measures what a data set can teach.</summary>
    public Task<Reply<Document<Readiness>>> MeasureReadinessAsync(string product, string dataset, CancellationToken cancellation = default) =>
        PostAsync<Document<Readiness>>(OfProduct(product, $"/datasets/{Enc(dataset)}/readiness"), null, null, cancellation);

    /// <summary>What was measured last.</summary>
    public Task<Reply<Document<Readiness>>> GetReadinessAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<Document<Readiness>>(OfProduct(product, $"/datasets/{Enc(dataset)}/readiness"), cancellation);

    /// <summary>Data sets ranked by what they can teach.</summary>
    public Task<Reply<DatasetRanking>> GetRankingAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<DatasetRanking>(OfProduct(product, "/ranking"), cancellation);

    /// <summary>States a field that the product needs. "Why" is the product manager's, "how" the data team's.</summary>
    public Task<Reply<Document<Requirement>>> SaveRequirementAsync(string product, string requirement, Requirement body, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<Requirement>>(OfProduct(product, $"/requirements/{Enc(requirement)}"), body, options, cancellation);

    /// <summary>Fields that the product needs.</summary>
    public Task<Reply<IReadOnlyList<Document<Requirement>>>> GetRequirementsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<Requirement>>>(OfProduct(product, "/requirements"), cancellation);
}
