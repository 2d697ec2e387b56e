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
/// The Open Inference Protocol, version 2, over REST and gRPC: a product is a model, its releases are the versions. Whoever asks this
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
        v2.MapGet("", () => Answer(Inference.Server));
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

        routes.MapGrpcService<GrpcInference>().RequireRateLimiting(bounded);
        v2.MapFallback((HttpContext context) => Failed($"There is nothing at {context.Request.Method} {context.Request.Path}.", StatusCodes.Status404NotFound));
    }

    private static async Task<IResult> DescribeAsync(string model, string? version, IDecisions decisions, CancellationToken cancellation) =>
        Told(await Inference.DescribeAsync(model, version, decisions, cancellation));

    private static async Task<IResult> ReadyAsync(string model, string? version, IDecisions decisions, CancellationToken cancellation)
    {
        var (served, error, status) = await Inference.FindAsync(model, version, decisions, cancellation);
        return served is null ? Failed(error!, status) : Answer(new { name = model, ready = true });
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

        return request is null ? Failed("The request is empty.") : Told(await Inference.InferAsync(model, version, request, decisions, ids, cancellation));
    }

    private static IResult Told<T>(Outcome<T> outcome)
        where T : class => outcome.Value is { } value ? Answer(value) : Failed(outcome.Error!, outcome.Status);

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
