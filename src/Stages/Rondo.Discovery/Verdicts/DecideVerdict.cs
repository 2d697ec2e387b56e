using Rondo.Contracts;
using Rondo.Discovery.Rules;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Discovery.Verdicts;

/// <summary>Should this be ML? Decides on plausibility only; nothing is approved here.</summary>
[UseCase("POST /products/{product}/verdict", "verdict decide", "Decides whether the problem should be solved with ML, rules, people, or not yet.")]
[AllowedTo(Role.ProductManager)]
internal static class DecideVerdict
{
    public static async Task<Answer<Document<Verdict>>> Handle(string product, Verdict verdict, Desk desk, GateKeeper gates, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (Refuse(verdict) is { } refused || (verdict.Choice == VerdictChoice.Ml && (refused = gates.Refuse(state, GateNames.Verdict, "")) is not null))
        {
            return refused;
        }

        var measured = Measured.Newest(state);
        verdict = verdict with { Comparison = measured?.Body.Comparison?.Sentence ?? "" };
        IEnumerable<DocumentRef?> basis = [state.Find<Brief>()?.Ref, state.Find<RuleBaseline>()?.Ref, measured?.Ref, .. RiskNames.All.Select(name => state.Find<Risk>(name.Id())?.Ref)];
        return await desk.WriteAsync(state, "main", verdict, basis, verdict.Reason, cancellation);
    }

    internal static Refusal? Refuse(Verdict verdict) =>
        verdict.Choice == VerdictChoice.None ? CommonProblems.Missing("The verdict", ["choice"]) :
        string.IsNullOrWhiteSpace(verdict.Reason) ? CommonProblems.NoReason("A verdict without a reason cannot be looked at again later.") :
        null;
}
