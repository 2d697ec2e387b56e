namespace Rondo.Contracts;

/// <summary>A decision that an application took by itself, with the release and the rules it had from the server.</summary>
public sealed record GivenDecision
{
    /// <summary>What was asked.</summary>
    public DecisionRequest Request { get; init; } = new();

    /// <summary>What was answered; null is refused.</summary>
    public DecisionAnswer? Answer { get; init; }

    /// <summary>Threshold that held; null where no model was asked.</summary>
    public double? Threshold { get; init; }

    /// <summary>Release whose ramp split the entities at that moment; empty without one.</summary>
    public string Split { get; init; } = "";

    /// <summary>Its share at that moment, 0 to 100.</summary>
    public double SplitPercent { get; init; }

    /// <summary>Milliseconds from the question to the answer.</summary>
    public double LatencyMs { get; init; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset At { get; init; }
}
