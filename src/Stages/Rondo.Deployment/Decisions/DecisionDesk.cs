using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rondo.Contracts;
using Rondo.Deployment.Models;
using Rondo.Deployment.Routing;
using Rondo.Engines.Decisions;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;

namespace Rondo.Deployment.Decisions;

/// <summary>
/// Answers requests: 1 find the arm, 2 ask its model within the release's time, 3 decide, 4 make it durable, 5 answer,
/// 6 let shadows score the same request unseen. Whatever keeps the model from answering leads to the release's
/// fallback, never to an error: the user is there either way.
/// </summary>
internal sealed partial class DecisionDesk(Router router, Scorer scorer, IFactStore facts, ShadowLane shadows, DecisionMeter meter, LossBook losses, IIdSource ids, IOptions<DecisionOptions> options, TimeProvider time, ILogger<DecisionDesk> logger)
{
    public static readonly ProblemCode RequestIdReused = new("request_id_reused", 409, "This request id was used for somebody else");

    public static readonly ProblemCode NotStored = new("not_stored", 503, "The decision could not be kept");

    private const int LongestName = 200;
    private const int LongestRow = 200_000;

    /// <summary>Answers requests in their order; all are durable before the first answer is given.</summary>
    public async ValueTask<Answer<IReadOnlyList<DecisionAnswer>>> AnswerAsync(ProductState state, IReadOnlyList<DecisionRequest> requests, CancellationToken cancellation)
    {
        for (var index = 0; index < requests.Count; index++)
        {
            if (Refuse(requests[index]) is { } refusal)
            {
                return requests.Count == 1 ? refusal : refusal with { Detail = $"Request {index}: {refusal.Detail} Nothing was decided." };
            }
        }

        var routes = router.Of(state);
        var answers = new DecisionAnswer[requests.Count];
        var fresh = new List<Made>(requests.Count);
        var within = requests.Count == 1 ? null : new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < requests.Count; index++)
        {
            var request = requests[index].RequestId is null ? requests[index] with { RequestId = "" } : requests[index];
            var id = request.RequestId.Length > 0 ? PredictionIds.Of(state.Product, request.RequestId) : ids.Next("pred");
            var earlier = request.RequestId.Length == 0 ? null
                : within is not null && within.TryGetValue(id, out var place) ? fresh[place].Facts[0]
                : await facts.FindAsync(state.Product, FactKinds.Prediction, id, cancellation);
            if (earlier is not null)
            {
                if (earlier.Entity != request.Entity)
                {
                    return new Refusal(RequestIdReused, $"The request id '{request.RequestId}' was used for another entity at {earlier.At:yyyy-MM-dd HH:mm}. Nothing was decided.", "Use a new request id for a new request.");
                }

                answers[index] = PredictionFacts.Answer(earlier);
                continue;
            }

            within?.TryAdd(id, fresh.Count);
            fresh.Add(await MakeAsync(state.Product, routes, id, request, cancellation));
            answers[index] = fresh[^1].Answer;
        }

        if (await KeepAsync(state.Product, fresh, answers, cancellation) is { } lost)
        {
            return lost;
        }

        foreach (var made in fresh)
        {
            meter.Decided(state.Product, made.Answer, made.LatencyMs);
            foreach (var shadow in routes.Shadows)
            {
                shadows.Offer(new ShadowJob(state.Product, routes, shadow, made.Request, made.Answer, made.Facts[0].At));
            }
        }

