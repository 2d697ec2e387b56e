using System.Runtime.CompilerServices;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Rules;

namespace Rondo.Engines.Decisions;

/// <summary>Rules that answer where a model cannot, each read once.</summary>
public static class FallbackRules
{
    private static readonly ConditionalWeakTable<Fallback, Rule> Read = [];

    /// <summary>Columns of a rule, as a model's inputs name them. Whether another column holds texts or dates is not known beforehand.</summary>
    public static IReadOnlyList<RuleColumn> Columns(IEnumerable<RuleInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [.. inputs.Select(input => new RuleColumn(input.Name, input.IsNumber ? RuleKind.Number : RuleKind.Open))];
    }

    /// <summary>The inputs of a model, for a rule.</summary>
    public static IReadOnlyList<RuleInput> Inputs(IFeatureSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return [.. space.Inputs.Select(input => new RuleInput(input.Name, input.IsNumber))];
    }

    /// <summary>Whether the rule says yes to a row.</summary>
    /// <param name="fallback">Fallback of the kind rule, whose rule was checked when its release was made.</param>
    /// <param name="row">Object of column values.</param>
    /// <param name="positive">Class looked for.</param>
    public static bool Says(Fallback fallback, JsonElement row, string positive)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        var rule = Read.GetValue(fallback, known => Rule.Parse(known.Rule, Columns(known.Inputs ?? []), out var fault) ?? throw new InvalidOperationException($"A released rule is not understood: {fault!.Message}"));
        return rule.Decide(row, positive);
    }
}
