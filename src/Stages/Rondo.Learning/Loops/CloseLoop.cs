using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Learning.Loops;

/// <summary>Closes a loop: measures whether it helped, and names the day on which the product is looked at again. The loop never ends.</summary>
[UseCase("POST /products/{product}/loops/{id}/close", "loop close", "Closes a loop with its measured effect.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class CloseLoop
{
    public static readonly ProblemCode NextReviewRequired = new("next_review_required", 409, "Nobody has said when it is looked at again");
    public static readonly ProblemCode LoopClosed = new("loop_closed", 409, "The loop is closed");

    public static async Task<Answer<Document<Loop>>> Handle(string product, string id, CloseLoopRequest request, Desk desk, EffectMeasure effects, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (desk.Earlier<Loop>(state, id) is { Body.ClosedAt: not null } earlier)
        {
            return earlier;
        }

        if (state.Find<Loop>(id) is not { } loop)
        {
            return CommonProblems.NoDocument(Loop.Kind, id);
        }

        if (Refuse(id, loop.Body, request, desk.Now) is { } refused)
        {
            return refused;
        }

        var metric = string.IsNullOrWhiteSpace(request.Metric) ? "recall" : request.Metric.Trim().ToLowerInvariant();
        if (!(await effects.MeasureAsync(state, loop.Body, metric, desk.Now, cancellation)).Try(out var effect, out var unmeasured))
        {
            return unmeasured;
        }

        var closed = loop.Body with { Effect = effect, NextReview = request.NextReview!.Value.ToUniversalTime(), ClosedAt = effect.At };
        return await desk.WriteAsync(state, id, closed, loop.Entry.BasedOn, effect.Sentence, cancellation);
    }

    internal static Refusal? Refuse(string id, Loop loop, CloseLoopRequest request, DateTimeOffset now) =>
        loop.ClosedAt is { } closed
            ? new Refusal(LoopClosed, $"Loop '{id}' was closed on {closed:yyyy-MM-dd}: {loop.Effect?.Sentence}", "A new signal opens a new loop.")
        : request.NextReview is not { } review
            ? new Refusal(NextReviewRequired, $"Loop '{id}' cannot be closed without a day on which the product is looked at again.", "Send 'next_review'.") { Fields = ["next_review"] }
        : review <= now
            ? CommonProblems.Invalid("next_review", $"The next review on {review:yyyy-MM-dd HH:mm} has passed already.", "Send a day that is still to come.")
        : null;
}
