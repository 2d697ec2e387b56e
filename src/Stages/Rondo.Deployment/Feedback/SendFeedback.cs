using System.Text.Json;
using Rondo.Contracts;
using Rondo.Deployment.Outcomes;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Feedback;

/// <summary>What users think of decisions: often the first sign that something is wrong.</summary>
[UseCase("POST /products/{product}/feedback", "feedback send", "Records what a user thought.")]
[AllowedToAll]
internal static class SendFeedback
{
    private const int Longest = 4_000;

    public static async Task<Answer<FeedbackView>> Handle(string product, FeedbackRequest request, Desk desk, IFactStore facts, IIdSource ids, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var prediction = string.IsNullOrEmpty(request.PredictionId) ? null : await facts.FindAsync(product, FactKinds.Prediction, request.PredictionId, cancellation);
        var id = desk.Caller.IdempotencyKey.Length > 0 ? $"fb_{desk.Caller.IdempotencyKey}" : ids.Next("fb");
        if (!Decide(state.Product, id, request, prediction, desk.Now).Try(out var fact, out var refused))
        {
            return refused;
        }

        await facts.AppendAsync([fact], cancellation);
        return View(await facts.FindAsync(product, FactKinds.Feedback, id, cancellation) ?? fact);
    }

    internal static Answer<Fact> Decide(string product, string id, FeedbackRequest request, Fact? prediction, DateTimeOffset now)
    {
        var text = request.Text?.Trim() ?? "";
        if (text.Length > Longest)
        {
            return CommonProblems.Invalid("text", $"Feedback holds up to {Longest} characters; got {text.Length}.", "Shorten it.");
        }

        return !string.IsNullOrEmpty(request.PredictionId) && prediction is null
            ? new Refusal(OutcomeDesk.UnknownPrediction, $"There is no prediction '{(request.PredictionId.Length > 80 ? request.PredictionId[..80] : request.PredictionId)}' in this product.", "Send the prediction_id that came with the decision, or none for feedback about the feature as a whole.")
            : new Fact
            {
                Product = product,
                Kind = FactKinds.Feedback,
                Id = id,
                Subject = prediction?.Id ?? "",
                Entity = prediction?.Entity ?? "",
                Release = prediction?.Release ?? "",
                Arm = prediction?.Arm ?? "",
                At = request.At?.ToUniversalTime() ?? now,
                RecordedAt = now,
                Value = request.Helpful ? 1 : 0,
                Label = request.Helpful ? "helpful" : "unhappy",
                Body = JsonSerializer.Serialize(text, RondoJson.Options),
            };
    }

    internal static FeedbackView View(Fact fact) =>
        new(fact.Id, fact.Subject, fact.Entity, fact.Release, fact.Value == 1, fact.Body.Length == 0 ? "" : JsonSerializer.Deserialize<string>(fact.Body, RondoJson.Options) ?? "", fact.At);
}
