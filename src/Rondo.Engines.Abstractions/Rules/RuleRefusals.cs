using Rondo.Kernel;

namespace Rondo.Engines.Rules;

/// <summary>A rule that is not understood, as a refusal.</summary>
public static class RuleRefusals
{
    /// <summary>The rule is not understood.</summary>
    public static readonly ProblemCode NotUnderstood = new("rule_not_understood", 422, "The rule is not understood");

    private const int Shown = 30;

    /// <summary>Reads a rule, or says where and why it is not understood.</summary>
    /// <param name="text">Rule.</param>
    /// <param name="columns">Columns that it may speak of.</param>
    /// <param name="field">Field that it came in.</param>
    public static Answer<Rule> Read(string text, IReadOnlyList<RuleColumn> columns, string field)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Rule.Parse(text, columns, out var fault) is { } rule
            ? rule
            : new Refusal(NotUnderstood, Where(text, fault!), "A rule is a condition on columns, such as: tenure < 6 and contract = 'monthly'. Put 'and' or 'or' between conditions; see 'Rules' in the guide.") { Fields = [field] };
    }

    /// <summary>Reads a rule that says which rows are meant, and decides for nothing.</summary>
    /// <param name="text">Condition.</param>
    /// <param name="columns">Columns that it may speak of.</param>
    /// <param name="field">Field that it came in.</param>
    public static Answer<Rule> ReadCondition(string text, IReadOnlyList<RuleColumn> columns, string field) =>
        !Read(text, columns, field).Try(out var rule, out var refusal) ? refusal :
        rule.Classes.Count == 0 ? rule :
        CommonProblems.Invalid(field, "This is a condition that says which rows are meant; an arrow to a class has no place in it.", "Leave out the arrow and what follows.");

    /// <summary>What is wrong, and the piece of the rule at which it is.</summary>
    public static string Where(string text, RuleFault fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fault);
        var rest = fault.Position < text.Length ? text[fault.Position..Math.Min(text.Length, fault.Position + Shown)].ReplaceLineEndings(" ") : "";
        return rest.Length == 0 ? fault.Message : $"{fault.Message} (At character {fault.Position + 1}: '{rest}'.)";
    }
}
