using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Deployment.Models;
using Rondo.Deployment.Routing;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;

namespace Rondo.Deployment.Outcomes;

/// <summary>Takes in what really happened, joined to its prediction by id. A truth once stored is not rewritten.</summary>
internal sealed class OutcomeDesk(Router router, Scorer scorer, IFactStore facts, DecisionMeter meter, TimeProvider time)
{
    public static readonly ProblemCode UnknownPrediction = new("unknown_prediction", 404, "There is no such prediction");
    public static readonly ProblemCode DuplicateOutcome = new("duplicate_outcome", 409, "Another outcome is on record");
    public static readonly ProblemCode InvalidOutcome = new("invalid_outcome", 400, "The outcome is none of the classes");
    public static readonly ProblemCode OutcomeBeforePrediction = new("outcome_before_prediction", 409, "The outcome is older than its prediction");

    private const int LongestClass = 200;

    /// <summary>Stores the good ones, in order, and says of every other one why not.</summary>
    public async ValueTask<BatchReceipt> TakeAsync(ProductState state, IReadOnlyList<OutcomeRequest> requests, CancellationToken cancellation)
    {
        var classes = await ClassesAsync(state, cancellation);
        var now = time.GetUtcNow();
        var (repeated, refused) = (0, new List<BatchRefusal>());
        var (good, places, delays) = (new List<Fact>(), new List<int>(), new List<TimeSpan>());
        var within = new Dictionary<string, Fact>(StringComparer.Ordinal);
        var predictions = await facts.FindAsync(state.Product, FactKinds.Prediction, [.. requests.Select(request => request?.PredictionId ?? "").Where(id => id.Length is > 0 and <= LongestClass)], cancellation);
        for (var index = 0; index < requests.Count; index++)
        {
            var request = requests[index];
            var id = request?.PredictionId ?? "";
            var prediction = predictions.GetValueOrDefault(id);

            // What the store has already, it says when it is written to: one look less for each of ten thousand.
            var standing = within.GetValueOrDefault(id);
            var decided = Decide(request ?? new OutcomeRequest(), prediction, standing, classes, now);
            if (!decided.Try(out var fact, out var refusal))
            {
                refused.Add(new BatchRefusal(index, refusal.ToProblem()));
            }
            else if (ReferenceEquals(fact, standing))
            {
                repeated++;
            }
            else
            {
                within[id] = fact;
                good.Add(fact);
                places.Add(index);
                delays.Add(fact.At - prediction!.At);
            }
        }

        var fates = good.Count == 0 ? [] : await facts.AppendAsync(good, cancellation);
        for (var i = 0; i < fates.Count; i++)
        {
            if (fates[i] == FactFate.Stored)
            {
                meter.Known(state.Product, delays[i]);
            }

            if (fates[i] == FactFate.Conflicting)
            {
                var first = await facts.FindAsync(state.Product, FactKinds.Outcome, good[i].Id, cancellation);
                if (first?.Label == good[i].Label)
                {
                    repeated++;
                }
                else
                {
                    refused.Add(new BatchRefusal(places[i], Duplicate(good[i].Label, first ?? good[i]).ToProblem()));
                }
            }
        }

        var stored = fates.Count(fate => fate == FactFate.Stored);
        repeated += fates.Count(fate => fate == FactFate.Repeated);
        meter.Outcomes(state.Product, "stored", stored);
        meter.Outcomes(state.Product, "repeated", repeated);
        meter.Outcomes(state.Product, "refused", refused.Count);
        return new BatchReceipt(stored, repeated, [.. refused.OrderBy(item => item.Index)]);
    }

    /// <summary>The outcome as a fact; the standing one itself where it says the same.</summary>
    internal static Answer<Fact> Decide(OutcomeRequest request, Fact? prediction, Fact? standing, IReadOnlyList<string>? classes, DateTimeOffset now)
    {
        if (prediction is null)
        {
            return new Refusal(UnknownPrediction, $"There is no prediction '{Cut(request.PredictionId)}' in this product.", "Send the prediction_id that came with the decision.");
        }

        var given = request.Outcome?.Trim() ?? "";
        var outcome = classes?.FirstOrDefault(known => string.Equals(known, given, StringComparison.OrdinalIgnoreCase)) ?? (classes is null ? given : "");
        if (outcome.Length is 0 or > LongestClass)
        {
            return new Refusal(InvalidOutcome, classes is null ? "The outcome is empty or too long." : $"'{Cut(given)}' is none of the classes: {string.Join(", ", classes)}.", "Send the true class as it stands in the target column.") { Fields = ["outcome"] };
        }

        if (standing is not null)
        {
            return string.Equals(standing.Label, outcome, StringComparison.Ordinal) ? standing : Duplicate(outcome, standing);
        }

        var at = request.At?.ToUniversalTime() ?? now;
        return at < prediction.At
            ? new Refusal(OutcomeBeforePrediction, $"The outcome is of {at:yyyy-MM-dd HH:mm:ss}, its prediction of {prediction.At:yyyy-MM-dd HH:mm:ss}; what was known before was not predicted.", "Send the time at which the outcome became known.") { Fields = ["at"] }
            : new Fact
            {
                Product = prediction.Product,
                Kind = FactKinds.Outcome,
                Id = prediction.Id,
                Subject = prediction.Id,
                Entity = prediction.Entity,
                Release = prediction.Release,
                Arm = prediction.Arm,
                At = at,
                RecordedAt = now,
                Label = outcome,
            };
    }

    /// <summary>Class names of the product's newest release; null where none can be read, and any word is taken.</summary>
    public async ValueTask<IReadOnlyList<string>?> ClassesAsync(ProductState state, CancellationToken cancellation)
    {
        var routes = router.Of(state);
        return (routes.Full ?? routes.Ramp ?? routes.Last) is { } live ? await scorer.ClassesAsync(live.Body.Blob, cancellation) : null;
    }

    private static Refusal Duplicate(string outcome, Fact standing) =>
        new(DuplicateOutcome, $"Prediction '{standing.Subject}' has the outcome '{standing.Label}' since {standing.At:yyyy-MM-dd HH:mm}; '{Cut(outcome)}' was not stored.", "If the first one was wrong, record that in a new data set version; outcomes are not rewritten.");

    private static string Cut(string? text) => text is null ? "" : text.Length <= 80 ? text : text[..80];
}
