namespace Rondo.Contracts;

/// <summary>A typed, versioned record in the ledger.</summary>
public interface IDocument
{
    /// <summary>Stable kind in snake_case; part of the ledger's format.</summary>
    static abstract string Kind { get; }
}

/// <summary>A document that tells what happened, when and to what. It stays true whatever changes later, so it is never out of date.</summary>
public interface IHistory : IDocument;

/// <summary>Points at one version of one document.</summary>
public sealed record DocumentRef(string Kind, string Id, int Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Id}@{Version}";
}

/// <summary>A document as it is read: its body and all that the ledger knows about it.</summary>
/// <typeparam name="T">Body.</typeparam>
public sealed record Document<T>
{
    /// <summary>Product it belongs to.</summary>
    public required string Product { get; init; }

    /// <summary>Kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Id within its kind.</summary>
    public required string Id { get; init; }

    /// <summary>Version, from 1. Send it back in <c>If-Match</c> when changing the document.</summary>
    public required int Version { get; init; }

    /// <summary>The body.</summary>
    public required T Body { get; init; }

    /// <summary>What it was derived from.</summary>
    public IReadOnlyList<DocumentRef> BasedOn { get; init; } = [];

    /// <summary>Who wrote this version.</summary>
    public required string Actor { get; init; }

    /// <summary>In which role.</summary>
    public required Role Role { get; init; }

    /// <summary>Why, in the writer's words; may be empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Place in the product's ledger, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Hash of this entry, chained to the one before.</summary>
    public required string Hash { get; init; }

    /// <summary>True where something it is based on, directly or not, has a newer version.</summary>
    public bool Stale { get; init; }

    /// <summary>Which newer versions made it stale.</summary>
    public IReadOnlyList<DocumentRef> StaleBecause { get; init; } = [];
}
