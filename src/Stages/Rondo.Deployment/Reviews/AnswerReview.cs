using System.Text.Json;
using Rondo.Contracts;
using Rondo.Deployment.Outcomes;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Reviews;

/// <summary>A person decides a case that the model was not sure of. The first answer stands.</summary>
[UseCase("POST /products/{product}/reviews/{prediction}", "review answer", "Decides a case that the model left to people.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer, Role.Annotator, Role.Reviewer)]
internal static class AnswerReview
{
    public static readonly ProblemCode UnknownReview = new("unknown_review", 404, "There is no such case");
    public static readonly ProblemCode AlreadyReviewed = new("already_reviewed", 409, "Somebody has decided this case");
    public static readonly ProblemCode InvalidDecision = new("invalid_decision", 400, "The decision is none of the classes");

    public static async Task<Answer<ReviewItem>> Handle(string product, string prediction, ReviewRequest request, Desk desk, IFactStore facts, OutcomeDesk outcomes, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (await facts.FindAsync(product, FactKinds.Review, prediction, cancellation) is not { } review)
        {
            return new Refusal(UnknownReview, $"Prediction '{(prediction.Length > 80 ? prediction[..80] : prediction)}' waits for nobody.", "Look at the list of cases that wait for a person.");
        }

        if (!Decide(review, request, await outcomes.ClassesAsync(state, cancellation), desk.Caller.Actor, desk.Now).Try(out var fact, out var refused))
        {
            return refused;
        }

        await facts.AppendAsync([fact], cancellation);
        var standing = await facts.FindAsync(product, FactKinds.ReviewAnswer, prediction, cancellation) ?? fact;
        return standing.Label == fact.Label
            ? ListReviews.Item(review, standing.Label)
            : new Refusal(AlreadyReviewed, $"This case was decided '{standing.Label}' at {standing.At:yyyy-MM-dd HH:mm}; '{fact.Label}' was not stored.", "Record the outcome once it is known; that is what the model is judged by.");
    }

    internal static Answer<Fact> Decide(Fact review, ReviewRequest request, IReadOnlyList<string>? classes, string actor, DateTimeOffset now)
    {
        var given = request.Decision?.Trim() ?? "";
        if (given.Length == 0)
        {
            return CommonProblems.Missing("The decision", ["decision"]);
        }

        var decision = classes is null ? given : classes.FirstOrDefault(known => string.Equals(known, given, StringComparison.OrdinalIgnoreCase));
        return decision is null
            ? new Refusal(InvalidDecision, $"'{(given.Length > 80 ? given[..80] : given)}' is none of the classes: {string.Join(", ", classes!)}.", "Send one of the classes.") { Fields = ["decision"] }
            : review with
            {
                Kind = FactKinds.ReviewAnswer,
                Label = decision,
                At = now,
                RecordedAt = now,
                Body = JsonSerializer.Serialize(new Dictionary<string, string> { ["actor"] = actor, ["reason"] = request.Reason ?? "" }, RondoJson.Options),
            };
    }
}
