using Rondo.Contracts;

namespace Rondo.Client;

/// <summary>Names of an upload of annotations: one row an annotation.</summary>
public sealed record LabelSetUpload
{
    /// <summary>Name to show; the id where empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>File name.</summary>
    public required string File { get; init; }

    /// <summary>Column that names the item; "item" where empty.</summary>
    public string Item { get; init; } = "";

    /// <summary>Column that names the annotator; "annotator" where empty.</summary>
    public string Annotator { get; init; } = "";

    /// <summary>Column that holds the label; "label" where empty.</summary>
    public string Label { get; init; } = "";
}

public sealed partial class RondoClient
{
    /// <summary>Writes the guideline.</summary>
    public Task<Reply<Document<Guideline>>> SaveGuidelineAsync(string product, Guideline guideline, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<Guideline>>(OfProduct(product, "/guideline"), guideline, options, cancellation);

    /// <summary>Sends annotations as a new, immutable version of a label set; agreement is measured with it.</summary>
    public Task<Reply<Document<LabelSet>>> UploadLabelSetAsync(string product, string labelSet, LabelSetUpload upload, Stream file, WriteOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var query = Query(("name", upload.Name), ("file", upload.File), ("item", upload.Item), ("annotator", upload.Annotator), ("label", upload.Label));
        return UploadAsync<Document<LabelSet>>(OfProduct(product, $"/label-sets/{Enc(labelSet)}{query}"), file, options, cancellation);
    }

    /// <summary>Newest version of every label set.</summary>
    public Task<Reply<IReadOnlyList<Document<LabelSet>>>> GetLabelSetsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<LabelSet>>>(OfProduct(product, "/label-sets"), cancellation);

    /// <summary>How far its annotators agree.</summary>
    public Task<Reply<Document<Agreement>>> GetAgreementAsync(string product, string labelSet, CancellationToken cancellation = default) =>
        GetAsync<Document<Agreement>>(OfProduct(product, $"/label-sets/{Enc(labelSet)}/agreement"), cancellation);

    /// <summary>The guideline as it stands.</summary>
    public Task<Reply<Document<Guideline>>> GetGuidelineAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<Document<Guideline>>(OfProduct(product, "/guideline"), cancellation);

    /// <summary>Items on which annotators differ, the most disputed first.</summary>
    public Task<Reply<IReadOnlyList<DisputedItem>>> GetDisagreementsAsync(string product, string labelSet, int limit = 50, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<DisputedItem>>(OfProduct(product, $"/label-sets/{Enc(labelSet)}/disagreements" + Query(("limit", Text(limit)))), cancellation);

    /// <summary>The frozen labels of a set, as they stand now.</summary>
    public Task<Reply<Document<FrozenLabels>>> GetFrozenLabelsAsync(string product, string labelSet, CancellationToken cancellation = default) =>
        GetAsync<Document<FrozenLabels>>(OfProduct(product, $"/label-sets/{Enc(labelSet)}/frozen"), cancellation);

    /// <summary>Freezes the labels, one a item; refused while agreement is too low.</summary>
    public Task<Reply<Document<FrozenLabels>>> FreezeLabelsAsync(string product, string labelSet, SignRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<FrozenLabels>>(OfProduct(product, $"/label-sets/{Enc(labelSet)}/freeze"), request, null, cancellation);

    /// <summary>Starts labelling at scale; refused before a pilot in which people agreed.</summary>
    public Task<Reply<Document<LabelingPlan>>> StartLabelingAsync(string product, LabelingPlan plan, CancellationToken cancellation = default) =>
        PostAsync<Document<LabelingPlan>>(OfProduct(product, "/labeling"), plan, null, cancellation);
}
