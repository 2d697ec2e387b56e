using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;

namespace Rondo.Storage.Embedded.Tests;

/// <summary>
/// A real process writes, is killed with SIGKILL at a random moment, and the folder is opened again; ten times on one folder.
/// (What a power cut would take besides is bounded by the flush interval; no test can pull the plug.)
/// </summary>
public sealed class CrashTests
{
    private const int Rounds = 10;
    private static readonly FactQuery Predictions = new("churn", "prediction");

    [Fact]
    public async Task After_ten_kills_everything_acknowledged_is_there_once_and_the_chain_holds()
    {
        using var folder = new TemporaryFolder();
        var moments = new Random(20261125);
        var acknowledgedFacts = new List<string>();
        var acknowledgedEntries = 0L;
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var line in await WriteUntilKilledAsync(folder.Path, round, TimeSpan.FromMilliseconds(moments.Next(1, 1200))))
            {
                if (line.StartsWith("L ", StringComparison.Ordinal))
                {
                    acknowledgedEntries = Math.Max(acknowledgedEntries, long.Parse(line.AsSpan(2), CultureInfo.InvariantCulture));
                }
                else
                {
                    acknowledgedFacts.Add(line[2..]);
                }
            }

            // Every other round the next writer meets the folder exactly as the kill left it.
            if (round % 2 == 0)
            {
                await CheckAsync(folder.Path, acknowledgedEntries, acknowledgedFacts);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds} kills; {acknowledgedEntries} ledger entries and {acknowledgedFacts.Count} facts were acknowledged.");
        acknowledgedEntries.ShouldBeGreaterThanOrEqualTo(Rounds / 3);
        acknowledgedFacts.Count.ShouldBeGreaterThan(10 * Rounds);
    }

    private static async Task CheckAsync(string folder, long acknowledgedEntries, List<string> acknowledgedFacts)
    {
        await using var services = new ServiceCollection().AddLogging().AddEmbeddedStorage(options => options.DataFolder = folder).BuildServiceProvider();

        var entries = await services.GetRequiredService<ILedgerStore>().ReadAsync("churn", 0, CancellationToken.None);
        entries.Count.ShouldBeGreaterThanOrEqualTo((int)acknowledgedEntries);
        LedgerChain.Verify("churn", entries).Intact.ShouldBeTrue(LedgerChain.Verify("churn", entries).Sentence);
        foreach (var commit in entries.GroupBy(entry => entry.IdempotencyKey))
        {
            commit.Key.ShouldEndWith($"-of-{commit.Count()}", customMessage: "a commit is whole or not there");
        }

        var facts = services.GetRequiredService<IFactStore>();
        var ids = new List<string>();
        await foreach (var fact in facts.ReadAsync(Predictions, CancellationToken.None))
        {
            JsonDocument.Parse(fact.Body).RootElement.GetProperty("id").GetString().ShouldBe(fact.Id);
            ids.Add(fact.Id);
        }

        ids.ShouldBeUnique();
        acknowledgedFacts.Except(ids).ShouldBeEmpty();

        if (acknowledgedFacts.Count == 0)
        {
            return;
        }

        // A client whose answer was lost in the crash sends again.
        var last = (await facts.FindAsync("churn", "prediction", acknowledgedFacts[^1], CancellationToken.None))!;
        (await facts.AppendAsync([last], CancellationToken.None)).ShouldBe([FactFate.Repeated]);
    }

    private static async Task<IReadOnlyList<string>> WriteUntilKilledAsync(string folder, int round, TimeSpan moment)
    {
        using var writer = Process.Start(new ProcessStartInfo(WriterPath())
        {
            ArgumentList = { folder, round.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = writer.StandardError.ReadToEndAsync();
        if (await writer.StandardOutput.ReadLineAsync() != "ready")
        {
            writer.Kill();
            Assert.Fail($"The writer could not open the folder in round {round}: {await errors}");
        }

        // Every third round waits for a ledger entry first, so that a slow machine kills something that is under way too.
        var before = new StringBuilder();
        while (round % 3 == 0 && !before.ToString().Contains("L ", StringComparison.Ordinal) && await writer.StandardOutput.ReadLineAsync() is { } line)
        {
            before.Append(line).Append('\n');
        }

        var kill = Task.Run(async () =>
        {
            await Task.Delay(moment);
            writer.Kill();
        });
        var output = before + await writer.StandardOutput.ReadToEndAsync();
        await kill;
        await writer.WaitForExitAsync();
        (await errors).ShouldBeEmpty($"the writer failed in round {round} before it was killed");

        // The last line may be torn: it counts only with its end.
        return output[..(output.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string WriterPath()
    {
        var name = "Rondo.Storage.CrashWriter" + (OperatingSystem.IsWindows() ? ".exe" : "");
        var path = Path.Combine(AppContext.BaseDirectory, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: build the tests with their references.");
    }
}
