using System.CommandLine;
using Rondo.Engines;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Tools;
using Rondo.Server.Commands.Output;
using Rondo.Server.Hosting;

namespace Rondo.Server.Commands.Toolbox;

/// <summary>Every tool of every stage as a command: arguments, options and help come from its descriptor.</summary>
internal sealed class ToolCommands : ICommandSource
{
    public IEnumerable<Command> Commands()
    {
        using var services = Services();
        return [.. services.GetServices<ITool>().Select(tool => tool.Descriptor).GroupBy(tool => tool.Name.Split(' ')[0]).Select(Family)];
    }

    /// <summary>A command, or the family of those whose names begin alike ("stats list", "stats run").</summary>
    private static Command Family(IGrouping<string, ToolDescriptor> tools)
    {
        if (tools.All(tool => tool.Name == tools.Key))
        {
            return Build(tools.Single());
        }

        var family = new Command(tools.Key, string.Join(' ', tools.Select(tool => tool.Says)));
        foreach (var tool in tools.OrderBy(tool => tool.Name, StringComparer.Ordinal))
        {
            family.Subcommands.Add(Build(tool));
        }

        return family;
    }

    private static Command Build(ToolDescriptor descriptor)
    {
        var command = new Command(descriptor.Name.Split(' ')[^1], descriptor.Says);
        var arguments = descriptor.Arguments.Select(argument => new Argument<string>(argument.Name) { Description = argument.Meaning }).ToList();
        arguments.ForEach(command.Arguments.Add);
        var flags = new List<(ToolOption Option, Option<bool> Flag)>();
        var values = new List<(ToolOption Option, Option<string[]> Values)>();
        foreach (var option in descriptor.Options)
        {
            if (option.Flag)
            {
                var flag = new Option<bool>(option.Name) { Description = option.Meaning };
                flags.Add((option, flag));
                command.Options.Add(flag);
            }
            else
            {
                var value = new Option<string[]>(option.Name) { Description = option.Meaning, Required = option.Required, Arity = ArgumentArity.OneOrMore };
                values.Add((option, value));
                command.Options.Add(value);
            }
        }

        var json = CommonOptions.Json();
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            var given = new Dictionary<string, IReadOnlyList<string>>();
            foreach (var (option, flag) in flags.Where(pair => parsed.GetValue(pair.Flag)))
            {
                given[option.Name] = [""];
            }

            foreach (var (option, value) in values)
            {
                if (parsed.GetValue(value) is { Length: > 0 } texts)
                {
                    given[option.Name] = texts;
                }
            }

            var input = new ToolInput([.. arguments.Select(argument => parsed.GetValue(argument)!)], given, Printer.Progress);
            return await RunAsync(descriptor.Name, input, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    internal static async Task<int> RunAsync(string name, ToolInput input, bool json, CancellationToken cancellation)
    {
        await using var services = Services();
        var tool = services.GetServices<ITool>().Single(tool => tool.Descriptor.Name == name);
        if (!(await tool.RunAsync(input, cancellation)).Try(out var result, out var refusal))
        {
            return Printer.Problem(refusal.ToProblem(), json, ExitCode.Refused);
        }

        if (json)
        {
            Printer.Json(result.Document);
        }
        else
        {
            Printer.Result(result);
        }

        return result.Good ? ExitCode.Good : ExitCode.SaysNo;
    }

    /// <summary>What tools need: engines and the stages' judges, no storage and no server.</summary>
    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddEngines();
        Modules.Add(services);
        services.AddSingleton<IBlobStore, NoBlobs>();
        return services.BuildServiceProvider();
    }

    /// <summary>Tools work on files that the user names; nothing is kept.</summary>
    private sealed class NoBlobs : IBlobStore
    {
        public ValueTask<BlobRef?> WriteAsync(Stream content, long maxBytes, CancellationToken cancellation) => throw new NotSupportedException("A toolbox command keeps nothing.");

        public ValueTask<Stream?> OpenAsync(string hash, CancellationToken cancellation) => throw new NotSupportedException("A toolbox command keeps nothing.");
    }
}
