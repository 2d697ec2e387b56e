using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Rondo.Contracts;
using Rondo.Interop;
using Rondo.Kernel;

namespace Rondo.Server.Http;

/// <summary>Everything that goes wrong leaves as problem details with a code, a sentence and a next step.</summary>
internal static partial class ProblemResponses
{
    public static readonly ProblemCode MalformedRequest = new("malformed_request", 400, "The request cannot be read");
    public static readonly ProblemCode BodyTooLarge = new("body_too_large", 413, "The request is too large");
    public static readonly ProblemCode UnknownRoute = new("unknown_route", 404, "There is nothing at this address");
    public static readonly ProblemCode MethodNotAllowed = new("method_not_allowed", 405, "This address does not take this method");
    public static readonly ProblemCode UnsupportedBody = new("unsupported_body", 415, "The body is of a type that is not understood here");
    public static readonly ProblemCode Unexpected = new("unexpected", 500, "Something went wrong here, not with you");

    public static IResult Of(Refusal refusal) => Of(refusal.ToProblem());

    /// <summary>Answers with a refusal, in the form of the protocol that the endpoint speaks.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var result = endpoint?.Metadata.GetMetadata<IForeignProblems>()?.Of(refusal.ToProblem()) ?? Of(refusal);
        return result.ExecuteAsync(context);
    }

    public static void UseProblemResponses(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerException, SuppressDiagnosticsCallback = _ => true, AllowStatusCode404Response = true });
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages(AnswerStatus));
    }

    private static IResult Of(Problem problem) => new WireResult(problem, "application/problem+json", problem.Status);

    private static Task AnswerStatus(StatusCodeContext context)
    {
        var request = context.HttpContext.Request;
        var refusal = context.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new Refusal(UnknownRoute, $"There is nothing at {request.Method} {request.Path}.", "See /openapi/v1.json for every address."),
            StatusCodes.Status405MethodNotAllowed => new Refusal(MethodNotAllowed, $"{request.Path} does not take {request.Method}.", "See /openapi/v1.json for the methods it takes."),
            StatusCodes.Status415UnsupportedMediaType => new Refusal(UnsupportedBody, $"A body of type '{request.ContentType}' is not understood here.", "Send JSON with Content-Type: application/json."),
            StatusCodes.Status400BadRequest => new Refusal(MalformedRequest, "The request could not be read. Nothing was changed.", "Check the query values and the body."),
            _ => null,
        };
        return refusal is null ? Task.CompletedTask : Of(refusal).ExecuteAsync(context.HttpContext);
    }

    private static Task AnswerException(HttpContext context)
    {
        var exception = context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        var refusal = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Refusal(BodyTooLarge, "The request is larger than this server takes. Nothing was kept of it.", "Send less at once, or raise the limit with --max-body."),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new Refusal(UnsupportedBody, $"A body of type '{context.Request.ContentType}' is not understood here.", "Send JSON with Content-Type: application/json."),
            BadHttpRequestException bad => new Refusal(MalformedRequest, $"The request could not be read: {Explain(bad)} Nothing was changed.", "Correct it and send it again."),
            _ => null,
        };
        if (refusal is null && exception is not OperationCanceledException)
        {
            Failed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Rondo.Http"), exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
        }

        refusal ??= new Refusal(Unexpected, $"The server failed on this request (trace {context.TraceIdentifier}). Nothing was half-written.", "Try again; if it stays, look for the trace in the server's log.");
        return WriteAsync(context, refusal);
    }

    /// <summary>What was wrong with the JSON is worth saying; the stack below it is not.</summary>
    private static string Explain(BadHttpRequestException bad)
    {
        var cause = bad.InnerException?.Message ?? bad.Message;
        if (Parameter().Match(cause) is { Success: true } parameter)
        {
            var name = parameter.Groups["name"].Value;
            return parameter.Groups["value"] is { Success: true } value ? $"'{value.Value}' is no value for '{name}'." : $"The query value '{name}' is missing.";
        }

        if (Lacking().Match(cause) is { Success: true } lacking)
        {
            return $"The body lacks what it must have: {lacking.Groups["names"].Value}.";
        }

        if (cause.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal))
        {
            var path = cause.IndexOf(" Path: ", StringComparison.Ordinal) is >= 0 and var at ? cause[(at + 7)..].Split('|')[0].Trim() : "$";
            return $"The value at {path} is not of the kind that is expected there.";
        }

        var end = cause.IndexOf(" Path:", StringComparison.Ordinal);
        return end > 0 ? $"{cause[..end]} (at {cause[(end + 7)..].Split('|')[0].Trim()})." : cause.EndsWith('.') ? cause : cause + ".";
    }

    // What the framework says of a query value names its own types, which nobody outside knows.
    [GeneratedRegex("""^(Required parameter|Failed to bind parameter) "[^"]*? (?<name>\w+)"( from "(?<value>[^"]{0,100})"?|)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("""^JSON deserialization for type '[^']*' was missing required properties including: (?<names>'[^']{1,100}'(, '[^']{1,100}')*)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lacking();

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed (trace {Trace}).")]
    private static partial void Failed(ILogger logger, Exception exception, string method, string path, string trace);
}
