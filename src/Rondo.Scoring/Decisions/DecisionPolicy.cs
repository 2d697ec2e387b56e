using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Engines.Decisions;

/// <summary>From a route and a score to what is decided. Pure.</summary>
public static class DecisionPolicy
{
    /// <summary>A person decides.</summary>
    public const string Review = "review";

    /// <summary>No release ever spoke, so nothing is decided.</summary>
    public const string None = "none";

    /// <summary>What the model, the fallback or a person says.</summary>
    /// <param name="id">Prediction id.</param>
    /// <param name="routes">Action map and fallback of last resort.</param>
    /// <param name="route">Way of the entity.</param>
    /// <param name="scored">What the model said; null where none was asked.</param>
    /// <param name="row">Columns, for a rule that answers in the model's place.</param>
    /// <param name="before">What the release before said, where it was asked in this one's place.</param>
    public static DecisionAnswer Decide(string id, Routes routes, Route route, Scored? scored, JsonElement row, Scored? before = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(route);
        if (route.Release is { } failing && before?.Score is not null && routes.Before.TryGetValue(failing.Id, out var previous))
        {
            var decided = Decide(id, routes, route with { Release = previous }, before, row);
            // Its score is not this release's: no meter may count it as such.
            return decided with
            {
                Score = null,
                Release = failing.Id,
                Source = DecisionSource.Fallback,
                ReasonCode = scored?.Failure,
                Message = failing.Body.Fallback?.Message ?? "",
            };
        }

        if (route.Release is not { } live || scored?.Score is not { } score)
        {
            return FallBack(id, routes, route, scored, row);
        }

        var threshold = live.Body.Threshold ?? 0.5;
        var blank = new DecisionAnswer
        {
            PredictionId = id,
            Score = score,
            Decision = Review,
            Action = Action(routes, "unsure"),
            Confidence = Confidence.Word(score, threshold),
            Reasons = scored.Reasons,
            Variant = route.Variant,
            Release = live.Id,
            Source = DecisionSource.Model,
        };
        if (live.Body.Abstain is { } band && score >= band.Low && score < band.High)
        {
            return blank with { Source = DecisionSource.Human, Confidence = Confidence.Unsure, ReasonCode = "unsure", Message = band.Message };
        }

        var yes = score >= threshold;
        return blank with { Decision = ClassOf(routes, scored.Classes, yes), Action = Action(routes, yes ? "positive" : "negative") };
    }

    /// <summary>The class that a score's side stands for.</summary>
    private static string ClassOf(Routes routes, IReadOnlyList<string>? classes, bool yes) =>
        classes is { Count: 2 } ? classes[yes ? 1 : 0] :
        yes ? routes.Positive :
        $"not {routes.Positive}";

    private static DecisionAnswer FallBack(string id, Routes routes, Route route, Scored? scored, JsonElement row)
    {
        // Where no release answers this entity, the ramp's own fallback speaks first: it is the one agreed on last.
        var body = route.Release?.Body ?? routes.Ramp?.Body ?? routes.Last?.Body;
        var decision = body?.Fallback switch
        {
            { Kind: FallbackKind.Default } fallback => fallback.Decision,
            { Kind: FallbackKind.Rule } fallback => ClassOf(routes, scored?.Classes, FallbackRules.Says(fallback, row, routes.Positive)),
            { Kind: FallbackKind.Human } => Review,
            { Kind: FallbackKind.Previous } fallback => string.IsNullOrWhiteSpace(fallback.Decision) ? Review : fallback.Decision,
            _ => None,
        };
        return new DecisionAnswer
        {
            PredictionId = id,
            Decision = decision,
            Action = decision switch
            {
                None => "",
                Review => Action(routes, "unsure"),
                _ => Action(routes, string.Equals(decision, routes.Positive, StringComparison.OrdinalIgnoreCase) ? "positive" : "negative"),
            },
            Confidence = Confidence.Unsure,
            Message = body?.Fallback?.Message ?? "No release has answered yet, so nothing was decided.",
            Variant = route.Variant,
            Release = route.Release?.Id ?? "",
            // Also where what it says is "ask a person": a failing model must not look like a careful one.
            Source = DecisionSource.Fallback,
            ReasonCode = scored?.Failure ?? "no_release",
        };
    }

    private static string Action(Routes routes, string when) => routes.Actions.GetValueOrDefault(when, "");
}
