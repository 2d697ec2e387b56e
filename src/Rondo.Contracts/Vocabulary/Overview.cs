using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>How something stands; shown by shape and word first, by colour second.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Standing>))]
public enum Standing
{
    /// <summary>Nothing is known yet.</summary>
    Unknown,

    /// <summary>Good.</summary>
    Good,

    /// <summary>Doubtful.</summary>
    Doubtful,

    /// <summary>Bad.</summary>
    Bad,
}

/// <summary>One place on the loop map.</summary>
/// <param name="Stage">Stage.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Sentence">The same in one sentence with its numbers.</param>
public sealed record StageReport(Stage Stage, Standing Standing, string Sentence)
{
    /// <summary>What the stage is for.</summary>
    public string Purpose => Stage.Purpose();
}

/// <summary>Something that waits for a person's decision.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Stage">Where.</param>
/// <param name="Role">Whose decision it is.</param>
/// <param name="Sentence">What is to be decided, and why now.</param>
/// <param name="Subject">Document id it is about; may be empty.</param>
/// <param name="Since">Since when it waits, where known.</param>
public sealed record OpenDecision(string Code, Stage Stage, Role Role, string Sentence, string Subject, DateTimeOffset? Since);

/// <summary>A line of the model card.</summary>
/// <param name="Section">Heading.</param>
/// <param name="Sentence">What stands there.</param>
/// <param name="Source">Document it comes from; null where it is computed from several.</param>
public sealed record CardLine(string Section, string Sentence, DocumentRef? Source);

/// <summary>A product at a glance.</summary>
public sealed record ProductOverview
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Summary { get; init; }

    /// <summary>Where its team works now.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The six places.</summary>
    public required IReadOnlyList<StageReport> Stages { get; init; }

    /// <summary>Loops, newest first.</summary>
    public required IReadOnlyList<LoopArc> Loops { get; init; }

    /// <summary>What two people set aside at a gate, newest first: it stands on every later page.</summary>
    public IReadOnlyList<OverrideNote> Overrides { get; init; } = [];

    /// <summary>Entries in its ledger.</summary>
    public required long Entries { get; init; }

    /// <summary>When anything was written last.</summary>
    public required DateTimeOffset LastChange { get; init; }
}

/// <summary>A gate's findings that were set aside, as every later page shows it.</summary>
/// <param name="Gate">Gate.</param>
/// <param name="Subject">What it was opened for; may be empty.</param>
/// <param name="Codes">Codes of the findings set aside.</param>
/// <param name="Sentence">What, by whom and why, in words.</param>
/// <param name="At">When the second signature was given.</param>
public sealed record OverrideNote(string Gate, string Subject, IReadOnlyList<string> Codes, string Sentence, DateTimeOffset At);

/// <summary>A loop as the map draws it.</summary>
/// <param name="Id">Id.</param>
/// <param name="From">Where the signal came up.</param>
/// <param name="To">Where the change was made.</param>
/// <param name="Cause">In few words.</param>
/// <param name="OpenedAt">When the signal came.</param>
/// <param name="ClosedAt">When the effect was known; null while it is open.</param>
public sealed record LoopArc(string Id, Stage From, Stage To, string Cause, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

/// <summary>An open decision with its product.</summary>
/// <param name="Product">Product.</param>
/// <param name="Decision">Decision.</param>
public sealed record InboxItem(string Product, OpenDecision Decision);
