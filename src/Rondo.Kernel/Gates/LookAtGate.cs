using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel.Gates;

/// <summary>Shows a gate's checklist before anybody runs into it.</summary>
[UseCase("GET /products/{product}/gates/{gate}", "gate show", "Shows what stands in the way of a step.")]
internal static class LookAtGate
{
    public static async Task<Answer<GateCheck>> Handle(string product, string gate, string? subject, Desk desk, GateKeeper gates, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return gates.Rules.Any(rule => rule.Gate == gate)
            ? gates.Look(state, gate, subject ?? "")
            : new Refusal(CommonProblems.UnknownDocument, $"There is no gate '{gate}'.", $"The gates are: {string.Join(", ", gates.Rules.Select(rule => rule.Gate).Distinct())}.");
    }
}
