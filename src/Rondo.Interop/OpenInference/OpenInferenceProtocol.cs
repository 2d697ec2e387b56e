using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Serving;

namespace Rondo.Interop.OpenInference;

/// <summary>
/// The Open Inference Protocol, version 2, over REST: a product is a model, its releases are the versions. Whoever asks this
/// way is routed, answered by the fallback and kept like everybody else.
/// </summary>
/// <remarks>Source: github.com/open-inference/open-inference-protocol. Binary tensors are not among the extensions.</remarks>
internal sealed class OpenInferenceProtocol : IProtocol
{
    private const long MostBytes = 64L << 20;
    private const string BinaryHeader = "Inference-Header-Content-Length";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 16, RespectNullableAnnotations = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Map(IEndpointRouteBuilder routes, string bounded)
    {
        var v2 = routes.MapGroup("/v2").ExcludeFromDescription().WithMetadata(new Problems());
        v2.MapGet("", () => Answer(new ServerMetadata("rondo", typeof(OpenInferenceProtocol).Assembly.GetName().Version?.ToString(3) ?? "0", [])));
        v2.MapGet("/health/live", () => Answer(new { live = true }));
        v2.MapGet("/health/ready", (IHostApplicationLifetime life) => life.ApplicationStopping.IsCancellationRequested
            ? Answer(new { ready = false, live = true }, StatusCodes.Status503ServiceUnavailable)
            : Answer(new { ready = true, live = true }));
        foreach (var model in (string[])["/models/{model}", "/models/{model}/versions/{version}"])
        {
            v2.MapGet(model, DescribeAsync);
            v2.MapGet($"{model}/ready", ReadyAsync);
            v2.MapPost($"{model}/infer", InferAsync).RequireRateLimiting(bounded).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        }

        v2.MapFallback((HttpContext context) => Failed($"There is nothing at {context.Request.Method} {context.Request.Path}.", StatusCodes.Status404NotFound));
    }

    private static async Task<IResult> DescribeAsync(string model, string? version, IDecisions decisions, CancellationToken cancellation)
    {
        var (served, missing) = await FindAsync(model, version, decisions, cancellation);
        return missing ?? Answer(new ModelMetadata(
                model,
                served!.Releases,
                "rondo_release",
                [.. served.Inputs.Select(input => new TensorMetadata(input.Name, input.IsNumber ? "FP64" : "BYTES", [-1, 1])), new TensorMetadata(Tensors.Entity, "BYTES", [-1, 1])],
                [.. Tensors.Outputs.Select(output => new TensorMetadata(output.Name, output.Datatype, [-1]))]));
    }

    private static async Task<IResult> ReadyAsync(string model, string? version, IDecisions decisions, CancellationToken cancellation)
    {
        var (_, missing) = await FindAsync(model, version, decisions, cancellation);
        return missing ?? Answer(new { name = model, ready = true });
    }

    private static async Task<IResult> InferAsync(string model, string? version, HttpContext context, IDecisions decisions, IIdSource ids, CancellationToken cancellation)
    {
        if (context.Request.Headers.ContainsKey(BinaryHeader))
        {
            return Failed("Binary tensors are not read here: send the data as JSON (for tritonclient: binary_data=False).");
        }

        InferRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<InferRequest>(context.Request.Body, Json, cancellation);
        }
        catch (JsonException broken)
        {
            return Failed($"The request is no JSON of the protocol's form: {broken.Message}");
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Failed($"A request holds up to {MostBytes >> 20} MiB.", large.StatusCode);
        }

        if (request is null)
        {
            return Failed("The request is empty.");
        }

        var (served, missing) = await FindAsync(model, version, decisions, cancellation);
        if (served is null)
        {
            return missing!;
        }

        if (version is not null && version != served.Release)
        {
            return Failed($"Version '{version}' answers nobody or only its share; leave the version out to be routed, or ask for '{served.Release}'.");
        }

        var (rows, error) = Tensors.Rows(request, served, () => ids.Next("somebody"));
        if (error is not null)
        {
            return Failed(error);
        }

        return (await decisions.DecideAsync(model, rows, cancellation)).Try(out var answers, out var refused)
            ? Answer(new InferResponse(model, served.Release, request.Id, Tensors.Write(answers, request.Outputs)))
            : Failed($"{refused.Detail} {refused.NextStep}", refused.Code.Status);
    }

    private static async ValueTask<(ServedModel? Served, IResult? Error)> FindAsync(string model, string? version, IDecisions decisions, CancellationToken cancellation) =>
        !(await decisions.DescribeAsync(model, cancellation)).Try(out var served, out var refused)
            ? (null, Failed($"{refused.Detail} {refused.NextStep}", refused.Code.Status == StatusCodes.Status404NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status503ServiceUnavailable))
        : version is not null && !served.Releases.Contains(version)
            ? (null, Failed($"Model '{model}' has no version '{version}' at work.", StatusCodes.Status404NotFound))
        : (served, null);

    private static Reply<T> Answer<T>(T value, int status = StatusCodes.Status200OK) => new(value, status);

    private static Reply<InferError> Failed(string error, int status = StatusCodes.Status400BadRequest) => new(new InferError(error), status);

    private sealed class Problems : IForeignProblems
    {
        public IResult Of(Problem problem) => Failed($"{problem.Detail} {problem.NextStep}", problem.Status);
    }

    /// <summary>A value with its length in front; what passes by itself says when to come again.</summary>
    private sealed class Reply<T>(T value, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(value, Json);
            var response = httpContext.Response;
            (response.StatusCode, response.ContentType, response.ContentLength) = (status, "application/json; charset=utf-8", bytes.Length);
            if (status == StatusCodes.Status503ServiceUnavailable)
            {
                response.Headers.RetryAfter = "1";
            }

            await response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
