using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>How far a release has gone.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ReleaseStep>))]
public enum ReleaseStep
{
    /// <summary>Made, answers nobody.</summary>
    Draft,

    /// <summary>Scores every request in the background; nobody sees it.</summary>
    Shadow,

    /// <summary>Answers a sticky share of entities.</summary>
    Percentage,

    /// <summary>Answers everybody.</summary>
    Full,

    /// <summary>Switched off.</summary>
    Stopped,
}

/// <summary>What answers when the model cannot.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FallbackKind>))]
public enum FallbackKind
{
    /// <summary>Nothing said.</summary>
    None,

    /// <summary>Always the same decision.</summary>
    Default,

    /// <summary>A person decides; the case goes to the review queue.</summary>
    Human,

    /// <summary>The release that answered before this one; where it cannot either, the decision of the fallback, and without one a person.</summary>
    Previous,

    /// <summary>A rule that people wrote; it needs no model.</summary>
    Rule,
}

/// <summary>A column that a fallback's rule may speak of.</summary>
/// <param name="Name">Name.</param>
/// <param name="IsNumber">True for numbers.</param>
public sealed record RuleInput(string Name, bool IsNumber);

/// <summary>What happens when the model fails.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Decision">Decision given by a default.</param>
/// <param name="Message">What the user is told.</param>
/// <param name="Rule">Rule that decides, for example <c>tenure &lt; 6 and contract = 'monthly'</c>; for that kind.</param>
/// <param name="Inputs">Columns that the rule was checked against; filled in when the release is made.</param>
public sealed record Fallback(FallbackKind Kind, string Decision = "", string Message = "", string Rule = "", IReadOnlyList<RuleInput>? Inputs = null);

/// <summary>Scores between which the model is not sure enough.</summary>
/// <param name="Low">From this score.</param>
/// <param name="High">Below this score.</param>
/// <param name="Message">What the user is told meanwhile.</param>
public sealed record AbstainBand(double Low, double High, string Message);

/// <summary>Who sees it.</summary>
/// <param name="Rule">In words; "everybody" for all.</param>
/// <param name="Reason">Why these.</param>
public sealed record Audience(string Rule, string Reason);

/// <summary>Where it shows up.</summary>
/// <param name="Place">Screen or system.</param>
/// <param name="Wording">Words that the user reads.</param>
/// <param name="ConfidenceDisplay">How sureness is shown.</param>
public sealed record Surface(string Place, string Wording, string ConfidenceDisplay);

/// <summary>One step of a planned ramp.</summary>
/// <param name="Percent">Share of the entities, above 0 and up to 100.</param>
/// <param name="HoldHours">How long the release stays there at least before it goes further, 0 to 2,160 hours.</param>
public sealed record RampStep(double Percent, double HoldHours);

/// <summary>Model, threshold, decision policy, audience, surface and plan for failure and doubt.</summary>
public sealed record Release : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "release";

    /// <summary>Evaluation that was signed.</summary>
    public string Evaluation { get; init; } = "";

    /// <summary>Model package.</summary>
    public string Blob { get; init; } = "";

    /// <summary>Score at and above which the decision is "yes"; from the evaluation unless set.</summary>
    public double? Threshold { get; init; }

    /// <summary>What happens when the model fails.</summary>
    public Fallback? Fallback { get; init; }

    /// <summary>When the model is unsure.</summary>
    public AbstainBand? Abstain { get; init; }

    /// <summary>Who sees it.</summary>
    public Audience? Audience { get; init; }

    /// <summary>Where.</summary>
    public Surface? Surface { get; init; }

    /// <summary>Who answers for it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Longest acceptable answer time in milliseconds.</summary>
    public double LatencyBudgetMs { get; init; } = 200;

    /// <summary>
    /// Share of its entities, 0 to 50 percent, that the model does not answer: the fallback does, for good. What becomes of
    /// them beside the others is what the model is worth.
    /// </summary>
    public double Holdout { get; init; }

    /// <summary>The ramp as it was planned; empty where nobody planned it.</summary>
    public IReadOnlyList<RampStep> Ramp { get; init; } = [];

    /// <summary>Monitors that watch it, by id.</summary>
    public IReadOnlyList<string> Monitors { get; init; } = [];

    /// <summary>How far it has gone.</summary>
    public ReleaseStep Step { get; init; }

    /// <summary>Share of entities it answers, 0 to 100.</summary>
    public double Percent { get; init; }

    /// <summary>Release that answers everybody else; empty where none does.</summary>
    public string Champion { get; init; } = "";

    /// <summary>Decides which entity falls into which arm; the same for the release's whole life.</summary>
    public string Salt { get; init; } = "";

    /// <summary>Release that took its place when it went to everybody; empty where a person switched it off, or nobody did. Lets a kill switch bring it back.</summary>
    public string SupersededBy { get; init; } = "";

    /// <summary>Loop it belongs to; empty where none.</summary>
    public string Loop { get; init; } = "";
}

