using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Rondo.Server.Hosting;

namespace Rondo.Server.Commands.Products;

/// <summary>
/// Every use case as <c>rondo noun verb</c>: what the path names becomes a required option, what the query and the body
/// name become options. A new use case has its command without a line here.
/// </summary>
internal sealed partial class ProductCommands : ICommandSource
{
    public IEnumerable<Command> Commands()
    {
        foreach (var noun in Modules.UseCases().GroupBy(found => found.UseCase.Command.Split(' ')[0], StringComparer.Ordinal).OrderBy(noun => noun.Key, StringComparer.Ordinal))
        {
            var command = new Command(noun.Key, string.Join(' ', noun.Select(found => found.UseCase.Says).Take(1)));
            foreach (var (_, useCase, handle) in noun)
            {
                command.Subcommands.Add(Build(UseCaseShape.Of(useCase, handle)));
            }

            yield return command;
        }
    }

    private static Command Build(UseCaseShape shape)
    {
        var command = new Command(shape.Verb, shape.Says);
        var path = shape.PathNames.Select(name => new Option<string>($"--{Dashed(name)}") { Required = true, Description = $"Id of the {name}." }).ToList();
        var query = shape.QueryNames.Select(name => new Option<string?>($"--{Dashed(name)}") { Description = $"Query value '{name}'." }).ToList();
        var fields = shape.BodyFields.Select(field => new Option<string[]>($"--{Dashed(field.Name)}") { Description = field.Meaning, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false }).ToList();
        var file = new Option<string?>("--file") { Description = shape.TakesFile ? "File to send." : "JSON file with the whole body; - reads standard input." };
        path.ForEach(command.Options.Add);
        query.Where(option => option.Name != "--file").ToList().ForEach(command.Options.Add);
        fields.Where(option => path.All(named => named.Name != option.Name)).ToList().ForEach(command.Options.Add);
        if (shape.TakesFile || shape.HasBody)
        {
            command.Options.Add(file);
        }

        var kept = new Option<string>("--out") { Required = true, Description = "File to write." };
        if (shape.GivesFile)
        {
            command.Options.Add(kept);
        }

        var connection = new ConnectionOptions();
        connection.AddTo(command);
        command.SetAction((parsed, cancellation) => UseCaseCall.RunAsync(
            shape,
            path.Select(option => parsed.GetValue(option)!).ToList(),
            query.Select(option => option.Name == "--file" ? Path.GetFileName(parsed.GetValue(file)) : parsed.GetValue(option)).ToList(),
            fields.Select(option => command.Options.Contains(option) ? parsed.GetValue(option) ?? [] : []).ToList(),
            parsed.GetValue(file),
            shape.GivesFile ? parsed.GetValue(kept) : null,
            connection.Read(parsed),
            cancellation));
        return command;
    }

    private static string Dashed(string name) => Humps().Replace(name, "-$1").ToLowerInvariant().Replace('_', '-');

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex Humps();
}

/// <summary>Which server, as whom.</summary>
internal sealed class ConnectionOptions
{
    private readonly Option<string?> _server = new("--server") { Description = "Address of the server. Default: the one that runs on the data folder, else one that is started for this call." };
    private readonly Option<string> _data = CommonOptions.DataFolder();
    private readonly Option<string> _as = new("--as") { Description = "Person to act as, or PERSON:ROLE where they hold several roles. Default: product-manager.", DefaultValueFactory = _ => "product-manager" };
    private readonly Option<string?> _version = new("--if-version") { Description = "Write only if this version of the document stands." };
    private readonly Option<string?> _key = new("--idempotency-key") { Description = "A repeat with the same key writes nothing twice." };
    private readonly Option<bool> _json = CommonOptions.Json();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_server, _data, _as, _version, _key, _json])
        {
            command.Options.Add(option);
        }
    }

    public Connection Read(ParseResult parsed)
    {
        var actor = parsed.GetValue(_as)!.Split(':', 2);
        return new Connection(parsed.GetValue(_server), parsed.GetValue(_data)!, actor[0], actor.Length > 1 ? actor[1] : null, parsed.GetValue(_version), parsed.GetValue(_key), parsed.GetValue(_json));
    }
}

/// <summary>Which server, as whom, and how to print.</summary>
internal sealed record Connection(string? Server, string DataFolder, string Person, string? Role, string? Version, string? Key, bool Json);
