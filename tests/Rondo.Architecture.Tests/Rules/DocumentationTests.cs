using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Rondo.Contracts;

namespace Rondo.Architecture.Rules;

/// <summary>What the pages show must work: commands parse, bodies fit, addresses exist, links lead somewhere.</summary>
internal static partial class DocumentationRules
{
    private static readonly JsonSerializerOptions Strict = new(RondoJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly RootCommand Root = (RootCommand)House.Load("rondo").GetType("Rondo.Server.Commands.CommandLine", throwOnError: true)!.GetMethod("Root", BindingFlags.Static | BindingFlags.Public)!.Invoke(null, null)!;

    public static IEnumerable<string> Violations(SourceFile page) =>
        Fenced().Matches(page.Text).SelectMany(block => Shell(block.Groups["text"].Value))
            .Concat(Links().Matches(page.Text).Select(link => link.Groups["to"].Value).Where(to => Leads(page.Path, to) is false).Select(to => $"the link to {to} leads nowhere"))
            .Select(fault => $"{page.Path}: {fault}.");

    private static IEnumerable<string> Shell(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            var body = "";
            if (line.EndsWith("<<'JSON'", StringComparison.Ordinal))
            {
                line = line[..^"<<'JSON'".Length].Trim();
                body = string.Join('\n', lines.Skip(i + 1).TakeWhile(inner => inner != "JSON"));
                i += body.Split('\n').Length + 1;
            }

            foreach (var fault in line.StartsWith("rondo ", StringComparison.Ordinal) ? Command(line, body) : line.StartsWith("curl ", StringComparison.Ordinal) ? Call(line) : [])
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Command(string line, string body)
    {
        var words = Word().Matches(line).Select(word => word.Groups["quoted"].Success ? word.Groups["quoted"].Value : word.Value).Skip(1).ToArray();
        foreach (var error in Root.Parse(words).Errors)
        {
            yield return $"'{line}' does not parse: {error.Message}";
        }

        if (body.Length > 0 && Unfit(useCase => useCase.Says.Command == string.Join(' ', words.Take(2)), body) is { } fault)
        {
            yield return $"the body of '{line}' {fault}";
        }
    }

    // Protocols of others have no use cases; that their examples are at least JSON is looked at, the rest by their own tests.
    private static IEnumerable<string> Call(string line) => line.Contains(":5180/v2/", StringComparison.Ordinal) ? Foreign(line) : Own(line);

    private static IEnumerable<string> Foreign(string line)
    {
        if (Body().Match(line) is { Success: true } body && !IsJson(body.Groups["json"].Value))
        {
            yield return $"the body of '{line}' is not JSON";
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Own(string line)
    {
        var path = Address().Match(line).Groups["path"].Value;
        var body = Body().Match(line).Groups["json"].Value;
        bool IsAt(FoundUseCase useCase, string method) => useCase.Says.Method == method && Regex.IsMatch(path, $"^{Hole().Replace(useCase.Says.Path, "[^/]+")}$");
        var fault =
            body.Length > 0 ? Unfit(useCase => IsAt(useCase, "POST"), body) :
            FoundUseCase.All.Any(useCase => IsAt(useCase, "GET")) ? null :
            "goes to no use case that is read";
        return fault is null ? [] : [$"the call to '{path}' {fault}"];
    }

    private static string? Unfit(Func<FoundUseCase, bool> wanted, string body)
    {
        var taken = FoundUseCase.All.FirstOrDefault(wanted)?.Handle!.GetParameters().FirstOrDefault(parameter => parameter.ParameterType.Assembly == typeof(Problem).Assembly);
        if (taken is null)
        {
            return "goes to no use case that takes one";
        }

        try
        {
            JsonSerializer.Deserialize(body, taken.ParameterType, Strict);
            return null;
        }
        catch (JsonException misfit)
        {
            return $"does not fit: {misfit.Message}";
        }
    }

    /// <summary>Null for an address outside; a picture may be missing, because pictures are taken when the program runs.</summary>
    private static bool? Leads(string page, string to) =>
        to.Contains("://", StringComparison.Ordinal) || to.EndsWith(".png", StringComparison.Ordinal) ? null :
        to.StartsWith('#') ? true :
        Path.Exists(Path.Combine(House.Root, Path.GetDirectoryName(page)!, to.Split('#')[0]));

    [GeneratedRegex("^```sh\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("\"(?<quoted>[^\"]*)\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"/api/v1(?<path>/\S+)")]
    private static partial Regex Address();

    [GeneratedRegex("-d '(?<json>[^']*)'")]
    private static partial Regex Body();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Hole();
}

public sealed class DocumentationTests
{
    public static TheoryData<string> Pages => [.. House.Rest.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal)).Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_shows_works(string path) =>
        DocumentationRules.Violations(House.Rest.Single(file => file.Path == path)).ShouldBeEmpty();

    [Fact]
    public void The_pages_are_found()
    {
        foreach (var page in (string[])["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/how-to/engineer.md", "docs/adr/README.md"])
        {
            House.Rest.ShouldContain(file => file.Path == page);
        }
    }

    [Theory]
    [InlineData("```sh\nrondo ledger burn --product churn\n```\n", "does not parse")]
    [InlineData("```sh\nrondo ledger verify --prodct churn\n```\n", "does not parse")]
    [InlineData("```sh\nrondo contract write --product churn --file - <<'JSON'\n{ \"promisses\": [] }\nJSON\n```\n", "does not fit")]
    [InlineData("```sh\nrondo brief write --product churn --file - <<'JSON'\n{ \"who\": 1 }\nJSON\n```\n", "does not fit")]
    [InlineData("```sh\ncurl http://127.0.0.1:5180/api/v1/products/churn/decision -d '{}'\n```\n", "no use case")]
    [InlineData("```sh\ncurl http://127.0.0.1:5180/api/v1/products/churn/outcomes -d '{\"id\": 1}'\n```\n", "does not fit")]
    [InlineData("```sh\ncurl http://127.0.0.1:5180/v2/models/churn/infer -d '{\"inputs\": ['\n```\n", "is not JSON")]
    [InlineData("See [there](docs/nowhere.md).", "leads nowhere")]
    public void A_planted_fault_is_seen(string text, string fault) =>
        DocumentationRules.Violations(new SourceFile("planted.md", text)).ShouldContain(sentence => sentence.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void A_good_page_is_left_alone() =>
        DocumentationRules.Violations(new SourceFile("planted.md", "See [there](README.md) and [here](https://example.org).\n```sh\nrondo ledger verify --product churn\n```\n")).ShouldBeEmpty();
}
