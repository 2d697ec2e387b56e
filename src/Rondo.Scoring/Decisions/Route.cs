using Rondo.Contracts;

namespace Rondo.Engines.Decisions;

/// <summary>Where one entity's request goes.</summary>
/// <param name="Variant">Arm: champion, challenger, holdout or fallback.</param>
/// <param name="Release">Who is asked; null where no release answers this entity.</param>
/// <param name="Split">Release whose ramp split the entities; empty without one.</param>
/// <param name="SplitPercent">Its share.</param>
public sealed record Route(string Variant, LiveRelease? Release, string Split, double SplitPercent)
{
    /// <summary>True where the model is kept from this entity, to learn what it is worth.</summary>
    public bool IsHoldout => Variant == Arms.Holdout;
}

/// <summary>Finds an entity's way.</summary>
public static class Routing
{
    /// <summary>Who is asked in the place of a release that could not answer: the one before it, where that is its fallback; null for nobody.</summary>
    /// <param name="routes">State of affairs.</param>
    /// <param name="route">Way of the entity.</param>
    /// <param name="scored">What its own release said; null where none was asked.</param>
    public static LiveRelease? Instead(this Routes routes, Route route, Scored? scored)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(route);
        return scored is { Score: null } && route is { IsHoldout: false, Release: { Body.Fallback.Kind: FallbackKind.Previous } live } ? routes.Before.GetValueOrDefault(live.Id) : null;
    }

    /// <summary>The way of an entity; the same for ever and everywhere, as long as nobody raises the percentage.</summary>
    /// <param name="routes">State of affairs.</param>
    /// <param name="entity">Whom it is about.</param>
    public static Route For(this Routes routes, string entity)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var (split, percent) = routes.Ramp is { } ramp ? (ramp.Id, ramp.Body.Percent) : ("", 0);
        var (variant, live) = routes.Ramp is { } challenger && StickySplit.PlaceOf(challenger.Body.Salt, entity) < percent ? (Arms.Challenger, challenger)
            : routes.Full is { } champion ? (Arms.Champion, champion)
            : (Arms.Fallback, null);
        return live is { Body.Holdout: > 0 and var share } && StickySplit.PlaceOf($"{live.Body.Salt}/{Arms.Holdout}", entity) < share
            ? new Route(Arms.Holdout, live, split, percent)
            : new Route(variant, live, split, percent);
    }
}
