using System.Text.Json;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Rules;

/// <summary>One line of a rule.</summary>
/// <param name="Condition">When it holds; null for "else".</param>
/// <param name="Class">Class that it decides for; null where the rule looks for one class only.</param>
internal sealed record RuleClause(RuleNode? Condition, string? Class);

/// <summary>
/// A rule that a person wrote: conditions on columns, each deciding for a class. Nothing of it is run as code. The first
/// line whose condition holds decides; a condition that cannot be told, because a value is missing, does not hold.
/// </summary>
public sealed class Rule
{
    /// <summary>Longest rule, in characters.</summary>
    public const int MostCharacters = 4_000;

    private readonly List<RuleClause> _clauses;

    private Rule(string text, List<RuleClause> clauses) => (Text, _clauses) = (text, clauses);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Classes that it may decide for, in its order; empty where it only says yes or no.</summary>
    public IReadOnlyList<string> Classes => [.. _clauses.Select(clause => clause.Class).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The rule in words, to check that it was understood as it was meant.</summary>
    public string Words => string.Join(" ", _clauses.Select(clause =>
        clause.Condition is null ? $"Otherwise '{clause.Class}'." :
        clause.Class is null ? $"Yes where {clause.Condition.Words}." :
        $"'{clause.Class}' where {clause.Condition.Words}."));

    /// <summary>The same as a set of rows, for a rule without classes.</summary>
    public string RowsWords => $"Rows where {string.Join(", or where ", _clauses.Select(clause => clause.Condition?.Words ?? "nothing of that holds"))}.";

    /// <summary>Reads a rule.</summary>
    /// <param name="text">Rule.</param>
    /// <param name="columns">Columns that it may speak of.</param>
    /// <param name="fault">Why it is not understood; null where it is.</param>
    /// <returns>Null with a fault.</returns>
    public static Rule? Parse(string text, IReadOnlyList<RuleColumn> columns, out RuleFault? fault)
    {
        ArgumentNullException.ThrowIfNull(columns);
        fault = null;
        try
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > MostCharacters)
            {
                throw new RuleException(0, string.IsNullOrWhiteSpace(text) ? "There is no rule." : $"A rule has up to {MostCharacters:N0} characters; this one has {text.Length:N0}.");
            }

            var clauses = new RuleParser(RuleLexer.Cut(text), columns).Clauses();
            var last = clauses.FindIndex(clause => clause.Condition is null);
            return clauses.Count == 0 ? throw new RuleException(0, "There is no rule.")
                : last >= 0 && last < clauses.Count - 1 ? throw new RuleException(0, "After 'else' nothing is ever reached; put it last.")
                : clauses[0].Condition is null ? throw new RuleException(0, "A rule begins with a condition.")
                : clauses.Any(clause => clause.Class is null) && clauses.Any(clause => clause.Class is not null) ? throw new RuleException(0, "Either every line names its class after an arrow, or none does.")
                : new Rule(text, clauses);
        }
        catch (RuleException wrong)
        {
            fault = new RuleFault(wrong.Position, wrong.Message);
            return null;
        }
    }

    /// <summary>Whether the rule says yes: the first line that holds decides for the class looked for, or, without classes, any line holds.</summary>
    /// <param name="table">Rows; it has the columns that the rule was read with.</param>
    /// <param name="positive">Class looked for.</param>
    /// <returns>One answer a row.</returns>
    public bool[] Decide(Table table, string positive)
    {
        ArgumentNullException.ThrowIfNull(table);
        var row = new TableRuleRow(table);
        var answers = new bool[table.RowCount];
        for (row.Row = 0; row.Row < answers.Length; row.Row++)
        {
            answers[row.Row] = Says(row, positive);
        }

        return answers;
    }

    /// <summary>The same for one row as a caller sends it.</summary>
    /// <param name="row">Object of column values.</param>
    /// <param name="positive">Class looked for.</param>
    public bool Decide(JsonElement row, string positive) => row.ValueKind == JsonValueKind.Object && Says(new JsonRuleRow(row), positive);

    private bool Says(IRuleRow row, string positive)
    {
        foreach (var clause in _clauses)
        {
            if (clause.Condition is null || clause.Condition.Holds(row) == true)
            {
                return clause.Class is null || string.Equals(clause.Class, positive, StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
