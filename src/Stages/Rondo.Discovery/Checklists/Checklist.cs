using Rondo.Contracts;
using Rondo.Discovery.Rules;
using Rondo.Kernel.Ledger;

namespace Rondo.Discovery.Checklists;

/// <summary>Five things that must stand on evidence before a product is ready for ML: a clear problem, its value, the limits of rules, why ML, and the data.</summary>
internal static class Checklist
{
    public static IReadOnlyList<ChecklistPoint> Of(ProductState state) => [Problem(state), Value(state), Rules(state), Reason(state), Data(state)];

    private static ChecklistPoint Problem(ProductState state) => state.Find<Brief>() is { } brief
        ? new("problem", "A clear problem", brief.Ref, $"{brief.Body.Who}: {brief.Body.Pain}")
        : new("problem", "A clear problem", null, "Nobody has written the brief.");

    private static ChecklistPoint Value(ProductState state)
    {
        const string Words = "Value for customers and the business";
        return state.Find<Risk>(RiskName.Value.Id()) switch
        {
            null => new("value", Words, null, "Nobody has judged the value risk."),
            { Body.Score: RiskScore.Red } risk => new("value", Words, null, $"The value risk is red: {First(risk.Body)}"),
            { } risk when risk.Body.Evidence.All(string.IsNullOrWhiteSpace) => new("value", Words, null, $"The value is assumed, not shown: {risk.Body.Assumption}"),
            { } risk => new("value", Words, risk.Ref, First(risk.Body)),
        };
    }

    // A rule that was run counts more than an opinion about rules.
    private static ChecklistPoint Rules(ProductState state)
    {
        const string Words = "What rules and manual work cannot do";
        if (Measured.Newest(state) is { } measured)
        {
            var comparison = measured.Body.Comparison!;
            return comparison.Better == "model" ? new("rules", Words, measured.Ref, comparison.Sentence) : new("rules", Words, null, comparison.Sentence);
        }

        var check = state.Find<QuickCheck>();
        return check?.Body.Answers.FirstOrDefault(reply => reply.Question is "rules_fail" or "manual_costs" && reply.Answer == QuickAnswer.Yes && !string.IsNullOrWhiteSpace(reply.Note)) is { } reply
            ? new("rules", Words, check.Ref, reply.Note)
            : new("rules", Words, null, "No rule was run beside a model, and nobody has said where rules fail.");
    }

    private static ChecklistPoint Reason(ProductState state) => state.Find<Verdict>() switch
    {
        { Body.Choice: VerdictChoice.Ml } verdict when !state.IsStale(verdict.Ref) => new("reason", "Why ML", verdict.Ref, verdict.Body.Reason),
        { Body.Choice: VerdictChoice.Ml } => new("reason", "Why ML", null, "The verdict is out of date: what it rests on has changed."),
        { } verdict => new("reason", "Why ML", null, $"The verdict is '{WireWords.Write(verdict.Body.Choice)}': {verdict.Body.Reason}"),
        null => new("reason", "Why ML", null, "No verdict was taken."),
    };

    private static ChecklistPoint Data(ProductState state)
    {
        var best = state.All<Readiness>().OrderBy(readiness => readiness.Body.Verdict).ThenByDescending(readiness => readiness.Entry.Sequence).FirstOrDefault();
        return best is null ? new("data", "Data that can teach it", null, "No data set was judged.")
            : best.Body.Verdict == ReadinessVerdict.Plausible && state.IsStale(best.Ref) ? new("data", "Data that can teach it", null, $"What {best.Id} can teach was judged before something that it rests on changed; measure it again.")
            : best.Body.Verdict == ReadinessVerdict.Plausible ? new("data", "Data that can teach it", best.Ref, best.Body.Sentence)
            : new("data", "Data that can teach it", null, best.Body.Sentence);
    }

    private static string First(Risk risk) => risk.Evidence.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? risk.Assumption;
}
