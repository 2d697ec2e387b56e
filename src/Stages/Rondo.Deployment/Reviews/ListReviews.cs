using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Reviews;

/// <summary>Cases that the model left to people: those that wait first, the one that waits longest on top; then the newest answered ones.</summary>
[UseCase("GET /products/{product}/reviews", "review list", "Lists cases that wait for a person.")]
internal static class ListReviews
{
    private const int AnsweredShown = 200;

    public static async Task<Answer<IReadOnlyList<ReviewItem>>> Handle(string product, Desk desk, IFactStore facts, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var fact in facts.ReadAsync(new FactQuery(state.Product, FactKinds.ReviewAnswer), cancellation))
        {
            answers[fact.Subject] = fact.Label;
        }

        var (waiting, answered) = (new List<ReviewItem>(), new List<ReviewItem>());
        await foreach (var fact in facts.ReadAsync(new FactQuery(state.Product, FactKinds.Review), cancellation))
        {
            var item = Item(fact, answers.GetValueOrDefault(fact.Subject, ""));
            (item.Answer.Length == 0 ? waiting : answered).Add(item);
        }

        answered.Reverse();
        return AnswerOf.Good<IReadOnlyList<ReviewItem>>([.. waiting, .. answered.Take(AnsweredShown)]);
    }

    internal static ReviewItem Item(Fact review, string answer) =>
        new(review.Subject, review.Entity, review.Value, review.Label, review.At, answer);
}
