using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Feedback;

/// <summary>Newest feedback first.</summary>
[UseCase("GET /products/{product}/feedback", "feedback list", "Lists what users thought.")]
internal static class ListFeedback
{
    private const int Most = 1_000;

    public static async Task<Answer<IReadOnlyList<FeedbackView>>> Handle(string product, int? limit, Desk desk, IFactStore facts, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var views = new List<FeedbackView>();
        var query = new FactQuery(state.Product, FactKinds.Feedback) { NewestFirst = true, Limit = Math.Clamp(limit ?? 100, 1, Most) };
        await foreach (var fact in facts.ReadAsync(query, cancellation))
        {
            views.Add(SendFeedback.View(fact));
        }

        return AnswerOf.Good<IReadOnlyList<FeedbackView>>(views);
    }
}
