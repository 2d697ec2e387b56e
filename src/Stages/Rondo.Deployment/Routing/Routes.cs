using System.Collections.ObjectModel;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Deployment.Routing;

/// <summary>A release that may be asked.</summary>
/// <param name="Id">Release id.</param>
/// <param name="Body">Release.</param>
internal sealed record Live(string Id, Release Body);

/// <summary>Where one entity's request goes.</summary>
/// <param name="Variant">Arm: champion, challenger, holdout or fallback.</param>
/// <param name="Release">Who is asked; null where no release answers this entity.</param>
/// <param name="Split">Release whose ramp split the entities; empty without one.</param>
/// <param name="SplitPercent">Its share.</param>
internal sealed record Route(string Variant, Live? Release, string Split, double SplitPercent)
{
    /// <summary>True where the model is kept from this entity, to learn what it is worth.</summary>
    public bool IsHoldout => Variant == Arms.Holdout;
}

/// <summary>
/// Who answers whom in a product, as of one entry of its ledger. Immutable: a request sees one state of affairs from
/// beginning to end.
/// </summary>
internal sealed record Routes
{
    /// <summary>Ledger sequence up to which this is true.</summary>
    public required long Sequence { get; init; }

    /// <summary>Answers everybody, or everybody but the ramp's share.</summary>
    public required Live? Full { get; init; }

    /// <summary>Answers a share.</summary>
    public required Live? Ramp { get; init; }

    /// <summary>Score every request unseen.</summary>
    public required IReadOnlyList<Live> Shadows { get; init; }

    /// <summary>Newest release that was ever live; its fallback speaks where none answers.</summary>
    public required Live? Last { get; init; }

    /// <summary>For each release, the one that answered before it; only those that had one.</summary>
    public IReadOnlyDictionary<string, Live> Before { get; init; } = ReadOnlyDictionary<string, Live>.Empty;

    /// <summary>Positive class, from the contract; empty where there is none.</summary>
    public required string Positive { get; init; }

    /// <summary>What happens then: by <c>positive</c>, <c>unsure</c>, <c>negative</c>, <c>wrong</c>.</summary>
    public required IReadOnlyDictionary<string, string> Actions { get; init; }

    public static Routes Of(ProductState state)
    {
        var releases = state.All<Release>().Select(release => (release.Entry.Sequence, Live: new Live(release.Id, release.Body))).ToList();
        var byId = releases.ToDictionary(release => release.Live.Id, release => release.Live, StringComparer.Ordinal);
        return new Routes
        {
            Sequence = state.Sequence,
            Full = releases.Select(release => release.Live).FirstOrDefault(live => live.Body.Step == ReleaseStep.Full),
            Ramp = releases.Select(release => release.Live).FirstOrDefault(live => live.Body.Step == ReleaseStep.Percentage),
            Shadows = [.. releases.Select(release => release.Live).Where(live => live.Body.Step == ReleaseStep.Shadow)],
            Last = releases.Where(release => release.Live.Body.Step is not (ReleaseStep.Draft or ReleaseStep.Shadow)).OrderByDescending(release => release.Sequence).Select(release => release.Live).FirstOrDefault(),
            Before = byId.Values.Where(live => byId.ContainsKey(live.Body.Champion)).ToDictionary(live => live.Id, live => byId[live.Body.Champion], StringComparer.Ordinal),
            Positive = state.Find<SuccessContract>()?.Body.Positive ?? "",
            Actions = (state.Find<ActionMap>()?.Body.Rows ?? []).GroupBy(row => row.When).ToDictionary(rows => rows.Key, rows => rows.First().Action),
        };
    }

    /// <summary>The way of an entity; the same for ever, as long as nobody raises the percentage.</summary>
    public Route For(string entity)
    {
        var (split, percent) = Ramp is { } ramp ? (ramp.Id, ramp.Body.Percent) : ("", 0);
        var (variant, live) = Ramp is { } challenger && StickySplit.PlaceOf(challenger.Body.Salt, entity) < percent ? (Arms.Challenger, challenger)
            : Full is { } champion ? (Arms.Champion, champion)
            : (Arms.Fallback, null);
        return live is { Body.Holdout: > 0 and var share } && StickySplit.PlaceOf($"{live.Body.Salt}/{Arms.Holdout}", entity) < share
            ? new Route(Arms.Holdout, live, split, percent)
            : new Route(variant, live, split, percent);
    }
}