        return answers;
    }

    internal static Refusal? Refuse(DecisionRequest? request)
    {
        if (request is null)
        {
            return CommonProblems.Missing("The request", ["entity", "features"]);
        }

        IReadOnlyList<string> missing =
        [
            .. string.IsNullOrWhiteSpace(request.Entity) ? new[] { "entity" } : [],
            .. request.Features.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? new[] { "features" } : [],
        ];
        return missing.Count > 0 ? CommonProblems.Missing("The request", missing)
            : request.Entity.Length > LongestName ? CommonProblems.Invalid("entity", $"An entity has up to {LongestName} characters; got {request.Entity.Length}.", "Send the entity's id.")
            : (request.RequestId?.Length ?? 0) > LongestName ? CommonProblems.Invalid("request_id", $"A request id has up to {LongestName} characters; got {request.RequestId!.Length}.", "Send a shorter id.")
            : request.Features.ValueKind != JsonValueKind.Object ? CommonProblems.Invalid("features", $"'features' must be an object of column values, not {request.Features.ValueKind.ToString().ToLowerInvariant()}.", "Send {\"column\": value, ...}.")
            : JsonMarshal.GetRawUtf8Value(request.Features).Length > LongestRow ? CommonProblems.Invalid("features", $"The columns of one row hold up to {LongestRow} bytes.", "Send only the columns that the model was trained on.")
            : null;
    }

    private async ValueTask<Made> MakeAsync(string product, Routes routes, string id, DecisionRequest request, CancellationToken cancellation)
    {
        var (began, at) = (time.GetTimestamp(), time.GetUtcNow());
        var route = routes.For(request.Entity);
        var live = route.Release;
        var budget = TimeSpan.FromMilliseconds(live?.Body.LatencyBudgetMs ?? 0);
        var scored = live is null ? null
            : route.IsHoldout ? Scored.Failed(Arms.Holdout)
            : await scorer.ScoreAsync(live.Body.Blob, request.Features, request.Reasons, budget, cancellation);
        var before = routes.Instead(route, scored) is { } previous
            ? await scorer.ScoreAsync(previous.Body.Blob, request.Features, reasons: false, Rest(budget, began), cancellation)
            : null;
        var answer = DecisionPolicy.Decide(id, routes, route, scored, request.Features, before);
        var latency = time.GetElapsedTime(began).TotalMilliseconds;
        return new Made(request, answer, latency, PredictionFacts.Of(product, request, route, answer, scored?.Score is null ? null : live!.Body.Threshold, latency, at));
    }

    // The one before gets what the budget leaves; a millisecond at least, since a model on the shelf needs no more.
    private TimeSpan Rest(TimeSpan budget, long began) =>
        budget - time.GetElapsedTime(began) is { TotalMilliseconds: > 1 } rest ? rest : TimeSpan.FromMilliseconds(1);

    private async ValueTask<Refusal?> KeepAsync(string product, List<Made> fresh, DecisionAnswer[] answers, CancellationToken cancellation)
    {
        if (fresh.Count == 0)
        {
            return null;
        }

        var flat = fresh.Count == 1 ? fresh[0].Facts : fresh.SelectMany(made => made.Facts).ToList();
        var began = time.GetTimestamp();
        IReadOnlyList<FactFate> fates;
        try
        {
            fates = await facts.AppendAsync(flat, cancellation);
        }
        catch (Exception failure) when (failure is IOException or DbException)
        {
            return Lose(product, fresh, answers, failure);
        }

        meter.Kept(product, time.GetElapsedTime(began));
        for (var i = 0; i < flat.Count; i++)
        {
            // The same request came twice at once and the other one was first: its answer stands.
            if (fates[i] == FactFate.Conflicting && flat[i].Kind == FactKinds.Prediction
                && await facts.FindAsync(product, FactKinds.Prediction, flat[i].Id, cancellation) is { } first)
            {
                answers[Array.FindIndex(answers, answer => answer.PredictionId == first.Id)] = PredictionFacts.Answer(first);
            }
        }

        return null;
    }

    private Refusal? Lose(string product, List<Made> fresh, DecisionAnswer[] answers, Exception failure)
    {
        losses.Add(product, fresh.Count, given: options.Value.DegradeOnLoss);
        if (!options.Value.DegradeOnLoss)
        {
            NotKept(failure, fresh.Count, product);
            return new Refusal(NotStored, $"{(fresh.Count == 1 ? "The decision" : $"{fresh.Count} decisions")} could not be made durable, so none was given.", "Use your own default meanwhile and ask again with the same request id. Whoever runs the server finds the cause in its log: mostly a full disk.");
        }

        KeptNowhere(failure, fresh.Count, product);
        var lost = fresh.Select(made => made.Answer.PredictionId).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = lost.Contains(answers[i].PredictionId) ? answers[i] with { Lost = true } : answers[i];
        }

        return null;
    }

    [LoggerMessage(1, LogLevel.Error, "{Count} decisions of {Product} could not be made durable; their callers were told and none was given.")]
    private partial void NotKept(Exception exception, int count, string product);

    [LoggerMessage(2, LogLevel.Error, "{Count} decisions of {Product} were given and are kept nowhere, as the loss policy says.")]
    private partial void KeptNowhere(Exception exception, int count, string product);

    private sealed record Made(DecisionRequest Request, DecisionAnswer Answer, double LatencyMs, IReadOnlyList<Fact> Facts);
}
