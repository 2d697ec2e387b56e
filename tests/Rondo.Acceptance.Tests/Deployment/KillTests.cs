using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Rondo.Acceptance.House;
using Rondo.Client;
using Rondo.Contracts;
using Rondo.Kernel.Facts;
using Rondo.Storage.Embedded;

namespace Rondo.Acceptance.Deployment;

/// <summary>The real program under load, killed without warning, again and again on one folder: what it acknowledged is there.</summary>
public sealed class KillTests
{
    private const int Kills = 20;
    private const int Callers = 8;

    [Fact]
    public async Task Every_decision_that_was_given_survives_twenty_kills_once()
    {
        var server = await RunningRondo.StartAsync(now: TimeProvider.System.GetUtcNow());
        var team = await Team.OnAsync(server, "killed");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        await server.StopAsync();
        var given = new Given();
        var moments = new Random(20261125);
        var sequence = 0;

        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Start(server.Folder);
            var address = await Eventually.ListensAsync(process);
            using var http = new HttpClient { BaseAddress = address };
            var clients = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => AskUntilDeadAsync(new RondoClient(http), "killed", () => Interlocked.Increment(ref sequence), given))).ToList();
            await given.ComeAsync(Callers);

            // Whatever it is doing at that moment.
            await Task.Delay(moments.Next(0, 300), TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(clients);
        }

        var kept = await PredictionsAsync(server.Folder, "killed");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills; {given.All.Count} decisions were given, {kept.Count} are there.");
        given.All.Count.ShouldBeGreaterThan(Kills * Callers);
        given.All.ShouldBeUnique();
        kept.ShouldBeUnique();
        given.All.Except(kept).ShouldBeEmpty();
        Directory.Delete(server.Folder, recursive: true);
    }

    [Fact]
    public async Task A_server_that_is_asked_to_stop_finishes_what_it_has_begun_and_ends_well()
    {
        var server = await RunningRondo.StartAsync(now: TimeProvider.System.GetUtcNow());
        var team = await Team.OnAsync(server, "drained");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        await server.StopAsync();
        var given = new Given();
        var sequence = 0;
        using var process = Start(server.Folder);
        using var http = new HttpClient { BaseAddress = await Eventually.ListensAsync(process) };
        var clients = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => AskUntilDeadAsync(new RondoClient(http), "drained", () => Interlocked.Increment(ref sequence), given))).ToList();
        await given.ComeAsync(20 * Callers);

        using var term = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(clients);

        process.ExitCode.ShouldBe(0);
        var kept = await PredictionsAsync(server.Folder, "drained");
        kept.ShouldBeUnique();
        given.All.Except(kept).ShouldBeEmpty();
        kept.Count.ShouldBeLessThanOrEqualTo(given.All.Count + Callers);
        Directory.Delete(server.Folder, recursive: true);
    }

    // Until the connection breaks: then nobody knows what became of the last request, and only what was answered counts.
    private static async Task AskUntilDeadAsync(RondoClient client, string product, Func<int> next, Given given)
    {
        var random = new Random(next());
        while (true)
        {
            var number = next();
            var reply = await client.DecideAsync(product, Steps.Request($"E{number % 500}", Files.Customer(random, number)) with { RequestId = $"r{number}" });
            if (!reply.Ok)
            {
                return;
            }

            given.Add(reply.Value!.PredictionId);
        }
    }

    /// <summary>Decisions that callers were given.</summary>
    private sealed class Given
    {
        private readonly Channel<string> _coming = Channel.CreateUnbounded<string>();

        public ConcurrentBag<string> All { get; } = [];

        public void Add(string id)
        {
            All.Add(id);
            _coming.Writer.TryWrite(id);
        }

        /// <summary>Waits for so many more.</summary>
        public async Task ComeAsync(int count)
        {
            while (_coming.Reader.TryRead(out _))
            {
            }

            for (var i = 0; i < count; i++)
            {
                await _coming.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            }
        }
    }

    private static Process Start(string folder) => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "rondo"))
    {
        ArgumentList = { "serve", "--data-dir", folder, "--urls", "http://127.0.0.1:0" },
        RedirectStandardOutput = true,
    })!;

    private static async Task<List<string>> PredictionsAsync(string folder, string product)
    {
        await using var services = new ServiceCollection().AddLogging().AddEmbeddedStorage(options => options.DataFolder = folder).BuildServiceProvider();
        var ids = new List<string>();
        await foreach (var fact in services.GetRequiredService<IFactStore>().ReadAsync(new FactQuery(product, FactKinds.Prediction), CancellationToken.None))
        {
            ids.Add(fact.Id);
        }

        return ids;
    }
}
