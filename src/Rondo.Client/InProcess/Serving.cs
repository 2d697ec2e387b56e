using Rondo.Contracts;
using Rondo.Engines.Decisions;
using Rondo.Engines.Learning;

namespace Rondo.Client.InProcess;

/// <summary>Routes and the models they need. Immutable: a request sees one state of affairs from beginning to end.</summary>
/// <param name="Routes">Who answers whom.</param>
/// <param name="Models">Models by the hash of their package.</param>
internal sealed record Serving(Routes Routes, IReadOnlyDictionary<string, PackedModel> Models)
{
    public static Serving None { get; } = new(new Routes { Sequence = 0, Positive = "", Actions = new Dictionary<string, string>() }, new Dictionary<string, PackedModel>());

    /// <summary>Releases that may be asked here. Shadows are the server's work.</summary>
    public static IEnumerable<LiveRelease> Needed(Routes routes)
    {
        foreach (var live in new[] { routes.Full, routes.Ramp }.OfType<LiveRelease>())
        {
            yield return live;
            if (live.Body.Fallback?.Kind == FallbackKind.Previous && routes.Before.TryGetValue(live.Id, out var before))
            {
                yield return before;
            }
        }
    }

    /// <summary>The answer, and how it came about.</summary>
    public GivenDecision Decide(string id, DecisionRequest request, DateTimeOffset at)
    {
        var route = Routes.For(request.Entity);
        var live = route.Release;
        var scored = live is null ? null : route.IsHoldout ? Scored.Failed(Arms.Holdout) : Score(live, request);
        var before = Routes.Instead(route, scored) is { } previous ? Score(previous, request with { Reasons = false }) : null;
        return new GivenDecision
        {
            Request = request,
            Answer = DecisionPolicy.Decide(id, Routes, route, scored, request.Features, before),
            Threshold = scored?.Score is null ? null : live!.Body.Threshold,
            Split = route.Split,
            SplitPercent = route.SplitPercent,
            At = at,
        };
    }

    private Scored Score(LiveRelease live, DecisionRequest request)
    {
        if (!Models.TryGetValue(live.Body.Blob, out var model))
        {
            return Scored.Failed(Scored.ModelUnavailable);
        }

        try
        {
            var scored = RowScore.Of(model, request.Features);
            return request.Reasons && scored.Score is not null ? scored with { Reasons = Explanation.Of(model, request.Features) } : scored;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever is wrong with the model, a user is waiting: the fallback answers, and the answer says why.
            return Scored.Failed(Scored.ModelUnavailable, model.Manifest.Classes);
        }
    }
}
