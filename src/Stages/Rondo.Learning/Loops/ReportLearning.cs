using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Learning.Loops;

/// <summary>How fast the product learns: days from a signal to a measured effect, and from its first entry to its first answer.</summary>
[UseCase("GET /products/{product}/learning", "learning show", "Shows how fast a product learns.")]
internal static class ReportLearning
{
    public static async Task<Answer<LearningReport>> Handle(string product, Desk desk, IFactStore facts, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Report(state, await FirstAnswerAsync(product, facts, cancellation));
    }

    internal static LearningReport Report(ProductState state, DateTimeOffset? firstAnswer)
    {
        var loops = state.All<Loop>();
        var (days, value) = (LoopDays([.. loops.Select(loop => loop.Body)]), (firstAnswer - state.Entries[0].At)?.TotalDays);
        var open = loops.Count(loop => loop.Body.ClosedAt is null);
        var closed = loops.Count - open;
        var sentence = loops.Count == 0
            ? "No loop has been opened yet; the first signal will show how fast this product learns."
            : days is null
                ? $"{Plural.Of(open, "loop is", "loops are")} open; none has been closed with a measured effect yet."
                : $"From signal to measured effect this product takes {Days(days.Value)} (middle of {Plural.Of(closed, "closed loop")}); {(open == 0 ? "none" : open)} {(open == 1 ? "is" : "are")} open.";
        return new LearningReport
        {
            Sentence = sentence,
            LoopDays = days,
            DaysToFirstValue = value,
            Loops = [.. loops.OrderByDescending(loop => loop.Body.Signal.At).Select(state.Envelope)],
            NextReview = Reviews.Next(state),
        };
    }

    /// <summary>"less than a day", "1 day", "12.5 days".</summary>
    internal static string Days(double days) =>
        days < 1 ? "less than a day" : Math.Round(days, 1) == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days:0.#} days");

    /// <summary>Middle of the days from signal to effect over closed loops; null without any.</summary>
    internal static double? LoopDays(IReadOnlyList<Loop> loops)
    {
        double[] days = [.. loops.Where(loop => loop.Effect is not null).Select(loop => (loop.Effect!.At - loop.Signal.At).TotalDays)];
        return days.Length == 0 ? null : Statistics.Quantiles.Median(days);
    }

    // A score means that a model, not the fallback, answered.
    private static async ValueTask<DateTimeOffset?> FirstAnswerAsync(string product, IFactStore facts, CancellationToken cancellation)
    {
        await foreach (var fact in facts.ReadAsync(new FactQuery(product, FactKinds.Prediction), cancellation))
        {
            if (fact.Value is not null)
            {
                return fact.At;
            }
        }

        return null;
    }
}
