using System.Text.RegularExpressions;

namespace Rondo.Architecture.Reference;

internal sealed partial class ProblemsPage : IReferencePage
{
    public string Path => "docs/reference/problems.md";

    public string Write()
    {
        var page = new Markdown("Problem codes", "When Rondo refuses something it answers with problem details (RFC 9457): a stable `code`, one sentence with the numbers of this occurrence (`detail`) and what to do about it (`next_step`). Nothing was written, unless the sentence says so. Codes keep their meaning for ever; match on them and on nothing else.");
        page.Head("Refusals").Table(["code", "status", "title", "from"], Found.Problems.Select(problem => new[]
        {
            $"<a id=\"{problem.Code.Code}\"></a>{Markdown.Mono(problem.Code.Code)}", $"{problem.Code.Status}", problem.Code.Title, Home(problem.Declared.Namespace!),
        }));
        page.Head("Files that cannot be read").Line("A file that is refused while it is read keeps nothing. The command line ends with exit code 4.").Line()
            .Table(["code", "where"], Unreadable().Select(code => new[] { Markdown.Mono(code), "Engines, Tables" }));
        return page.Head("Closed gates").Line("A closed gate answers 409. Its `code` is that of the first [finding](findings.md) that closes it, and all of them stand under `findings`. See [gates](gates.md).").ToString();
    }

    /// <summary>Rondo.Kernel.Gates is "Kernel, Gates".</summary>
    internal static string Home(string ns) => string.Join(", ", ns.Split('.').Skip(1));

    private static IEnumerable<string> Unreadable() =>
        House.Code.Where(file => file.Path.StartsWith("src/Rondo.Engines/Tables/", StringComparison.Ordinal) && file.Text.Contains("UnreadableTableException", StringComparison.Ordinal))
            .SelectMany(file => Code().Matches(file.Text).Select(match => match.Groups[1].Value))
            .Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("new(?: UnreadableTableException)?\\(\\s*\"([a-z]+(?:_[a-z]+)*)\",")]
    private static partial Regex Code();
}
