using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>Why it happened.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<IncidentCause>))]
public enum IncidentCause
{
    /// <summary>Not known yet.</summary>
    Unknown,

    /// <summary>Users behave differently.</summary>
    Behaviour,

    /// <summary>The market changed.</summary>
    Market,

    /// <summary>A data pipeline broke or changed.</summary>
    Pipeline,

    /// <summary>It was no problem after all.</summary>
    FalseAlarm,
}

/// <summary>What is done about it.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Remedy>))]
public enum Remedy
{
    /// <summary>Not decided.</summary>
    None,

    /// <summary>Fresh data, fresh labels, a new model.</summary>
    CollectAndRetrain,

    /// <summary>Another threshold.</summary>
    MoveThreshold,

    /// <summary>Repair the pipeline.</summary>
    RepairPipeline,

    /// <summary>Go back to the release before.</summary>
    RollBack,

    /// <summary>Leave it, knowingly.</summary>
    Accept,
}

/// <summary>An alert that somebody owns, with a clock. Closes only with a decision.</summary>
public sealed record Incident : IHistory
{
    /// <inheritdoc/>
    public static string Kind => "incident";

    /// <summary>Monitor that raised it.</summary>
    public required string Monitor { get; init; }

    /// <summary>Release it is about.</summary>
    public required string Release { get; init; }

    /// <summary>What happened, with its numbers.</summary>
    public required string Sentence { get; init; }

    /// <summary>What was measured.</summary>
    public required MonitorPoint Point { get; init; }

    /// <summary>What the monitor says to do.</summary>
    public required string Action { get; init; }

    /// <summary>How it reached people.</summary>
    public required AlertPriority Priority { get; init; }

    /// <summary>Who owns it.</summary>
    public required string Owner { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Until when somebody must take it on.</summary>
    public required DateTimeOffset AcknowledgeBy { get; init; }

    /// <summary>Until when somebody must decide.</summary>
    public required DateTimeOffset DecideBy { get; init; }

    /// <summary>When somebody took it on.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When a clock ran out; null where none did.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it happened.</summary>
    public IncidentCause Cause { get; init; }

    /// <summary>What is done about it.</summary>
    public Remedy Remedy { get; init; }

    /// <summary>The decision, in words.</summary>
    public string Decision { get; init; } = "";
}

/// <summary>Closes an incident.</summary>
public sealed record CloseIncidentRequest
{
    /// <summary>The decision, in words.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Why it happened.</summary>
    public IncidentCause Cause { get; init; }

    /// <summary>What is done about it.</summary>
    public Remedy Remedy { get; init; }
}

/// <summary>Takes an incident on.</summary>
public sealed record AcknowledgeRequest
{
    /// <summary>First thoughts; may be empty.</summary>
    public string Note { get; init; } = "";
}
