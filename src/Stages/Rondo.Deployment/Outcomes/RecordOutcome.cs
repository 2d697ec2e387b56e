using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Outcomes;

/// <summary>One outcome, whenever it becomes known.</summary>
[UseCase("POST /products/{product}/outcomes", "outcome record", "Records what really happened.")]
[AllowedToAll]
internal static class RecordOutcome
{
    public static async Task<Answer<BatchReceipt>> Handle(string product, OutcomeRequest request, Desk desk, OutcomeDesk outcomes, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var receipt = await outcomes.TakeAsync(state, [request], cancellation);
        return receipt.Refused.Count == 0 ? receipt : Refused(receipt.Refused[0].Problem);
    }

    private static Refusal Refused(Problem problem) =>
        new(new ProblemCode(problem.Code, problem.Status, problem.Title), problem.Detail, problem.NextStep) { Fields = problem.Fields };
}
