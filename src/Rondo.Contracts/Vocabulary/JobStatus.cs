using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>Where a job stands.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<JobState>))]
public enum JobState
{
    /// <summary>On record, not begun.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Done,

    /// <summary>Ended with a problem.</summary>
    Failed,

    /// <summary>Stopped on request.</summary>
    Cancelled,
}

/// <summary>A job as people watch it: what, how far, how fast, how long still.</summary>
public sealed record JobStatus
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Kind, for example <c>train</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Product.</summary>
    public required string Product { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>Steps done.</summary>
    public double DoneSteps { get; init; }

    /// <summary>Steps in all; 0 where not known yet.</summary>
    public double TotalSteps { get; init; }

    /// <summary>What it is doing, in words.</summary>
    public string What { get; init; } = "";

    /// <summary>Steps a second since it began.</summary>
    public double? Rate { get; init; }

    /// <summary>Seconds left at that rate.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>JSON of the result, once done.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed.</summary>
    public Problem? Problem { get; init; }

    /// <summary>True once nothing more will happen.</summary>
    [JsonIgnore]
    public bool HasEnded => State is JobState.Done or JobState.Failed or JobState.Cancelled;
}
