using System.Globalization;
using System.Text.RegularExpressions;

namespace Rondo.Architecture.Reference;

/// <summary>Which test proves which requirement: read from the traits that stand on the tests.</summary>
internal sealed partial class RequirementsPage : IReferencePage
{
    public string Path => "docs/requirements.md";

    public string Write()
    {
        var proven = House.Code.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal) && !file.Path.Contains("Architecture", StringComparison.Ordinal))
            .SelectMany(file => In(file.Text).Select(fact => (fact.Requirement, Test: $"{fact.Fact} ({System.IO.Path.GetFileNameWithoutExtension(file.Path)})")))
            .ToLookup(fact => fact.Requirement, fact => fact.Test);
        var guarded = Found.GateRules.SelectMany(rule => rule.Descriptor.Requirement.Select(id => (Id: id, Rule: rule.Descriptor.Id))).ToLookup(pair => pair.Id, pair => pair.Rule);
        var ids = proven.Select(group => group.Key).Union(guarded.Select(group => group.Key)).OrderBy(Letters, StringComparer.Ordinal).ThenBy(Digits);
        return new Markdown("Requirements", "Each requirement id with the tests that prove it and the [gate rules](reference/gates.md) that carry it out. A test names its requirement with `[Trait(\"Requirement\", \"D1\")]`.")
            .Table(["requirement", "proven by", "guarded by"], ids.Select(id => new[]
            {
                id, string.Join("; ", proven[id].Distinct()), string.Join(", ", guarded[id].Distinct().Select(Markdown.Mono)),
            }))
            .ToString();
    }

    /// <summary>Pairs of requirement and fact: a trait belongs to the method or class that follows it.</summary>
    internal static IEnumerable<(string Requirement, string Fact)> In(string text) =>
        from match in Trait().Matches(text)
        let name = Name().Match(text, match.Index + match.Length)
        where name.Success
        select (match.Groups[1].Value, name.Groups[1].Value.Replace('_', ' '));

    private static string Letters(string id) => new([.. id.TakeWhile(char.IsLetter)]);

    private static int Digits(string id) => int.TryParse(id.AsSpan(Letters(id).Length), CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("""\bTrait\("Requirement",\s*"([A-Z]+[0-9]+)"\)""")]
    private static partial Regex Trait();

    [GeneratedRegex(@"^\s*(?:public|internal)\s[^\n=(]*?\b(\w+)\s*(?:\(|$|:)", RegexOptions.Multiline)]
    private static partial Regex Name();
}

public sealed class RequirementsPageTests
{
    [Fact]
    public void A_trait_belongs_to_the_fact_that_follows_it() =>
        RequirementsPage.In("""
                [Fact]
                [Trait("Requirement", "D1")]
                [Trait("Requirement", "D11")]
                public async Task The_data_decides()
                {
                }

                [Theory, Trait("Requirement", "M3")]
                [InlineData("x", 1)]
                public void A_contract_has_a_reason(string reason, int n) => Check(reason);
            """).ShouldBe([("D1", "The data decides"), ("D11", "The data decides"), ("M3", "A contract has a reason")]);

    [Fact]
    public void A_trait_on_a_class_belongs_to_the_class() =>
        RequirementsPage.In("""
            [Trait("Requirement", "L4")]
            public sealed class AgreementTests
            {
            """).ShouldBe([("L4", "AgreementTests")]);

    [Fact]
    public void A_file_without_traits_proves_nothing() => RequirementsPage.In("public sealed class A;").ShouldBeEmpty();
}
