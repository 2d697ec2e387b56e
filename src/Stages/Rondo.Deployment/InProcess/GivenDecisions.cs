using System.Data.Common;
using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Deployment.Routing;
using Rondo.Engines.Decisions;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;

namespace Rondo.Deployment.InProcess;

/// <summary>Takes in what applications decided by themselves. Kept, watched and shown to shadows like any other decision.</summary>
internal sealed class GivenDecisions(Router router, IFactStore facts, ShadowLane shadows, DecisionMeter meter, TimeProvider time)
{
    public static readonly ProblemCode InvalidGiven = new("invalid_given_decision", 400, "The decision cannot be one of this product");
    public static readonly ProblemCode GivenAhead = new("given_ahead", 409, "The decision is of a time that has not come");

    /// <summary>An application's clock may be this much ahead of ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private const int LongestName = 200;
    private const int LongestText = 10_000;

    public async ValueTask<Answer<BatchReceipt>> TakeAsync(ProductState state, IReadOnlyList<GivenDecision> decisions, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (good, places, refused) = (new List<Fact>(), new List<int>(), new List<BatchRefusal>());
        for (var index = 0; index < decisions.Count; index++)
        {
            if (Refuse(decisions[index], state, now) is { } refusal)
            {
                refused.Add(new BatchRefusal(index, refusal.ToProblem()));
                continue;
            }

            foreach (var fact in FactsOf(state.Product, decisions[index], now))
            {
                good.Add(fact);
                places.Add(index);
            }
        }

        IReadOnlyList<FactFate> fates;
        try
        {
            fates = good.Count == 0 ? [] : await facts.AppendAsync(good, cancellation);
        }
        catch (Exception failure) when (failure is IOException or DbException)
        {
            return new Refusal(DecisionDesk.NotStored, $"The server could not keep {good.Count:N0} facts. None of these decisions was kept.", "Send them again later; whoever sent them has them still.");
        }

        var (stored, repeated) = (0, 0);
        var routes = router.Of(state);
        for (var i = 0; i < fates.Count; i++)
        {
            if (good[i].Kind != FactKinds.Prediction)
            {
                continue;
            }

            var decision = decisions[places[i]];
            switch (fates[i])
            {
                case FactFate.Stored:
                    stored++;
                    meter.Decided(state.Product, decision.Answer!, decision.LatencyMs);
                    foreach (var shadow in routes.Shadows)
                    {
                        shadows.Offer(new ShadowJob(state.Product, routes, shadow, decision.Request, decision.Answer!, good[i].At));
                    }

                    break;
                case FactFate.Repeated:
                    repeated++;
                    break;
                default:
                    refused.Add(new BatchRefusal(places[i], new Refusal(DecisionDesk.RequestIdReused, $"The prediction '{good[i].Id}' is on record with another answer, which stands.", "Use a new request id for a new request.").ToProblem()));
                    break;
            }
        }

        return new BatchReceipt(stored, repeated, [.. refused.OrderBy(item => item.Index)]);
    }

    private static IReadOnlyList<Fact> FactsOf(string product, GivenDecision given, DateTimeOffset now)
    {
        var route = new Route(given.Answer!.Variant, null, given.Split ?? "", given.SplitPercent);
        var request = given.Request.RequestId is null ? given.Request with { RequestId = "" } : given.Request;
        return [.. PredictionFacts.Of(product, request, route, given.Answer, given.Threshold, given.LatencyMs, given.At.ToUniversalTime()).Select(fact => fact with { RecordedAt = now })];
    }

    internal static Refusal? Refuse(GivenDecision? given, ProductState state, DateTimeOffset now)
    {
        if (given?.Answer is not { } answer || given.Request is not { } request)
        {
            return CommonProblems.Missing("The decision", ["request", "answer"]);
        }

        return DecisionDesk.Refuse(request) is { } refusal ? refusal
            : Fault(given, answer, request, state) is { } fault ? new Refusal(InvalidGiven, $"{fault} It was not kept.", "Send decisions as the client library made them, to the product it made them for.")
            : given.At > now + ClockSkew ? new Refusal(GivenAhead, $"The decision is of {given.At:yyyy-MM-dd HH:mm:ss}, and here it is {now:yyyy-MM-dd HH:mm:ss}. It was not kept.", "Set the application's clock.") { Fields = ["at"] }
            : null;
    }

    private static string? Fault(GivenDecision given, DecisionAnswer answer, DecisionRequest request, ProductState state) =>
        new[] { answer.PredictionId, answer.Decision, answer.Variant }.Any(string.IsNullOrWhiteSpace) ? "It lacks its prediction id, its decision or its arm." :
        new[] { answer.PredictionId, answer.Decision, answer.Variant, answer.ReasonCode ?? "", given.Split ?? "" }.Any(name => name.Length > LongestName) ? $"One of its names is longer than {LongestName} characters." :
        answer.Action is null || answer.Message is null || answer.Confidence is null || answer.Release is null ? "One of its texts is null." :
        answer.Action.Length > LongestText || answer.Message.Length > LongestText || answer.Confidence.Length > LongestName || answer.Reasons?.Count > 10 ? "Its words are too long." :
        !string.IsNullOrEmpty(request.RequestId) && answer.PredictionId != PredictionIds.Of(state.Product, request.RequestId) ? $"Its prediction id is not that of the request '{request.RequestId}' in this product." :
        answer.Release.Length > 0 && state.Find<Release>(answer.Release) is null ? $"There is no release '{answer.Release}' in this product." :
        answer.Score is { } score && !(score is >= 0 and <= 1) ? "Its score is not between 0 and 1." :
        !(given.LatencyMs is >= 0 and < 1e9) || !(given.SplitPercent is >= 0 and <= 100) ? "Its time or its share is no possible number." :
        given.At == default ? "It does not say when it was taken." :
        null;
}
