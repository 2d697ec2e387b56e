using System.Text.RegularExpressions;

namespace Rondo.Architecture.Reference;

internal sealed partial class GatesPage : IReferencePage
{
    public string Path => "docs/reference/gates.md";

    public string Write()
    {
        var page = new Markdown("Gates", "A gate is a set of rules that must hold before a step. Each rule is a pure function of the product's state; what does not hold comes back as [findings](findings.md). `GET /api/v1/products/{product}/gates/{gate}?subject=...` and `rondo gate show` look at a gate without running into it. Two people in two roles, each with a reason, can override a closed gate; the override stands on the model card.");
        foreach (var gate in Found.GateRules.GroupBy(rule => rule.Descriptor.Gate))
        {
            page.Head($"{gate.Key}").Line($"{Guards(gate.Key)}").Line()
                .Table(["rule", "what must hold", "requirements", "from"], gate.Select(rule => new[]
                {
                    Markdown.Mono(rule.Descriptor.Id), rule.Descriptor.Meaning, string.Join(", ", rule.Descriptor.Requirement), ProblemsPage.Home(rule.GetType().Namespace!),
                }));
        }

        return page.ToString();
    }

    /// <summary>What a gate guards is said where its name is declared.</summary>
    private static string Guards(string gate) =>
        Declaration().Matches(House.Code.Single(file => file.Path == "src/Rondo.Contracts/Vocabulary/Gate.cs").Text)
            .Where(match => match.Groups["gate"].Value == gate)
            .Select(match => match.Groups["says"].Value)
            .Single();

    [GeneratedRegex("""<summary>(?<says>[^<]+)</summary>\s*public const string \w+ = "(?<gate>[a-z_]+)";""")]
    private static partial Regex Declaration();
}
