using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Client;

public sealed partial class RondoClient
{
    /// <summary>Asks for one decision. With a request id the same question may be sent again and gets the same answer.</summary>
    public Task<Reply<DecisionAnswer>> DecideAsync(string product, DecisionRequest request, CancellationToken cancellation = default) =>
        PostAsync<DecisionAnswer>(OfProduct(product, "/decisions"), WithFeatures(request), null, cancellation);

    /// <summary>Asks for one decision about an entity, with its column values by name.</summary>
    public Task<Reply<DecisionAnswer>> DecideAsync(string product, string entity, IReadOnlyDictionary<string, object?> features, CancellationToken cancellation = default) =>
        DecideAsync(product, new DecisionRequest { Entity = entity, Features = JsonSerializer.SerializeToElement(features) }, cancellation);

    /// <summary>Asks for up to 10,000 decisions; answers stand in the order of the questions.</summary>
    public Task<Reply<IReadOnlyList<DecisionAnswer>>> DecideManyAsync(string product, IReadOnlyList<DecisionRequest> requests, CancellationToken cancellation = default) =>
        PostAsync<IReadOnlyList<DecisionAnswer>>(OfProduct(product, "/decisions/batch"), new Batch<DecisionRequest>([.. requests.Select(WithFeatures)]), null, cancellation);

    /// <summary>Says what really happened. Safe to repeat.</summary>
    public Task<Reply<BatchReceipt>> SendOutcomeAsync(string product, OutcomeRequest outcome, CancellationToken cancellation = default) =>
        PostAsync<BatchReceipt>(OfProduct(product, "/outcomes"), outcome, null, cancellation);

    /// <summary>Says what really happened, up to 10,000 at once. Safe to repeat.</summary>
    public Task<Reply<BatchReceipt>> SendOutcomesAsync(string product, IReadOnlyList<OutcomeRequest> outcomes, CancellationToken cancellation = default) =>
        PostAsync<BatchReceipt>(OfProduct(product, "/outcomes/batch"), new Batch<OutcomeRequest>(outcomes), null, cancellation);

    /// <summary>Says what a user thought of a decision.</summary>
    public Task<Reply<Nothing>> SendFeedbackAsync(string product, FeedbackRequest feedback, CancellationToken cancellation = default) =>
        PostAsync<Nothing>(OfProduct(product, "/feedback"), feedback, null, cancellation);

    /// <summary>Decides about every row of a file, as a job.</summary>
    /// <param name="product">Product id.</param>
    /// <param name="entity">Column that says whom a row is about.</param>
    /// <param name="file">Name of the file, with its ending.</param>
    /// <param name="content">The file.</param>
    /// <param name="cancellation">Cancellation.</param>
    public Task<Reply<JobStatus>> DecideFileAsync(string product, string entity, string file, Stream content, CancellationToken cancellation = default) =>
        UploadAsync<JobStatus>(OfProduct(product, "/decisions/files" + Query(("entity", entity), ("file", file))), content, null, cancellation);

    /// <summary>Writes the decisions about a file, as CSV, to a stream.</summary>
    /// <returns>What went wrong; null where all came.</returns>
    public Task<Problem?> DownloadDecidedFileAsync(string product, string job, Stream into, CancellationToken cancellation = default) =>
        DownloadAsync(OfProduct(product, $"/decisions/files/{Enc(job)}"), into, cancellation);

    /// <summary>Writes decisions with their outcomes, as a zip of Parquet files by release and day, to a stream.</summary>
    /// <returns>What went wrong; null where all came.</returns>
    public Task<Problem?> ExportDecisionsAsync(string product, string? release, Stream into, CancellationToken cancellation = default) =>
        DownloadAsync(OfProduct(product, "/decisions/export" + Query(("release", release))), into, cancellation);

    /// <summary>Which releases answer whom, as an application needs it to decide by itself.</summary>
    public Task<Reply<Routes>> GetRoutesAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<Routes>(OfProduct(product, "/routes"), cancellation);

    /// <summary>Sends decisions that the application took by itself, up to 10,000 at once. Safe to repeat.</summary>
    public Task<Reply<BatchReceipt>> SendGivenAsync(string product, IReadOnlyList<GivenDecision> decisions, CancellationToken cancellation = default) =>
        PostAsync<BatchReceipt>(OfProduct(product, "/decisions/given"), new Batch<GivenDecision>(decisions), null, cancellation);

    /// <summary>Writes the model package of a release to a stream.</summary>
    /// <returns>What went wrong; null where all came.</returns>
    public Task<Problem?> DownloadPackageAsync(string product, string release, Stream into, CancellationToken cancellation = default) =>
        DownloadAsync(OfProduct(product, $"/releases/{Enc(release)}/package"), into, cancellation);

    /// <summary>What users thought, newest first.</summary>
    public Task<Reply<IReadOnlyList<FeedbackView>>> GetFeedbackAsync(string product, int limit = 50, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<FeedbackView>>(OfProduct(product, "/feedback" + Query(("limit", Text(limit)))), cancellation);

    /// <summary>Cases that wait for a person.</summary>
    public Task<Reply<IReadOnlyList<ReviewItem>>> GetReviewsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<ReviewItem>>(OfProduct(product, "/reviews"), cancellation);

    /// <summary>Decides a case that the model left to people.</summary>
    public Task<Reply<ReviewItem>> ReviewAsync(string product, string prediction, ReviewRequest request, CancellationToken cancellation = default) =>
        PostAsync<ReviewItem>(OfProduct(product, $"/reviews/{Enc(prediction)}"), request, null, cancellation);

    // A request without features is a legal question (the server says which are missing), but an element that was never set cannot be written.
    private static DecisionRequest WithFeatures(DecisionRequest request) => request.Features.ValueKind == JsonValueKind.Undefined
        ? request with { Features = JsonSerializer.SerializeToElement(new Dictionary<string, object?>()) }
        : request;
}
