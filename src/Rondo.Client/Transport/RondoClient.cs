using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Client;

/// <summary>
/// Typed calls of Rondo's HTTP API. For an application: <see cref="DecideAsync(string, DecisionRequest, CancellationToken)"/>, <see cref="SendOutcomeAsync"/>,
/// <see cref="SendFeedbackAsync"/>. Every call returns a <see cref="Reply{T}"/>; a network failure becomes a problem
/// with the code <c>not_reachable</c>. Safe to share between threads once <see cref="Persona"/> is set.
/// </summary>
/// <param name="http">Client whose base address is the server's root, for example <c>http://localhost:5170/</c>.</param>
public sealed partial class RondoClient(HttpClient http)
{
    private const string Root = "api/v1/";

    /// <summary>Who calls; null to let the server take its default.</summary>
    public Persona? Persona { get; set; }

    private static string Enc(string part) => Uri.EscapeDataString(part);

    private static string OfProduct(string product, string rest) => $"products/{Enc(product)}{rest}";

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> pairs)
    {
        var query = "";
        foreach (var (name, value) in pairs)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Enc(value)}";
            }
        }

        return query;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private Task<Reply<T>> GetAsync<T>(string path, CancellationToken cancellation) =>
        SendAsync<T>(HttpMethod.Get, path, null, null, cancellation);

    private Task<Reply<T>> PostAsync<T>(string path, object? body, WriteOptions? options, CancellationToken cancellation) =>
        SendAsync<T>(HttpMethod.Post, path, Json(body), options, cancellation);

    private Task<Reply<T>> PutAsync<T>(string path, object body, WriteOptions? options, CancellationToken cancellation) =>
        SendAsync<T>(HttpMethod.Put, path, Json(body), options, cancellation);

    private Task<Reply<T>> UploadAsync<T>(string path, Stream file, WriteOptions? options, CancellationToken cancellation)
    {
        var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return SendAsync<T>(HttpMethod.Post, path, content, options, cancellation);
    }

    private static ByteArrayContent? Json(object? body)
    {
        if (body is null)
        {
            return null;
        }

        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), RondoJson.Options));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, WriteOptions? options)
    {
        var request = new HttpRequestMessage(method, Root + path) { Content = content };
        if (Persona is { } persona)
        {
            request.Headers.TryAddWithoutValidation("Rondo-Actor", persona.Actor);
            request.Headers.TryAddWithoutValidation("Rondo-Role", JsonNamingPolicy.SnakeCaseLower.ConvertName(persona.Role.ToString()));
        }

        if (options?.IfMatch is { } version)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{Text(version)}\"");
        }

        if (!string.IsNullOrEmpty(options?.IdempotencyKey))
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", options.IdempotencyKey);
        }

        return request;
    }

    private async Task<Reply<T>> SendAsync<T>(HttpMethod method, string path, HttpContent? content, WriteOptions? options, CancellationToken cancellation)
    {
        using var request = Request(method, path, content, options);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                var text = await response.Content.ReadAsStringAsync(cancellation);
                return new Reply<T> { Problem = ClientProblems.Read(response.StatusCode, text) };
            }

            return await ReadAsync<T>(response, cancellation);
        }
        catch (HttpRequestException failure)
        {
            return new Reply<T> { Problem = ClientProblems.CannotReach(http.BaseAddress, failure.Message) };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Reply<T> { Problem = ClientProblems.CannotReach(http.BaseAddress, $"it took longer than {http.Timeout.TotalSeconds:0} seconds.") };
        }
    }

    private async Task<Problem?> DownloadAsync(string path, Stream into, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, path, null, null);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                return ClientProblems.Read(response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
            }

            await response.Content.CopyToAsync(into, cancellation);
            return null;
        }
        catch (HttpRequestException failure)
        {
            return ClientProblems.CannotReach(http.BaseAddress, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ClientProblems.CannotReach(http.BaseAddress, $"it took longer than {http.Timeout.TotalSeconds:0} seconds.");
        }
    }

    private static async Task<Reply<T>> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (typeof(T) == typeof(Nothing))
        {
            return new Reply<T> { Value = (T)(object)Nothing.Instance };
        }

        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellation);
            var value = await JsonSerializer.DeserializeAsync<T>(stream, RondoJson.Options, cancellation);
            return value is null
                ? new Reply<T> { Problem = ClientProblems.Unreadable(response.StatusCode) }
                : new Reply<T> { Value = value, Version = VersionOf(response) };
        }
        catch (JsonException)
        {
            return new Reply<T> { Problem = ClientProblems.Unreadable(response.StatusCode) };
        }
    }

    private static int? VersionOf(HttpResponseMessage response) =>
        int.TryParse(response.Headers.ETag?.Tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
