using Microsoft.AspNetCore.Http;
using Rondo.Kernel;
using Rondo.Kernel.Serving;

namespace Rondo.Interop.OpenInference;

/// <summary>A value, or what went wrong with its HTTP status.</summary>
/// <typeparam name="T">Value.</typeparam>
internal readonly record struct Outcome<T>(T? Value, string? Error, int Status)
    where T : class
{
    public static Outcome<T> Failed(string error, int status = StatusCodes.Status400BadRequest) => new(null, error, status);
}

/// <summary>What the protocol asks for, whichever way it travels.</summary>
internal static class Inference
{
    public const string Platform = "rondo_release";

    public static ServerMetadata Server { get; } = new("rondo", typeof(Inference).Assembly.GetName().Version?.ToString(3) ?? "0", []);

    /// <summary>The model, in a version where one is named.</summary>
    public static async ValueTask<Outcome<ServedModel>> FindAsync(string model, string? version, IDecisions decisions, CancellationToken cancellation) =>
        !(await decisions.DescribeAsync(model, cancellation)).Try(out var served, out var refused)
            ? Outcome<ServedModel>.Failed($"{refused.Detail} {refused.NextStep}", refused.Code.Status == StatusCodes.Status404NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status503ServiceUnavailable)
        : version is not null && !served.Releases.Contains(version)
            ? Outcome<ServedModel>.Failed($"Model '{model}' has no version '{version}' at work.", StatusCodes.Status404NotFound)
        : new(served, null, StatusCodes.Status200OK);

    public static async ValueTask<Outcome<ModelMetadata>> DescribeAsync(string model, string? version, IDecisions decisions, CancellationToken cancellation)
    {
        var (served, error, status) = await FindAsync(model, version, decisions, cancellation);
        return served is null ? Outcome<ModelMetadata>.Failed(error!, status) : new(
            new ModelMetadata(
                model,
                served.Releases,
                Platform,
                [.. served.Inputs.Select(input => new TensorMetadata(input.Name, input.IsNumber ? "FP64" : "BYTES", [-1, 1])), new TensorMetadata(Tensors.Entity, "BYTES", [-1, 1])],
                [.. Tensors.Outputs.Select(output => new TensorMetadata(output.Name, output.Datatype, [-1]))]),
            null,
            StatusCodes.Status200OK);
    }

    public static async ValueTask<Outcome<InferResponse>> InferAsync(string model, string? version, InferRequest request, IDecisions decisions, IIdSource ids, CancellationToken cancellation)
    {
        var (served, missing, status) = await FindAsync(model, version, decisions, cancellation);
        if (served is null)
        {
            return Outcome<InferResponse>.Failed(missing!, status);
        }

        if (version is not null && version != served.Release)
        {
            return Outcome<InferResponse>.Failed($"Version '{version}' answers nobody or only its share; leave the version out to be routed, or ask for '{served.Release}'.");
        }

        var (rows, error) = Tensors.Rows(request, served, () => ids.Next("somebody"));
        if (error is not null)
        {
            return Outcome<InferResponse>.Failed(error);
        }

        return (await decisions.DecideAsync(model, rows, cancellation)).Try(out var answers, out var refused)
            ? new(new InferResponse(model, served.Release, request.Id, Tensors.Write(answers, request.Outputs)), null, StatusCodes.Status200OK)
            : Outcome<InferResponse>.Failed($"{refused.Detail} {refused.NextStep}", refused.Code.Status);
    }
}
