using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.InProcess;

/// <summary>Decisions that an application took by itself, as it sends them later: the good ones are kept, each of the others is answered with its reason.</summary>
[UseCase("POST /products/{product}/decisions/given", "decision given", "Records decisions that an application took by itself.")]
[AllowedToAll]
[Bounded]
internal static class RecordGiven
{
    public const int Most = 10_000;

    public static async Task<Answer<BatchReceipt>> Handle(string product, Batch<GivenDecision> request, Desk desk, GivenDecisions given, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return CommonProblems.Batch(request.Items, Most, "decisions") is { } refused ? refused
            : await given.TakeAsync(state, request.Items, cancellation);
    }
}
