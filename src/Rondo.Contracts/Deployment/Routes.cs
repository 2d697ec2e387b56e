using System.Collections.ObjectModel;

namespace Rondo.Contracts;

/// <summary>A release that may be asked.</summary>
/// <param name="Id">Release id.</param>
/// <param name="Body">Release.</param>
public sealed record LiveRelease(string Id, Release Body);

/// <summary>
/// Who answers whom in a product, as of one entry of its ledger. Immutable: a request sees one state of affairs from
/// beginning to end. It is all that an application needs, beside the model packages, to decide as the server does.
/// </summary>
public sealed record Routes
{
    /// <summary>Ledger sequence up to which this is true.</summary>
    public required long Sequence { get; init; }

    /// <summary>Answers everybody, or everybody but the ramp's share; null where none does.</summary>
    public LiveRelease? Full { get; init; }

    /// <summary>Answers a share; null where none does.</summary>
    public LiveRelease? Ramp { get; init; }

    /// <summary>Score every request unseen.</summary>
    public IReadOnlyList<LiveRelease> Shadows { get; init; } = [];

    /// <summary>Newest release that was ever live; its fallback speaks where none answers.</summary>
    public LiveRelease? Last { get; init; }

    /// <summary>For each release, the one that answered before it; only those that had one.</summary>
    public IReadOnlyDictionary<string, LiveRelease> Before { get; init; } = ReadOnlyDictionary<string, LiveRelease>.Empty;

    /// <summary>Positive class, from the contract; empty where there is none.</summary>
    public required string Positive { get; init; }

    /// <summary>What happens then: by <c>positive</c>, <c>unsure</c>, <c>negative</c>, <c>wrong</c>.</summary>
    public required IReadOnlyDictionary<string, string> Actions { get; init; }
}
