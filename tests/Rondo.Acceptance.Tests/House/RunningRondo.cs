using Microsoft.AspNetCore.Builder;
using Rondo.Client;
using Rondo.Contracts;
using Rondo.Server.Hosting;

[assembly: AssemblyFixture(typeof(Rondo.Acceptance.House.SharedRondo))]

namespace Rondo.Acceptance.House;

/// <summary>
/// One real server on real storage in a folder of its own, behind real HTTP. The clock can be set forward; whoever does
/// that takes a server of their own.
/// </summary>
internal sealed class RunningRondo : IAsyncDisposable
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private RunningRondo(WebApplication app, string folder, StoryClock clock)
    {
        _app = app;
        Folder = folder;
        Clock = clock;
        Address = new Uri(app.Urls.First());
        Grpc = app.Urls.Count > 1 ? new Uri(app.Urls.Last()) : null;
        _http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };
    }

    public string Folder { get; }

    public StoryClock Clock { get; }

    public Uri Address { get; }

    /// <summary>Where gRPC is spoken; null where it is not.</summary>
    public Uri? Grpc { get; }

    /// <summary>Calls that the typed client cannot make: malformed ones.</summary>
    public HttpClient Http => _http;

    /// <summary>Starts a server on a folder; a new one where none is named.</summary>
    public static async Task<RunningRondo> StartAsync(string? folder = null, DateTimeOffset? now = null, int maxDecisions = 256, string? grpc = null, IReadOnlyDictionary<string, string>? sources = null)
    {
        folder ??= Directory.CreateTempSubdirectory("rondo-acceptance-").FullName;
        var clock = new StoryClock(now ?? Morning);
        var app = RondoHost.Build(new ServerOptions { DataFolder = folder, Urls = "http://127.0.0.1:0", Clock = clock, Quiet = true, MaxDecisions = maxDecisions, Grpc = grpc, Sources = sources ?? new Dictionary<string, string>() });
        await app.StartAsync();
        return new RunningRondo(app, folder, clock);
    }

    public RondoClient As(Role role, string? actor = null) =>
        new(_http) { Persona = new Persona(actor ?? WireWords.Write(role).Replace('_', '-'), role) };

    /// <summary>Ends the process's part and keeps the folder, as a restart does.</summary>
    public async Task StopAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>The server that tests share which leave its clock alone; each works on a product of its own.</summary>
public sealed class SharedRondo : IAsyncLifetime
{
    internal RunningRondo Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await RunningRondo.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A new product of that name with its team.</summary>
    internal Task<Team> NewTeamAsync(string product) => Team.OnAsync(Server, product);
}
