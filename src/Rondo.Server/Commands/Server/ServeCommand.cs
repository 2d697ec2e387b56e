using System.CommandLine;
using Rondo.Server.Commands.Output;
using Rondo.Server.Hosting;
using Spectre.Console;

namespace Rondo.Server.Commands.Server;

/// <summary>Runs a server until it is stopped.</summary>
internal sealed class ServeCommand : ICommandSource
{
    public IEnumerable<Command> Commands()
    {
        var urls = CommonOptions.Urls("http://127.0.0.1:5180");
        var data = CommonOptions.DataFolder();
        var grpc = new Option<string?>("--grpc") { Description = "Address for gRPC (Open Inference Protocol), for example http://127.0.0.1:5181. Default: none." };
        var body = new Option<long>("--max-body") { Description = "Largest request in bytes. Default: 2147483648.", DefaultValueFactory = _ => 2L << 30 };
        var decisions = new Option<int>("--max-decisions") { Description = "Decisions under way at once; four times as many may wait. Default: 256.", DefaultValueFactory = _ => 256 };
        var sync = new Option<bool>("--sync") { Description = "Answer a decision only once the disk has it, not only the operating system: safe against power cuts too, and slower." };
        var loss = new Option<string>("--loss") { Description = "When a decision cannot be made durable: block (no answer, the default) or degrade (an answer that says it is kept nowhere).", DefaultValueFactory = _ => "block" };
        loss.AcceptOnlyFromAmong("block", "degrade");
        var command = new Command("serve", "Runs the server with its web pages until it is stopped.") { urls, grpc, data, body, decisions, sync, loss };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new ServerOptions { Urls = parsed.GetValue(urls)!, Grpc = parsed.GetValue(grpc), DataFolder = parsed.GetValue(data)!, MaxBodyBytes = parsed.GetValue(body), MaxDecisions = parsed.GetValue(decisions), Sync = parsed.GetValue(sync), DegradeOnLoss = parsed.GetValue(loss) == "degrade" };
            if (options.Faults() is { Count: > 0 } faults)
            {
                foreach (var fault in faults)
                {
                    await Console.Error.WriteLineAsync($"rondo: {fault}");
                }

                return ExitCode.Usage;
            }

            await using var app = RondoHost.Build(options);
            await app.StartAsync(cancellation);
            try
            {
                await RunningServer.AnnounceAsync(options.DataFolder, app.Urls.First(), cancellation);
                AnsiConsole.MarkupLineInterpolated($"Rondo listens on [bold]{app.Urls.First()}[/]; everything is kept in {Path.GetFullPath(options.DataFolder)}. Stop it with Ctrl+C.");
                await app.WaitForShutdownAsync(cancellation);
                return ExitCode.Good;
            }
            finally
            {
                RunningServer.Withdraw(options.DataFolder);
            }
        });
        yield return command;
    }
}
