using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Outcomes;

/// <summary>Many outcomes: the good ones are stored, each of the others is answered with its reason.</summary>
[UseCase("POST /products/{product}/outcomes/batch", "outcome batch", "Records many outcomes.")]
[AllowedToAll]
internal static class RecordOutcomes
{
    public const int Most = 10_000;

    public static async Task<Answer<BatchReceipt>> Handle(string product, Batch<OutcomeRequest> request, Desk desk, OutcomeDesk outcomes, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return CommonProblems.Batch(request.Items, Most, "outcomes") is { } refused ? refused
            : await outcomes.TakeAsync(state, request.Items, cancellation);
    }
}
