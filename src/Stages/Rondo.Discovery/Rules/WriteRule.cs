using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Discovery.Rules;

/// <summary>What would be done without ML. Whether the rule is understood shows when a data set is judged: only then are the columns known.</summary>
[UseCase("PUT /products/{product}/rule", "rule write", "States the rule or the manual work that a model would have to beat.")]
[AllowedTo(Role.ProductManager)]
internal static class WriteRule
{
    private const int LongestRule = 4_000;
    private const double Most = 1e9;

    public static async Task<Answer<Document<RuleBaseline>>> Handle(string product, RuleBaseline rule, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Refuse(rule) is { } refused ? refused : await desk.WriteAsync(state, "main", rule with { Text = rule.Text?.Trim() ?? "" }, [state.Find<Brief>()?.Ref], "", cancellation);
    }

    internal static Refusal? Refuse(RuleBaseline rule) =>
        string.IsNullOrWhiteSpace(rule.Text) && rule.MinutesPerCase <= 0 ? CommonProblems.Missing("The rule", ["text", "minutes_per_case"]) :
        (rule.Text?.Length ?? 0) > LongestRule ? CommonProblems.Invalid("text", $"A rule has up to {LongestRule:N0} characters; got {rule.Text!.Length:N0}.", "Write it shorter.") :
        new[] { rule.MinutesPerCase, rule.HourlyRate, rule.CasesPerMonth }.Any(value => !(value is >= 0 and <= Most)) ? CommonProblems.Invalid("minutes_per_case", "Minutes, rate and cases are numbers from 0 to a thousand million.", "Correct them; 0 stands for not known.") :
        null;
}

/// <summary>What would be done without ML, as it was stated last.</summary>
[UseCase("GET /products/{product}/rule", "rule show", "Shows the rule or the manual work that a model would have to beat.")]
internal static class ShowRule
{
    public static async Task<Answer<Document<RuleBaseline>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<RuleBaseline>() is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(RuleBaseline.Kind, "main");
}
