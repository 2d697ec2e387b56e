using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rondo.Architecture.Rules;
using Rondo.Contracts;

namespace Rondo.Architecture.Reference;

internal sealed partial class DocumentsPage : IReferencePage
{
    public string Path => "docs/reference/documents.md";

    public string Write()
    {
        var page = new Markdown("Documents", "Every kind of document that a [ledger](../concepts/ledger.md) holds, with its fields. `GET /api/v1/products/{product}/documents?kind=...` lists them, whatever their kind. A field with roles is written by these roles only.");
        foreach (var (kind, type) in Persisted.KindsIn(House.Assemblies.SelectMany(House.Types)))
        {
            var declared = $"record {type.Name} : {(type.IsAssignableTo(typeof(IHistory)) ? nameof(IHistory) : nameof(IDocument))}";
            var source = House.Code.Single(file => file.Path.StartsWith("src/", StringComparison.Ordinal) && file.Text.Contains(declared, StringComparison.Ordinal)).Text;
            page.Head(Markdown.Mono(kind)).Line(Summary(source, $"public sealed {declared}")).Line()
                .Table(["field", "type", "meaning", "written by"], type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(field => new[]
                {
                    Markdown.Mono(JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name)),
                    Markdown.Mono(EndpointsPage.Name(Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType)),
                    Summary(source[source.IndexOf(declared, StringComparison.Ordinal)..], $" {field.Name} "),
                    string.Join(", ", field.GetCustomAttribute<WrittenByAttribute>()?.Roles.Select(role => role.Words()) ?? []),
                }));
        }

        return page.ToString();
    }

    /// <summary>The summary that stands closest above a declaration.</summary>
    private static string Summary(string source, string declaration)
    {
        var at = source.IndexOf(declaration, StringComparison.Ordinal);
        var summary = at < 0 ? null : Summaries().Matches(source[..at]).LastOrDefault();
        return summary is null ? "" : Tags().Replace(Lines().Replace(summary.Groups[1].Value, " "), "`$1`").Trim();
    }

    [GeneratedRegex("<summary>(.*?)</summary>", RegexOptions.Singleline)]
    private static partial Regex Summaries();

    [GeneratedRegex(@"\s*\n\s*///\s*")]
    private static partial Regex Lines();

    [GeneratedRegex("""<(?:c>|see cref=")([^<"]+)(?:</c>|"/>)""")]
    private static partial Regex Tags();
}
