using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Modeling.Planning;

/// <summary>How many do we need?</summary>
internal sealed class PowerTool : ITool
{
    private static readonly string[] Questions = ["--recall", "--baseline", "--zero-failures", "--parameters"];

    public ToolDescriptor Descriptor { get; } = new(
        "power",
        "Says how many rows or positives a question takes.",
        [],
        [
            new("--recall", "Recall promised, 0 to 1: how many positives to measure it?"),
            new("--margin", "Half-width within which it should be measured. Default 0.05."),
            new("--expected", "With --recall: recall that the model is expected to reach."),
            new("--prevalence", "Share of positives, 0 to 1: turns positives into rows."),
            new("--baseline", "Share today, 0 to 1: how many rows to notice a change?"),
            new("--effect", "With --baseline: change to be noticed, for example 0.02 or -0.02."),
            new("--non-inferiority", "With --baseline: largest loss that is acceptable, in share."),
            new("--power", "Probability of noticing what is there. Default 0.8."),
            new("--zero-failures", "Rows seen without a single event: how large may the share still be?"),
            new("--parameters", "Parameters of a model: how many rows to develop it? Needs --prevalence."),
            new("--r2", "With --parameters: expected Cox-Snell R-squared. Default: 15 % of its maximum."),
            new("--level", "Coverage of the interval. Default 0.95."),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input));

    private static Answer<ToolResult> Run(ToolInput input) => Plan(input).Try(out var report, out var refusal)
        ? new ToolResult(report, report.Sentence) { Tables = [new("It follows from", ["number", "value"], [.. report.Numbers.Select(number => (IReadOnlyList<string>)[number.Key.Replace('_', ' '), FormattableString.Invariant($"{number.Value:0.####}")])])] }
        : refusal;

    private static Answer<PowerReport> Plan(ToolInput input)
    {
        if (!input.Number("--level", 0.95, 0.5, 0.9999).Try(out var level, out var refusal)
            || !input.Number("--power", 0.8, 0.01, 0.9999).Try(out var power, out refusal)
            || !input.Number("--margin", 0.05, 1e-6, 0.999999).Try(out var margin, out refusal)
            || !Share(input, "--recall").Try(out var recall, out refusal)
            || !Share(input, "--prevalence").Try(out var prevalence, out refusal)
            || !Share(input, "--baseline").Try(out var baseline, out refusal)
            || !Share(input, "--expected").Try(out var expected, out refusal)
            || !Share(input, "--non-inferiority").Try(out var loss, out refusal)
            || !Share(input, "--r2").Try(out var fit, out refusal)
            || !input.Number("--effect", 0, -0.999999, 0.999999).Try(out var effect, out refusal)
            || !input.Number("--zero-failures", 1, 1, 1e15).Try(out var seen, out refusal)
            || !input.Number("--parameters", 1, 1, 100_000).Try(out var parameters, out refusal))
        {
            return refusal;
        }

        string[] asked = [.. Questions.Where(input.Has)];
        return asked switch
        {
            ["--recall"] => PowerPlans.Recall(recall, margin, level, Given(input, "--prevalence", prevalence), Given(input, "--expected", expected)),
            ["--baseline"] when input.Has("--effect") == input.Has("--non-inferiority") => Wrong("--baseline asks with either --effect or --non-inferiority.", "--effect", "--non-inferiority"),
            ["--baseline"] when input.Has("--effect") && (effect == 0 || baseline + effect is <= 0 or >= 1) => Wrong(FormattableString.Invariant($"A change of {effect} from {baseline} leads nowhere or outside 0 to 1."), "--effect"),
            ["--baseline"] => input.Has("--effect") ? PowerPlans.TwoShares(baseline, effect, power, level) : PowerPlans.NonInferiority(baseline, loss, power),
            ["--zero-failures"] => PowerPlans.RuleOfThree((long)seen, level),
            ["--parameters"] when !input.Has("--prevalence") => Wrong("--parameters needs --prevalence.", "--prevalence"),
            ["--parameters"] => PowerPlans.Riley((int)parameters, prevalence, Given(input, "--r2", fit)),
            [] => Wrong("No question was asked.", Questions),
            _ => Wrong($"{string.Join(" and ", asked)} are different questions.", asked),
        };
    }

    private static double? Given(ToolInput input, string option, double value) => input.Has(option) ? value : null;

    private static Answer<double> Share(ToolInput input, string option) => input.Number(option, 0.5, 1e-9, 0.999999999);

    private static Answer<PowerReport> Wrong(string detail, params IReadOnlyList<string> fields) =>
        new Refusal(ToolInput.InvalidOption, detail, "Ask one: --recall with --margin; --baseline with --effect or --non-inferiority; --zero-failures; --parameters with --prevalence.") { Fields = fields };
}
