using Rondo.Contracts;
using Rondo.Discovery.Checklists;
using Rondo.Discovery.QuickChecks;
using Rondo.Discovery.Risks;
using Rondo.Discovery.Rules;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Discovery.Verdicts;

/// <summary>Discovery on one page: brief, five risks, what they say together, the verdict and what stands in its way.</summary>
[UseCase("GET /products/{product}/discovery", "verdict show", "Shows brief, risks and verdict.")]
internal static class ShowDiscovery
{
    public static async Task<Answer<DiscoveryReport>> Handle(string product, Desk desk, GateKeeper gates, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var (overall, sentence) = FiveRisks.Judge(FiveRisks.Of(state));
        var checklist = Checklist.Of(state);
        return new DiscoveryReport
        {
            Brief = state.Find<Brief>() is { } brief ? state.Envelope(brief) : null,
            Risks = state.All<Risk>().ToDictionary(risk => risk.Id, state.Envelope),
            Overall = overall,
            Sentence = sentence,
            Verdict = state.Find<Verdict>() is { } verdict ? state.Envelope(verdict) : null,
            Rule = state.Find<RuleBaseline>() is { } rule ? state.Envelope(rule) : null,
            Comparison = Measured.Newest(state)?.Body.Comparison,
            Check = state.Find<QuickCheck>() is { } check ? state.Envelope(check) : null,
            Signals = ExpectedSignals.Measure(state),
            Checklist = checklist,
            MlReady = checklist.All(point => point.Evidence is not null),
            Gate = gates.Look(state, GateNames.Verdict, ""),
        };
    }
}
