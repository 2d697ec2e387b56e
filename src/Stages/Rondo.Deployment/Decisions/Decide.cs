using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Decisions;

/// <summary>One decision. Answers also when the model cannot; durable before it answers; the same request id gets the same answer.</summary>
[UseCase("POST /products/{product}/decisions", "decision make", "Decides about one entity.")]
[AllowedToAll]
[Bounded]
internal static class Decide
{
    public static async Task<Answer<DecisionAnswer>> Handle(string product, DecisionRequest request, Desk desk, DecisionDesk decisions, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return (await decisions.AnswerAsync(state, [request], cancellation)).Try(out var answers, out var refused) ? answers[0] : refused;
    }
}
