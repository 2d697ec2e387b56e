using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Decisions;

/// <summary>Many decisions in one go, in the order asked; one malformed request refuses all.</summary>
[UseCase("POST /products/{product}/decisions/batch", "decision batch", "Decides about many entities.")]
[AllowedToAll]
[Bounded]
internal static class DecideBatch
{
    public const int Most = 10_000;

    public static async Task<Answer<IReadOnlyList<DecisionAnswer>>> Handle(string product, Batch<DecisionRequest> request, Desk desk, DecisionDesk decisions, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return CommonProblems.Batch(request.Items, Most, "requests") is { } refused ? refused
            : await decisions.AnswerAsync(state, request.Items, cancellation);
    }
}
