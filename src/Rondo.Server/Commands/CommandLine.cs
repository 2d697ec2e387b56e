using System.CommandLine;
using Rondo.Server.Commands.Output;

namespace Rondo.Server.Commands;

/// <summary>Puts the command line together from every command source of this assembly.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"rondo: {error.Message}");
            }

            await Console.Error.WriteLineAsync("See 'rondo --help', or 'rondo <command> --help'.");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    public static RootCommand Root()
    {
        var root = new RootCommand("Rondo runs ML products as loops: from 'should this be ML?' to a model that keeps its promise, and round again.");
        var sources = typeof(CommandLine).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ICommandSource)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (ICommandSource)Activator.CreateInstance(type)!);
        foreach (var command in sources.SelectMany(source => source.Commands()).OrderBy(command => command.Name, StringComparer.Ordinal))
        {
            root.Subcommands.Add(command);
        }

        return root;
    }
}
