using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Files;

/// <summary>Decides about every row of a file, as a job: routed, kept and watched like any other decision.</summary>
[UseCase("POST /products/{product}/decisions/files", "decision file", "Decides about every row of a file.")]
[AllowedTo(Role.Engineer, Role.DataScientist, Role.ProductManager)]
internal static class DecideFile
{
    public static readonly ProblemCode DecisionFileTooLarge = new("decision_file_too_large", 413, "The file is too large");

    private const long MaxBytes = 1L << 30;

    public static async Task<Answer<JobStatus>> Handle(string product, string entity, string? file, Stream body, Desk desk, IBlobStore blobs, IJobs jobs, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out _, out var refusal))
        {
            return refusal;
        }

        if (await blobs.WriteAsync(body, MaxBytes, cancellation) is not { } blob)
        {
            return new Refusal(DecisionFileTooLarge, $"The file is longer than {MaxBytes >> 30} GiB. Nothing was decided.", "Split the file.");
        }

        var arguments = new DecideFileArguments(blob.Hash, file ?? "", entity);
        return await jobs.StartAsync(new JobRequest(DecideFileJob.JobKind, product, JsonSerializer.Serialize(arguments, RondoJson.Options), desk.Caller.Actor, desk.Caller.Role), cancellation);
    }
}

/// <summary>What the job needs to know.</summary>
internal sealed record DecideFileArguments(string Blob, string File, string Entity);

/// <summary>What the job came to.</summary>
internal sealed record DecidedFile(int Rows, int ByModel, int ByFallback, int LeftToPeople, string Blob);

/// <summary>The decisions of a file, once its job is done.</summary>
[UseCase("GET /products/{product}/decisions/files/{job}", "decision answers", "Downloads the decisions about a file as CSV.")]
internal static class ShowDecidedFile
{
    public static readonly ProblemCode NotDecidedYet = new("not_decided_yet", 409, "The file has not been decided about");

    public static async Task<Answer<Stream>> Handle(string product, string job, IJobs jobs, IBlobStore blobs, CancellationToken cancellation)
    {
        var status = await jobs.FindAsync(job, cancellation);
        if (status is null || status.Product != product || status.Kind != DecideFileJob.JobKind)
        {
            return CommonProblems.NoDocument("decision file", job);
        }

        return status is { State: JobState.Done, Result: { } result } && await blobs.OpenAsync(JsonSerializer.Deserialize<DecidedFile>(result, RondoJson.Options)!.Blob, cancellation) is { } answers
            ? answers
            : new Refusal(NotDecidedYet, $"The job '{job}' is {WireWords.Write(status.State)}, with {status.DoneSteps:N0} of {status.TotalSteps:N0} rows done.", status.HasEnded ? "Send the file again: rows that were decided about keep their answers." : "Wait until it is done.");
    }
}