/// <summary>Asks for a release to go a step.</summary>
public sealed record AdvanceRequest
{
    /// <summary>Step.</summary>
    public ReleaseStep To { get; init; }

    /// <summary>Percentage, for that step.</summary>
    public double Percent { get; init; }

    /// <summary>Why now.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Asks for a release to be switched off.</summary>
public sealed record StopRequest
{
    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>One arm of a release.</summary>
/// <param name="Arm"><c>champion</c>, <c>challenger</c> or <c>fallback</c>.</param>
/// <param name="Decisions">Decisions.</param>
/// <param name="Entities">Entities.</param>
/// <param name="ExpectedShare">Share it should have.</param>
public sealed record ArmCount(string Arm, long Decisions, long Entities, double ExpectedShare);

/// <summary>One request on which shadow and answer differed.</summary>
/// <param name="Prediction">Prediction id.</param>
/// <param name="Entity">Entity.</param>
/// <param name="Answered">What the user got.</param>
/// <param name="Shadow">What the shadow would have said.</param>
/// <param name="Score">The shadow's score.</param>
public sealed record Disagreement(string Prediction, string Entity, string Answered, string Shadow, double Score);

/// <summary>What the model is worth: outcomes of entities for whom it acts, beside those of the holdout.</summary>
/// <param name="Exposed">Share with the outcome looked for where the model acts.</param>
/// <param name="Holdout">The same where it is kept away.</param>
/// <param name="Difference">First minus second, with an interval that holds at every look.</param>
/// <param name="Shown">True where the interval leaves 0 out.</param>
/// <param name="Sentence">In one sentence.</param>
public sealed record ValueCheck(Estimate Exposed, Estimate Holdout, Estimate Difference, bool Shown, string Sentence);

/// <summary>A release as its traffic shows it.</summary>
public sealed record Traffic
{
    /// <summary>Release.</summary>
    public required string Release { get; init; }

    /// <summary>In one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Decisions.</summary>
    public required long Decisions { get; init; }

    /// <summary>Arms.</summary>
    public required IReadOnlyList<ArmCount> Arms { get; init; }

    /// <summary>p-value of the sample ratio; below 0.001 something is wrong with the split. Null without a split.</summary>
    public double? SampleRatioP { get; init; }

    /// <summary>Share of shadowed requests on which shadow and answer differed; null without a shadow.</summary>
    public Estimate? ShadowDisagreement { get; init; }

    /// <summary>Examples.</summary>
    public IReadOnlyList<Disagreement> Disagreements { get; init; } = [];

    /// <summary>Requests that the shadow could not keep up with and left out, since the process started.</summary>
    public long ShadowDropped { get; init; }

    /// <summary>Share answered by the fallback.</summary>
    public required Estimate FallbackRate { get; init; }

    /// <summary>Share that the model left to people.</summary>
    public required Estimate AbstainRate { get; init; }

    /// <summary>Time of the middle answer, milliseconds.</summary>
    public double? LatencyP50Ms { get; init; }

    /// <summary>95th percentile of answer times, milliseconds.</summary>
    public double? LatencyP95Ms { get; init; }

    /// <summary>Budget, milliseconds.</summary>
    public required double LatencyBudgetMs { get; init; }

    /// <summary>What the model is worth; null without a holdout.</summary>
    public ValueCheck? Value { get; init; }
}
