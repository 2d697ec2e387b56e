namespace Rondo.Contracts;

/// <summary>What started a loop.</summary>
/// <param name="Source"><c>incident</c>, <c>complaint</c>, <c>kpi</c>, <c>review_date</c>.</param>
/// <param name="Id">Id of what it came from; may be empty.</param>
/// <param name="Sentence">What it said.</param>
/// <param name="At">When.</param>
/// <param name="Stage">Where it came up.</param>
public sealed record LoopSignal(string Source, string Id, string Sentence, DateTimeOffset At, Stage Stage);

/// <summary>What was decided.</summary>
/// <param name="Text">Decision.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="To">Stage in which the change is made.</param>
public sealed record LoopDecision(string Text, string By, DateTimeOffset At, Stage To);

/// <summary>What was changed.</summary>
/// <param name="Document">Document version.</param>
/// <param name="Words">In words.</param>
/// <param name="At">When.</param>
public sealed record LoopChange(DocumentRef Document, string Words, DateTimeOffset At);

/// <summary>Whether it helped.</summary>
/// <param name="Metric">Metric.</param>
/// <param name="Before">Before the change.</param>
/// <param name="After">After it.</param>
/// <param name="Sentence">In words; says when nothing was shown.</param>
/// <param name="At">When it was measured.</param>
public sealed record LoopEffect(string Metric, Estimate Before, Estimate After, string Sentence, DateTimeOffset At);

/// <summary>Signal, decision, change, effect.</summary>
public sealed record Loop : IHistory
{
    /// <inheritdoc/>
    public static string Kind => "loop";

    /// <summary>Signal.</summary>
    public required LoopSignal Signal { get; init; }

    /// <summary>Decision.</summary>
    public LoopDecision? Decision { get; init; }

    /// <summary>Changes, oldest first.</summary>
    public IReadOnlyList<LoopChange> Changes { get; init; } = [];

    /// <summary>Effect.</summary>
    public LoopEffect? Effect { get; init; }

    /// <summary>When the product is looked at again.</summary>
    public DateTimeOffset? NextReview { get; init; }

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>Opens a loop.</summary>
public sealed record OpenLoopRequest
{
    /// <summary>Incident it comes from; empty for other signals.</summary>
    public string Incident { get; init; } = "";

    /// <summary><c>complaint</c>, <c>kpi</c> or <c>review_date</c>, where it comes from no incident.</summary>
    public string Source { get; init; } = "";

    /// <summary>What the signal said, where it comes from no incident.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>When the signal came; the incident's opening, or now, where missing. Not in the future.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What to do; taken from the incident's decision where empty.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Stage in which the change is made.</summary>
    public Stage To { get; init; } = Stage.Data;
}

/// <summary>Closes a loop.</summary>
public sealed record CloseLoopRequest
{
    /// <summary>Metric that should have changed; recall where empty.</summary>
    public string Metric { get; init; } = "";

    /// <summary>When the product is looked at again; required.</summary>
    public DateTimeOffset? NextReview { get; init; }
}

/// <summary>How fast a product learns.</summary>
public sealed record LearningReport
{
    /// <summary>In one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Days from signal to effect, middle one of all closed loops; null without any.</summary>
    public double? LoopDays { get; init; }

    /// <summary>Days from the product's first entry to its first answer to a user; null before that.</summary>
    public double? DaysToFirstValue { get; init; }

    /// <summary>Loops, newest first.</summary>
    public required IReadOnlyList<Document<Loop>> Loops { get; init; }

    /// <summary>Next review; null where none is scheduled.</summary>
    public DateTimeOffset? NextReview { get; init; }
}
