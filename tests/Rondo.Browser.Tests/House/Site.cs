using Microsoft.Playwright;
using Rondo.Browser.House;
using Rondo.Browser.Story;

[assembly: AssemblyFixture(typeof(Site))]

namespace Rondo.Browser.House;

/// <summary>
/// One server and one browser for all tests, started when the first one asks. The product's story is told once;
/// every test may then look at the pages that it filled.
/// </summary>
public sealed class Site : IAsyncDisposable
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly Lazy<Task> _started;
    private readonly Lazy<Task<StoryPlaces>> _told;
    private RunningServer? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Starts nothing yet.</summary>
    public Site()
    {
        _started = new(StartAsync);
        _told = new(TellAsync);
    }

    internal Uri Address => _server!.Address;

    /// <summary>Tells the whole story by clicking and typing, once.</summary>
    internal async Task<StoryPlaces> ToldAsync()
    {
        await ReadyAsync();
        return await _told.Value;
    }

    /// <summary>A new window with a memory of its own.</summary>
    internal async Task<Visitor> VisitAsync(int width = 1280, string theme = "light")
    {
        await ReadyAsync();
        return await Visitor.ComeAsync(_browser!, Address, width, theme);
    }

    /// <summary>A window on another server.</summary>
    internal async Task<Visitor> VisitAsync(RunningServer other, int width, string theme)
    {
        await ReadyAsync();
        return await Visitor.ComeAsync(_browser!, other.Address, width, theme);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private Task ReadyAsync()
    {
        if (!File.Exists(Chromium))
        {
            const string Missing = "Chromium is not here; install it with the system's package manager or name it in RONDO_CHROMIUM.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Missing);
            Assert.Fail(Missing);
        }

        return _started.Value;
    }

    private static string Chromium => Environment.GetEnvironmentVariable("RONDO_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    private async Task StartAsync()
    {
        _server = await RunningServer.StartAsync(await Published.ExecutableAsync(), TimeSpan.FromMinutes(1), "serve");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
    }

    private async Task<StoryPlaces> TellAsync()
    {
        await using var visitor = await VisitAsync();
        try
        {
            return await WholeStory.TellAsync(visitor);
        }
        catch (Exception failure)
        {
            await visitor.KeepPictureAsync("story", "stopped");
            throw new InvalidOperationException($"The story stopped at {visitor.Page.Url}: {failure.Message}\nThe server said: {_server!.Output}\nThe page said: {string.Join('\n', visitor.Complaints)}", failure);
        }
    }
}
