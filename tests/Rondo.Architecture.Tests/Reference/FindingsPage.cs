using System.Text.RegularExpressions;

namespace Rondo.Architecture.Reference;

/// <summary>Findings are made where something is found, so this page reads the source instead of the assemblies.</summary>
internal sealed partial class FindingsPage : IReferencePage
{
    public string Path => "docs/reference/findings.md";

    public string Write() => new Markdown("Finding codes", "A finding is a coded sentence with its numbers and a next step. Profiles, readiness reports, gates and monitors return findings. `info` is good to know, `warning` wants somebody to look, `fail` closes a gate. An empty severity depends on the numbers.")
        .Table(["code", "severity", "from"], All().Select(finding => new[] { Markdown.Mono(finding.Code), finding.Severity, finding.Home }))
        .ToString();

    private static IEnumerable<(string Code, string Severity, string Home)> All() =>
        House.Code.Where(file => (file.Path.StartsWith("src/Stages/", StringComparison.Ordinal) || file.Path.StartsWith("src/Rondo.Kernel/", StringComparison.Ordinal)) && file.Text.Contains("Finding", StringComparison.Ordinal))
            .SelectMany(file => In(file.Text).Select(found => (found.Code, found.Severity, Home: HomeOf(file.Path))))
            .GroupBy(found => (found.Code, found.Home))
            .Select(group => (group.Key.Code, group.Select(found => found.Severity).Distinct().Count() == 1 ? group.First().Severity : "", group.Key.Home))
            .OrderBy(found => found.Code, StringComparer.Ordinal).ThenBy(found => found.Home, StringComparer.Ordinal);

    internal static IEnumerable<(string Code, string Severity)> In(string text) =>
        Initialiser().Matches(text).Select(match => (match.Groups["code"].Value, match.Groups["severity"].Value.ToLowerInvariant()))
            .Concat(Call().Matches(text).Select(match => (match.Groups["code"].Value, Maker(match.Groups["maker"].Value))))
            .Concat(Choice().Matches(text).SelectMany(match => new[] { (match.Groups["one"].Value, ""), (match.Groups["other"].Value, "") }));

    /// <summary>src/Stages/Rondo.Data/Profiles/Mess.cs is "Data, Profiles".</summary>
    private static string HomeOf(string path)
    {
        var parts = path.Split('/').SkipWhile(part => !part.StartsWith("Rondo.", StringComparison.Ordinal)).ToList();
        return string.Join(", ", parts.SkipLast(1).Select(part => part.Replace("Rondo.", "", StringComparison.Ordinal)));
    }

    private static string Maker(string name) => name switch
    {
        "Warn" or "Warning" => "warning",
        "Fail" or "Failing" => "fail",
        "Info" => "info",
        _ => "",
    };

    [GeneratedRegex("""\bCode = "(?<code>[a-z]+(?:_[a-z0-9]+)*)",\s*(?:Severity = Severity\.(?<severity>\w+))?""")]
    private static partial Regex Initialiser();

    [GeneratedRegex("""(?<maker>(?!Invalid\b)\w*)\(\s*"(?<code>[a-z]+(?:_[a-z0-9]+)+)",\s*\$?"[A-Z0-9{]""")]
    private static partial Regex Call();

    [GeneratedRegex("""\? "(?<one>[a-z]+(?:_[a-z0-9]+)+)" : "(?<other>[a-z]+(?:_[a-z0-9]+)+)",\s*\$?"[A-Z0-9{]""")]
    private static partial Regex Choice();
}

public sealed class FindingsPageTests
{
    [Fact]
    public void Findings_are_read_from_every_way_of_making_one()
    {
        FindingsPage.In("""new Finding { Code = "too_clean", Severity = Severity.Warning, Sentence = "Hm." }""").ShouldBe([("too_clean", "warning")]);
        FindingsPage.In("""Warn("exact_duplicates", $"{n} rows repeat.", "Remove them.")""").ShouldBe([("exact_duplicates", "warning")]);
        FindingsPage.In("""InColumn(most ? "mostly_missing" : "missing_values", $"{n} rows have none.")""").ShouldBe([("mostly_missing", ""), ("missing_values", "")]);
        FindingsPage.In("""rows == 0 ? ("no_labels", $"None of {rows} rows has an outcome.") : rest""").ShouldBe([("no_labels", "")]);
        FindingsPage.In("""new("product_exists", 409, "There is such a product already")""").ShouldBeEmpty();
    }

    [Fact]
    public void The_findings_of_the_story_stand_on_the_page()
    {
        var page = new FindingsPage().Write();

        foreach (var code in (string[])["zero_positives", "too_few_positives", "too_clean", "exact_duplicates", "no_brief", "ml_verdict_missing"])
        {
            page.ShouldContain($"`{code}`");
        }
    }
}
