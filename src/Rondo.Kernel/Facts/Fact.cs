namespace Rondo.Kernel.Facts;

/// <summary>
/// One thing that happened, outside the ledger: high-volume, append-only, never updated. The columns are the same for
/// every kind, so that a new kind of fact needs no storage code.
/// </summary>
public sealed record Fact
{
    /// <summary>Product.</summary>
    public required string Product { get; init; }

    /// <summary><c>prediction</c>, <c>action</c>, <c>outcome</c>, <c>feedback</c>, <c>kpi</c>, <c>annotation</c>, <c>review</c> ...</summary>
    public required string Kind { get; init; }

    /// <summary>Unique within product and kind; the first one to arrive wins.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about: the prediction id of an outcome, the item of an annotation. May be empty.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Who it is about, for example a customer id. May be empty.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Release that was at work. May be empty.</summary>
    public string Release { get; init; } = "";

    /// <summary>Arm of the release: <c>champion</c>, <c>challenger</c>, <c>shadow</c> ... May be empty.</summary>
    public string Arm { get; init; } = "";

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Its number: the score of a prediction, the value of a KPI. May be missing.</summary>
    public double? Value { get; init; }

    /// <summary>Its word: the decision, the true class, the label. May be empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>Everything else, as JSON; may be empty.</summary>
    public string Body { get; init; } = "";
}

/// <summary>Which facts to read.</summary>
public sealed record FactQuery(string Product, string Kind)
{
    /// <summary>Only those that happened at or after this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those that happened before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those that were recorded at or after this instant: what is new to whoever has read before.</summary>
    public DateTimeOffset? RecordedFrom { get; init; }

    /// <summary>Only those of this release.</summary>
    public string? Release { get; init; }

    /// <summary>Only those about this subject.</summary>
    public string? Subject { get; init; }

    /// <summary>At most this many; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Newest first instead of oldest first.</summary>
    public bool NewestFirst { get; init; }
}

/// <summary>What became of each appended fact.</summary>
public enum FactFate
{
    /// <summary>It is new, and durable.</summary>
    Stored,

    /// <summary>The same fact was there already; when it was recorded does not count, because a repeat comes later.</summary>
    Repeated,

    /// <summary>A different fact with this id was there already; it stands, the new one was not stored.</summary>
    Conflicting,
}
