using Rondo.Contracts;

namespace Rondo.Client;

public sealed partial class RondoClient
{
    /// <summary>Writes the success contract.</summary>
    public Task<Reply<Document<SuccessContract>>> SaveContractAsync(string product, SuccessContract contract, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<SuccessContract>>(OfProduct(product, "/contract"), contract, options, cancellation);

    /// <summary>The contract with what follows from it.</summary>
    public Task<Reply<ContractReport>> GetContractAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<ContractReport>(OfProduct(product, "/contract"), cancellation);

    /// <summary>Locks the contract: nothing in it changes until it is unlocked.</summary>
    public Task<Reply<Document<SuccessContract>>> LockContractAsync(string product, LockRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<SuccessContract>>(OfProduct(product, "/contract/lock"), request, null, cancellation);

    /// <summary>Unlocks the contract, with a reason.</summary>
    public Task<Reply<Document<SuccessContract>>> UnlockContractAsync(string product, LockRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<SuccessContract>>(OfProduct(product, "/contract/unlock"), request, null, cancellation);

    /// <summary>Starts a training run as a job; its result names the run.</summary>
    public Task<Reply<JobStatus>> StartRunAsync(string product, StartRunRequest request, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PostAsync<JobStatus>(OfProduct(product, "/runs"), request, options, cancellation);

    /// <summary>Takes a model that was made elsewhere as a run.</summary>
    /// <param name="product">Product id.</param>
    /// <param name="dataset">Data set on whose held-out rows it will be judged.</param>
    /// <param name="split">How rows are split; see <see cref="StartRunRequest.Split"/>.</param>
    /// <param name="bundle">Zip with the model, its probes and, where needed, its columns.</param>
    /// <param name="cancellation">Cancellation.</param>
    public Task<Reply<Document<Run>>> ImportRunAsync(string product, string dataset, string split, Stream bundle, CancellationToken cancellation = default) =>
        UploadAsync<Document<Run>>(OfProduct(product, "/runs/import" + Query(("dataset", dataset), ("split", split))), bundle, null, cancellation);

    /// <summary>Runs.</summary>
    public Task<Reply<IReadOnlyList<Document<Run>>>> GetRunsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<Run>>>(OfProduct(product, "/runs"), cancellation);

    /// <summary>One run.</summary>
    public Task<Reply<Document<Run>>> GetRunAsync(string product, string run, CancellationToken cancellation = default) =>
        GetAsync<Document<Run>>(OfProduct(product, $"/runs/{Enc(run)}"), cancellation);

    /// <summary>Judges a candidate once on held-out rows.</summary>
    public Task<Reply<Document<Evaluation>>> EvaluateAsync(string product, EvaluateRequest request, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PostAsync<Document<Evaluation>>(OfProduct(product, "/evaluations"), request, options, cancellation);

    /// <summary>Evaluations.</summary>
    public Task<Reply<IReadOnlyList<Document<Evaluation>>>> GetEvaluationsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<Evaluation>>>(OfProduct(product, "/evaluations"), cancellation);

    /// <summary>One evaluation.</summary>
    public Task<Reply<Document<Evaluation>>> GetEvaluationAsync(string product, string evaluation, CancellationToken cancellation = default) =>
        GetAsync<Document<Evaluation>>(OfProduct(product, $"/evaluations/{Enc(evaluation)}"), cancellation);

    /// <summary>Compares challenger and champion on the challenger's held-out rows.</summary>
    public Task<Reply<Document<Comparison>>> CompareAsync(string product, CompareRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<Comparison>>(OfProduct(product, "/comparisons"), request, null, cancellation);

    /// <summary>Comparisons.</summary>
    public Task<Reply<IReadOnlyList<Document<Comparison>>>> GetComparisonsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<Comparison>>>(OfProduct(product, "/comparisons"), cancellation);

    /// <summary>Writes prediction to action to owner.</summary>
    public Task<Reply<Document<ActionMap>>> SaveActionMapAsync(string product, ActionMap map, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<ActionMap>>(OfProduct(product, "/action-map"), map, options, cancellation);

    /// <summary>Prediction to action to owner.</summary>
    public Task<Reply<Document<ActionMap>>> GetActionMapAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<Document<ActionMap>>(OfProduct(product, "/action-map"), cancellation);

    /// <summary>The evidence page as it would be published now.</summary>
    public Task<Reply<Evidence>> PreviewEvidenceAsync(string product, string evaluation, CancellationToken cancellation = default) =>
        GetAsync<Evidence>(OfProduct(product, $"/evaluations/{Enc(evaluation)}/evidence"), cancellation);

    /// <summary>Publishes the evidence page.</summary>
    public Task<Reply<Document<Evidence>>> PublishEvidenceAsync(string product, string evaluation, CancellationToken cancellation = default) =>
        PostAsync<Document<Evidence>>(OfProduct(product, $"/evaluations/{Enc(evaluation)}/evidence"), null, null, cancellation);

    /// <summary>Signs an evaluation; complete once a product manager and a data scientist, two people, have signed.</summary>
    public Task<Reply<Document<SignOff>>> SignAsync(string product, string evaluation, SignRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<SignOff>>(OfProduct(product, $"/evaluations/{Enc(evaluation)}/sign"), request, null, cancellation);

    /// <summary>Signatures under an evaluation.</summary>
    public Task<Reply<Document<SignOff>>> GetSignOffAsync(string product, string evaluation, CancellationToken cancellation = default) =>
        GetAsync<Document<SignOff>>(OfProduct(product, $"/evaluations/{Enc(evaluation)}/sign-off"), cancellation);

    /// <summary>How a candidate does in a cohort, on held-out rows.</summary>
    public Task<Reply<CohortErrors>> GetCohortErrorsAsync(string product, string evaluation, string cohort, CancellationToken cancellation = default) =>
        GetAsync<CohortErrors>(OfProduct(product, $"/evaluations/{Enc(evaluation)}/cohorts/{Enc(cohort)}"), cancellation);
}
