using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Learning.Loops;

/// <summary>One loop.</summary>
[UseCase("GET /products/{product}/loops/{id}", "loop show", "Shows a loop.")]
internal static class ShowLoop
{
    public static async Task<Answer<Document<Loop>>> Handle(string product, string id, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return state.Find<Loop>(id) is { } loop ? state.Envelope(loop) : CommonProblems.NoDocument(Loop.Kind, id);
    }
}
