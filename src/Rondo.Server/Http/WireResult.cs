using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Server.Http;

/// <summary>A value as JSON with its length in front: one write, no chunks, and nothing looked up or logged on the way.</summary>
/// <param name="value">Value.</param>
/// <param name="contentType">Type of the body.</param>
/// <param name="status">Status; 503 tells the caller when to come again.</param>
internal sealed class WireResult(object? value, string contentType = "application/json; charset=utf-8", int status = StatusCodes.Status200OK) : IResult
{
    private const string RetryAfterSeconds = "1";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, value?.GetType() ?? typeof(object), RondoJson.Options);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = contentType;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        httpContext.Response.ContentLength = bytes.Length;
        var written = httpContext.Response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
