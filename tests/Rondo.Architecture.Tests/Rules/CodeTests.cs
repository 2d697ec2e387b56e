using System.Text.RegularExpressions;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;

namespace Rondo.Architecture.Rules;

/// <summary>Codes are what other programs read: each has one form, one home and one meaning.</summary>
internal static partial class CodeRules
{
    public static IEnumerable<string> Violations(IReadOnlyList<FoundProblem> problems) =>
        problems.Where(problem => !Snake().IsMatch(problem.Code.Code)).Select(problem => $"'{problem.Code.Code}' in {problem.Declared.Name} is not snake_case.")
            .Concat(problems.Where(problem => problem.Code.Status is < 400 or > 599).Select(problem => $"'{problem.Code.Code}' has the status {problem.Code.Status}; a refusal has 400 to 599."))
            .Concat(problems.Where(problem => !Title().IsMatch(problem.Code.Title)).Select(problem => $"'{problem.Code.Code}' has the title '{problem.Code.Title}'; it begins with a capital letter and has no full stop."))
            .Concat(problems.GroupBy(problem => problem.Code.Code).Where(group => group.Count() > 1)
                .Select(group => $"'{group.Key}' is declared by {string.Join(" and ", group.Select(problem => problem.Declared.FullName))}."));

    public static IEnumerable<string> Violations(IReadOnlyList<IGateRule> rules)
    {
        IReadOnlyList<string> gates = [.. typeof(GateNames).GetFields().Select(field => (string)field.GetValue(null)!)];
        return rules.Where(rule => !Snake().IsMatch(rule.Descriptor.Id)).Select(rule => $"The rule '{rule.Descriptor.Id}' is not snake_case.")
            .Concat(rules.Where(rule => !gates.Contains(rule.Descriptor.Gate)).Select(rule => $"The rule '{rule.Descriptor.Id}' guards '{rule.Descriptor.Gate}', which is no gate."))
            .Concat(rules.Where(rule => !IsSentence(rule.Descriptor.Meaning)).Select(rule => $"The rule '{rule.Descriptor.Id}' does not say in a sentence what must hold."))
            .Concat(rules.Where(rule => rule.Descriptor.Requirement.Any(id => !Requirement().IsMatch(id))).Select(rule => $"The rule '{rule.Descriptor.Id}' names a requirement that is none: {string.Join(", ", rule.Descriptor.Requirement)}."))
            .Concat(rules.GroupBy(rule => rule.Descriptor.Id).Where(group => group.Count() > 1).Select(group => $"The rule '{group.Key}' exists {group.Count()} times."));
    }

    public static bool IsSentence(string text) => text.Length >= 10 && char.IsUpper(text[0]) && text[^1] is '.' or '?';

    public static bool IsSnake(string text) => Snake().IsMatch(text);

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Snake();

    [GeneratedRegex(@"^[A-Z].*[^.]$")]
    private static partial Regex Title();

    [GeneratedRegex("^[A-Z]{1,3}[0-9]{1,3}$")]
    private static partial Regex Requirement();
}

public sealed class CodeTests
{
    [Fact]
    public void Problem_codes_are_well_formed_and_unique()
    {
        Found.Problems.Count.ShouldBeGreaterThan(15, "The codes were not found.");
        CodeRules.Violations(Found.Problems).ShouldBeEmpty();
    }

    [Fact]
    public void Gate_rules_are_well_formed_and_unique()
    {
        Found.GateRules.Count.ShouldBeGreaterThan(3, "The rules were not found.");
        CodeRules.Violations(Found.GateRules).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("NoSnake", 409, "A title", "not snake_case")]
    [InlineData("good_code", 200, "A title", "status 200")]
    [InlineData("good_code", 409, "A title.", "full stop")]
    [InlineData("good_code", 409, "", "full stop")]
    public void A_planted_code_is_seen(string code, int status, string title, string fault) =>
        CodeRules.Violations([new FoundProblem(new ProblemCode(code, status, title), typeof(CodeTests))]).ShouldHaveSingleItem().ShouldContain(fault);

    [Fact]
    public void A_planted_second_declaration_is_seen() =>
        CodeRules.Violations(Found.ProblemsIn([typeof(PlantedOne), typeof(PlantedTwo)])).ShouldHaveSingleItem().ShouldContain("declared by");

    [Theory]
    [InlineData("Not Snake", GateNames.Train, "All of it must hold.", "D1", "not snake_case")]
    [InlineData("planted", "nowhere", "All of it must hold.", "D1", "no gate")]
    [InlineData("planted", GateNames.Train, "", "D1", "sentence")]
    [InlineData("planted", GateNames.Train, "All of it must hold.", "first", "requirement")]
    public void A_planted_rule_is_seen(string id, string gate, string meaning, string requirement, string fault) =>
        CodeRules.Violations([new PlantedRule(id, gate, meaning, requirement)]).ShouldHaveSingleItem().ShouldContain(fault);

    [Fact]
    public void A_planted_twin_of_a_rule_is_seen() =>
        CodeRules.Violations([Rule(), Rule()]).ShouldHaveSingleItem().ShouldContain("2 times");

    private static PlantedRule Rule() => new("planted", GateNames.Train, "All of it must hold.", "D1");

    private static class PlantedOne
    {
        internal static readonly ProblemCode Code = new("planted_code", 409, "A planted code");
    }

    private static class PlantedTwo
    {
        internal static readonly ProblemCode Code = new("planted_code", 404, "The same code again");
    }

    private sealed class PlantedRule(string id, string gate, string meaning, string requirement) : IGateRule
    {
        public GateRuleDescriptor Descriptor { get; } = new(id, gate, meaning, requirement);

        public IEnumerable<Finding> Check(ProductState state, string subject) => [];
    }
}
