using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Server.Commands.Demo.Chapters;
using Rondo.Server.Commands.Output;
using Rondo.Server.Hosting;
using Rondo.Worlds;
using Spectre.Console;

namespace Rondo.Server.Commands.Demo;

/// <summary>Plays the life of one ML product on a simulated business: real server, real training, real statistics.</summary>
internal sealed class DemoCommand : ICommandSource
{
    public IEnumerable<Command> Commands()
    {
        var urls = CommonOptions.Urls("http://127.0.0.1:5180");
        var data = new Option<string?>("--data-dir") { Description = "Folder that holds everything that is kept. Default: a new folder among the temporary files, removed at the end." };
        var fast = new Option<bool>("--fast") { Description = "A smaller business: under three minutes on two cores." };
        var exit = new Option<bool>("--exit") { Description = "End after the story instead of leaving the web open." };
        var seed = new Option<int>("--seed") { Description = "Seed of the world. Default 3.", DefaultValueFactory = _ => 3 };
        var json = CommonOptions.Json();
        var command = new Command("demo", "Plays the life of one ML product, from 'should this be ML?' to a closed learning loop, and leaves the web open on it.") { urls, data, fast, exit, seed, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetValue(data) ?? Directory.CreateTempSubdirectory("rondo-demo-").FullName;
            var scale = parsed.GetValue(fast) ? StoryScale.Fast : StoryScale.Full;
            try
            {
                return await PlayAsync(parsed.GetValue(urls)!, folder, scale, (ulong)parsed.GetValue(seed), parsed.GetValue(exit), parsed.GetValue(json), cancellation);
            }
            finally
            {
                if (parsed.GetValue(data) is null)
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        });
        yield return command;
    }

    private static async Task<int> PlayAsync(string urls, string folder, StoryScale scale, ulong seed, bool exit, bool json, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var world = new ChurnWorld(seed, new ChurnWorldOptions { Customers = scale.Customers });
        var clock = new StoryClock(new DateTimeOffset(world.Start.AddDays(Days.Begin), new TimeOnly(8, 0), TimeSpan.Zero));
        var options = new ServerOptions { DataFolder = folder, Urls = urls, Clock = clock, Quiet = true };
        if (options.Faults() is { Count: > 0 } faults)
        {
            faults.ToList().ForEach(fault => Console.Error.WriteLine($"rondo: {fault}"));
            return ExitCode.Usage;
        }

        await using var app = RondoHost.Build(options);
        await app.StartAsync(cancellation);
        var output = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(json ? Console.Error : Console.Out) });
        using var story = new Story(new Uri(app.Urls.First()), clock, world, scale, sentence => output.MarkupLineInterpolated($"[grey]{watch.Elapsed.TotalSeconds,6:0.0} s[/]  {sentence}"));
        var chapters = typeof(IChapter).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IChapter))).Select(type => (IChapter)Activator.CreateInstance(type)!).OrderBy(chapter => chapter.Order).ToList();
        foreach (var chapter in chapters)
        {
            output.MarkupLineInterpolated($"\n[bold]{chapter.Order} of {chapters.Count}  {chapter.Title}[/]");
            try
            {
                await chapter.TellAsync(story, cancellation);
            }
            catch (StoryBrokenException broken)
            {
                await Console.Error.WriteLineAsync($"rondo: the story broke in '{chapter.Title}': {broken.Message}");
                return ExitCode.SaysNo;
            }
        }

        await SummariseAsync(story, app.Urls.First(), watch, cancellation);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(story.Summary, RondoJson.Options));
        }
        else
        {
            output.MarkupLineInterpolated($"\n[bold]{story.Summary.Sentence}[/]");
        }

        if (!exit)
        {
            output.MarkupLineInterpolated($"Look at it: [bold]{story.Summary.Url}[/]   Stop with Ctrl+C.");
            await RunningServer.AnnounceAsync(folder, app.Urls.First(), cancellation);
            await app.WaitForShutdownAsync(cancellation);
            RunningServer.Withdraw(folder);
        }

        await app.StopAsync(CancellationToken.None);
        return ExitCode.Good;
    }

    private static async Task SummariseAsync(Story story, string url, Stopwatch watch, CancellationToken cancellation)
    {
        var verification = Story.Must(await story.Manager.VerifyLedgerAsync(Story.Product, cancellation));
        var summary = story.Summary;
        summary.Url = $"{url}/p/{Story.Product}";
        summary.LedgerEntries = verification.Entries;
        summary.LedgerIntact = verification.Intact;
        summary.DaysLived = story.Day - Days.Begin;
        summary.Seconds = watch.Elapsed.TotalSeconds;
        summary.PeakMemoryMb = Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024.0);
        summary.Sentence = FormattableString.Invariant($"{summary.DaysLived} days of one ML product in {summary.Seconds:0} s: data set A refused, B chosen; agreement {summary.UnanimityGuideline1?.Value * 100:0} % unanimous, then alpha {summary.AlphaGuideline2?.Value:0.00}; recall promised at 80 % and proven; {summary.Decisions:N0} decisions; the market changed and recall fell to {summary.RecallBefore?.Value * 100:0} %; the loop brought it to {summary.RecallAfter?.Value * 100:0} % in {summary.LoopDays:0} days. {summary.LedgerEntries} ledger entries, chain {(summary.LedgerIntact ? "intact" : "broken")}.");
    }
}
