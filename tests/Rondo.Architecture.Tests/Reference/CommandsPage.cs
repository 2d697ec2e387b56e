using System.CommandLine;
using System.Reflection;

namespace Rondo.Architecture.Reference;

internal sealed class CommandsPage : IReferencePage
{
    public string Path => "docs/reference/commands.md";

    public string Write()
    {
        var root = (RootCommand)House.Load("rondo").GetType("Rondo.Server.Commands.CommandLine", throwOnError: true)!.GetMethod("Root", BindingFlags.Static | BindingFlags.Public)!.Invoke(null, null)!;
        var leaves = root.Subcommands.SelectMany(command => Leaves(command, $"rondo {command.Name}")).ToList();
        var shared = Shared(leaves.Select(leaf => leaf.Command));
        var page = new Markdown("Commands", "`rondo` has two families. Toolbox commands take files and need no server. Product commands are the [endpoints](endpoints.md) as nouns and verbs: they call the server that runs on the data folder, or start one for the call. With `--json` one JSON document goes to standard output and nothing else does; progress goes to standard error.");
        page.Head("Exit codes").Table(["code", "means"],
        [
            ["0", "good"], ["1", "a check or a gate says no; the document still comes"], ["2", "the command was written wrongly"], ["3", "the server cannot be reached"], ["4", "the input was refused; see [problems](problems.md)"],
        ]);
        page.Head("Toolbox and server");
        Write(page, leaves.Where(leaf => !IsOfProducts(leaf.Name)), []);
        page.Head("Products").Line("Nearly all of them take:").Line().Table(["option", "meaning"], shared.Select(option => new[] { Markdown.Mono(option.Name), option.Description ?? "" }));
        Write(page, leaves.Where(leaf => IsOfProducts(leaf.Name)), [.. shared.Select(option => option.Name)]);
        return page.ToString();
    }

    private static bool IsOfProducts(string name) => name.Split(' ').Length > 2 && Found.Tools.All(tool => $"rondo {tool.Descriptor.Name}" != name);

    private static void Write(Markdown page, IEnumerable<(string Name, Command Command)> leaves, IReadOnlyList<string> shared)
    {
        foreach (var (name, command) in leaves.OrderBy(leaf => leaf.Name, StringComparer.Ordinal))
        {
            page.Head($"`{string.Join(' ', command.Arguments.Select(argument => argument.Name).Prepend(name))}`", 3).Line(command.Description ?? "").Line();
            page.Table(["takes", "meaning"], command.Arguments.Select(argument => new[] { Markdown.Mono(argument.Name), argument.Description ?? "" })
                .Concat(command.Options.Where(option => !shared.Contains(option.Name)).Select(option => new[] { Markdown.Mono(option.Name), $"{option.Description}{(option.Required ? " Required." : "")}" })));
        }
    }

    private static IEnumerable<(string Name, Command Command)> Leaves(Command command, string name) =>
        command.Subcommands.Count == 0 ? [(name, command)] : command.Subcommands.SelectMany(sub => Leaves(sub, $"{name} {sub.Name}"));

    /// <summary>Options that more than half of all commands take in the same words.</summary>
    private static IReadOnlyList<Option> Shared(IEnumerable<Command> commands)
    {
        var all = commands.ToList();
        return [.. all.SelectMany(command => command.Options).GroupBy(option => (option.Name, option.Description)).Where(group => group.Count() > all.Count / 2).Select(group => group.First())];
    }
}
