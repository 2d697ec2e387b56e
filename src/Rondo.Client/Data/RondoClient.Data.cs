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

    /// <summary>Which required fields a data set holds.</summary>
    public Task<Reply<RequirementReport>> CheckRequirementsAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<RequirementReport>(OfProduct(product, $"/datasets/{Enc(dataset)}/requirements"), cancellation);

    /// <summary>States a hypothesis.</summary>
    public Task<Reply<Document<Hypothesis>>> SaveHypothesisAsync(string product, string hypothesis, Hypothesis body, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<Hypothesis>>(OfProduct(product, $"/hypotheses/{Enc(hypothesis)}"), body, options, cancellation);

    /// <summary>Hypotheses with what the data say of them.</summary>
    public Task<Reply<IReadOnlyList<HypothesisReport>>> GetHypothesesAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<HypothesisReport>>(OfProduct(product, "/hypotheses"), cancellation);

    /// <summary>Tests a hypothesis on a data set.</summary>
    public Task<Reply<Document<HypothesisTest>>> TestHypothesisAsync(string product, string hypothesis, string dataset, CancellationToken cancellation = default) =>
        PostAsync<Document<HypothesisTest>>(OfProduct(product, $"/hypotheses/{Enc(hypothesis)}/test"), new TestRequest { Dataset = dataset }, null, cancellation);

    /// <summary>Requires every field that a hypothesis rests on.</summary>
    public Task<Reply<IReadOnlyList<Document<Requirement>>>> RequireFieldsAsync(string product, string hypothesis, CancellationToken cancellation = default) =>
        PostAsync<IReadOnlyList<Document<Requirement>>>(OfProduct(product, $"/hypotheses/{Enc(hypothesis)}/requirements"), null, null, cancellation);

    /// <summary>Lists the context that the product needs.</summary>
    public Task<Reply<Document<ContextInventory>>> SaveContextAsync(string product, ContextInventory body, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<ContextInventory>>(OfProduct(product, "/context"), body, options, cancellation);

    /// <summary>The context that the product needs.</summary>
    public Task<Reply<Document<ContextInventory>>> GetContextAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<Document<ContextInventory>>(OfProduct(product, "/context"), cancellation);

    /// <summary>What lacks in a data set.</summary>
    public Task<Reply<GapReport>> GetGapsAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<GapReport>(OfProduct(product, $"/datasets/{Enc(dataset)}/gaps"), cancellation);

    /// <summary>The fields of a data set, ranked by signal.</summary>
    public Task<Reply<FieldReport>> GetFieldsAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<FieldReport>(OfProduct(product, $"/datasets/{Enc(dataset)}/fields"), cancellation);

    /// <summary>One field on one page.</summary>
    public Task<Reply<FieldPage>> GetFieldAsync(string product, string dataset, string field, CancellationToken cancellation = default) =>
        GetAsync<FieldPage>(OfProduct(product, $"/datasets/{Enc(dataset)}/fields/{Enc(field)}"), cancellation);

    /// <summary>Says what a field means, and what people do when it changes.</summary>
    public Task<Reply<Document<Field>>> SaveFieldAsync(string product, Field body, WriteOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return PutAsync<Document<Field>>(OfProduct(product, $"/fields/{Enc(FieldName.Id(body.Name))}"), body, options, cancellation);
    }

    /// <summary>A part of a data set beside the rest of it.</summary>
    public Task<Reply<SliceReport>> GetSliceAsync(string product, string dataset, string where = "", string by = "", int limit = 10, CancellationToken cancellation = default) =>
        GetAsync<SliceReport>(OfProduct(product, $"/datasets/{Enc(dataset)}/slice{Query(("where", where), ("by", by), ("limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture)))}"), cancellation);

    /// <summary>Saves a slice as a cohort.</summary>
    public Task<Reply<Document<Cohort>>> SaveCohortAsync(string product, string cohort, Cohort body, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<Cohort>>(OfProduct(product, $"/cohorts/{Enc(cohort)}"), body, options, cancellation);

    /// <summary>Saved slices.</summary>
    public Task<Reply<IReadOnlyList<Document<Cohort>>>> GetCohortsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<Cohort>>>(OfProduct(product, "/cohorts"), cancellation);

    /// <summary>What a data set tells, to be read aloud.</summary>
    public Task<Reply<DataStory>> GetStoryAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<DataStory>(OfProduct(product, $"/datasets/{Enc(dataset)}/story"), cancellation);

    /// <summary>Compares a data set with the population that it stands for.</summary>
    public Task<Reply<Document<Representation>>> RepresentAsync(string product, string dataset, string reference, CancellationToken cancellation = default) =>
        PostAsync<Document<Representation>>(OfProduct(product, $"/datasets/{Enc(dataset)}/representation"), new RepresentRequest { Reference = reference }, null, cancellation);

    /// <summary>What is agreed about a data set, or what its newest version suggests.</summary>
    public Task<Reply<SchemaReport>> GetSchemaAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<SchemaReport>(OfProduct(product, $"/datasets/{Enc(dataset)}/schema"), cancellation);

    /// <summary>Agrees on the columns of a data set.</summary>
    public Task<Reply<Document<Schema>>> SaveSchemaAsync(string product, string dataset, Schema schema, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<Schema>>(OfProduct(product, $"/datasets/{Enc(dataset)}/schema"), schema, options, cancellation);

    /// <summary>A data set in the Croissant vocabulary (JSON-LD).</summary>
    public Task<Reply<System.Text.Json.JsonElement>> GetCroissantAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<System.Text.Json.JsonElement>(OfProduct(product, $"/datasets/{Enc(dataset)}/croissant"), cancellation);

    /// <summary>Writes down where a data set comes from and what it may be used for.</summary>
    public Task<Reply<Document<DataSheet>>> SaveDataSheetAsync(string product, string dataset, DataSheet sheet, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<DataSheet>>(OfProduct(product, $"/datasets/{Enc(dataset)}/sheet"), sheet, options, cancellation);

    /// <summary>Where a data set comes from and what it may be used for.</summary>
    public Task<Reply<Document<DataSheet>>> GetDataSheetAsync(string product, string dataset, CancellationToken cancellation = default) =>
        GetAsync<Document<DataSheet>>(OfProduct(product, $"/datasets/{Enc(dataset)}/sheet"), cancellation);

    /// <summary>The file of a data set as it was imported.</summary>
    public Task<Problem?> DownloadDatasetAsync(string product, string dataset, Stream into, CancellationToken cancellation = default) =>
        DownloadAsync(OfProduct(product, $"/datasets/{Enc(dataset)}/file"), into, cancellation);

    /// <summary>What a file can teach; nothing of it is kept.</summary>
    public Task<Reply<Readiness>> ScoutAsync(string fileName, string target, string positive, string rule, Stream file, CancellationToken cancellation = default) =>
        UploadAsync<Readiness>($"scout{Query(("file", fileName), ("target", target), ("positive", positive), ("rule", rule))}", file, null, cancellation);

    /// <summary>Takes what a query answers as a version of a data set.</summary>
    public Task<Reply<Document<Dataset>>> ImportQueryAsync(string product, string dataset, QueryRequest request, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PostAsync<Document<Dataset>>(OfProduct(product, $"/datasets/{Enc(dataset)}/query"), request, options, cancellation);

    /// <summary>Names of the databases that can be asked.</summary>
    public Task<Reply<IReadOnlyList<string>>> GetSourcesAsync(CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<string>>("sources", cancellation);
}
