using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Server.Commands.Output;
using Rondo.Server.Hosting;
using Rondo.Server.Http;

namespace Rondo.Server.Commands.Products;

/// <summary>One call of the API from the command line, over HTTP like everybody else's.</summary>
internal static class UseCaseCall
{
    public static async Task<int> RunAsync(UseCaseShape shape, IReadOnlyList<string> path, IReadOnlyList<string?> query, IReadOnlyList<string[]> fields, string? file, string? kept, Connection connection, CancellationToken cancellation)
    {
        if (file is not null and not "-" && !File.Exists(file))
        {
            return Printer.Problem(new Problem { Title = "There is no such file", Status = 404, Code = "no_such_file", Detail = $"There is no file '{file}'.", NextStep = "Check the path." }, connection.Json, ExitCode.Refused);
        }

        if (connection.Server is { } named && !(Uri.TryCreate(named, UriKind.Absolute, out var given) && given.Scheme is "http" or "https"))
        {
            return Printer.Problem(new Problem { Title = "The address cannot be used", Status = 400, Code = "invalid_option", Detail = $"--server must be an address like http://127.0.0.1:5180. Got '{named}' instead.", NextStep = "Give the whole address, with http://." }, connection.Json, ExitCode.Usage);
        }

        HttpContent? body;
        try
        {
            body = await BodyAsync(shape, fields, file, cancellation);
        }
        catch (JsonException malformed)
        {
            return Printer.Problem(new Problem { Title = "The request cannot be read", Status = 400, Code = "malformed_request", Detail = $"The body is no JSON object: {malformed.Message}", NextStep = "Correct the file; nothing was sent." }, connection.Json, ExitCode.Refused);
        }

        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await using var server = await ServerForCall.OpenAsync(connection, http, cancellation);
        using var request = new HttpRequestMessage(new HttpMethod(shape.Method), new Uri(server.Address, Address(shape, path, query)));
        request.Headers.Add(CallerSource.ActorHeader, connection.Person);
        if (connection.Role is { } role)
        {
            request.Headers.Add(CallerSource.RoleHeader, role.Replace('-', '_'));
        }

        if (connection.Version is { } version)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        if (connection.Key is { } key)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        request.Content = body;
        try
        {
            using var response = await http.SendAsync(request, kept is null ? HttpCompletionOption.ResponseContentRead : HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (kept is not null && response.IsSuccessStatusCode)
            {
                return await KeepAsync(response, kept, connection.Json, cancellation);
            }

            var text = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode ? Print(text, connection.Json) : Printer.Problem(JsonSerializer.Deserialize<Problem>(text, RondoJson.Options)!, connection.Json);
        }
        catch (JsonException)
        {
            return Printer.Problem(new Problem { Title = "The answer could not be read", Status = 502, Code = "unreadable_answer", Detail = $"{server.Address} answers, but with something that is not Rondo's JSON.", NextStep = "Check that the address leads to a Rondo server of the same version." }, connection.Json, ExitCode.NotReachable);
        }
        catch (HttpRequestException unreachable)
        {
            return Printer.Problem(new Problem { Title = "The server cannot be reached", Status = 503, Code = "not_reachable", Detail = $"{server.Address} does not answer: {unreachable.Message}", NextStep = "Start one with 'rondo serve', or give another --server." }, connection.Json);
        }
    }

    /// <summary>Writes what came to a file; one that is cut short leaves none.</summary>
    private static async Task<int> KeepAsync(HttpResponseMessage response, string path, bool json, CancellationToken cancellation)
    {
        var half = $"{path}.part";
        try
        {
            await using (var file = File.Create(half))
            {
                await response.Content.CopyToAsync(file, cancellation);
            }

            File.Move(half, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Printer.Problem(new Refusal(ToolOutput.CannotWrite, $"'{path}' cannot be written: {failure.Message}", "Name a place in a folder that exists and that you may write to.").ToProblem(), json, ExitCode.Refused);
        }

        return Print(JsonSerializer.Serialize(new { file = path, bytes = new FileInfo(path).Length }), json);
    }

    private static int Print(string text, bool json)
    {
        using var answer = JsonDocument.Parse(text);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(answer.RootElement, RondoJson.Indented));
        }
        else
        {
            Printer.Answer(answer.RootElement);
        }

        return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("intact", out var intact) && !intact.GetBoolean() ? ExitCode.SaysNo : ExitCode.Good;
    }

    private static string Address(UseCaseShape shape, IReadOnlyList<string> path, IReadOnlyList<string?> query)
    {
        var address = shape.Path;
        for (var i = 0; i < path.Count; i++)
        {
            address = address.Replace($"{{{shape.PathNames[i]}}}", Uri.EscapeDataString(path[i]), StringComparison.Ordinal);
        }

        var values = shape.QueryNames.Zip(query).Where(pair => pair.Second is not null).Select(pair => $"{pair.First}={Uri.EscapeDataString(pair.Second!)}");
        return $"/api/v1{address}?{string.Join('&', values)}".TrimEnd('?');
    }

    private static async Task<HttpContent?> BodyAsync(UseCaseShape shape, IReadOnlyList<string[]> fields, string? file, CancellationToken cancellation)
    {
        if (shape.TakesFile)
        {
            var content = new StreamContent(file is null or "-" ? Console.OpenStandardInput() : File.OpenRead(file));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            return content;
        }

        if (!shape.HasBody)
        {
            return null;
        }

        var body = file is null ? new JsonObject()
            : JsonNode.Parse(file == "-" ? await Console.In.ReadToEndAsync(cancellation) : await File.ReadAllTextAsync(file, cancellation)) as JsonObject
                ?? throw new JsonException("it holds another kind of value.");
        foreach (var (field, values) in shape.BodyFields.Zip(fields).Where(pair => pair.Second.Length > 0))
        {
            body[JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name)] = Value(field.Type, values);
        }

        return new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
    }

    private static JsonNode? Value(Type type, string[] values)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return
            plain == typeof(IReadOnlyList<string>) ? new JsonArray([.. values.Select(value => (JsonNode)value)]) :
            plain == typeof(bool) ? bool.TryParse(values[^1], out var flag) ? flag : values[^1] :
            plain == typeof(int) || plain == typeof(long) || plain == typeof(double) ? double.TryParse(values[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : values[^1] :
            values[^1].Replace('-', plain.IsEnum ? '_' : '-');
    }
}

/// <summary>The server that a command talks to: named, found on the data folder, or started for this call.</summary>
internal sealed class ServerForCall(Uri address, WebApplication? own) : IAsyncDisposable
{
    public Uri Address { get; } = address;

    public static async Task<ServerForCall> OpenAsync(Connection connection, HttpClient http, CancellationToken cancellation)
    {
        if (connection.Server is { } named)
        {
            return new ServerForCall(new Uri(named), null);
        }

        if (await RunningServer.FindAsync(connection.DataFolder, http, cancellation) is { } running)
        {
            return new ServerForCall(running, null);
        }

        var app = RondoHost.Build(new ServerOptions { DataFolder = connection.DataFolder, Urls = "http://127.0.0.1:0", Quiet = true });
        await app.StartAsync(cancellation);
        return new ServerForCall(new Uri(app.Urls.First()), app);
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null)
        {
            await own.StopAsync();
            await own.DisposeAsync();
        }
    }
}
