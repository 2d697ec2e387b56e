using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>What a monitor watches.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<MonitorMetric>))]
public enum MonitorMetric
{
    /// <summary>Realised recall, judged when enough outcomes are known.</summary>
    Recall,

    /// <summary>Realised precision.</summary>
    Precision,

    /// <summary>Inputs against the training rows, feature by feature.</summary>
    FeatureDrift,

    /// <summary>Scores against those at release.</summary>
    ScoreDrift,

    /// <summary>Whether outcomes still arrive.</summary>
    TruthFlow,

    /// <summary>Whether requests still arrive.</summary>
    RequestFlow,

    /// <summary>Share of answers given by the fallback.</summary>
    FallbackRate,

    /// <summary>Share of unhappy feedback.</summary>
    Complaints,
}

/// <summary>How an alert reaches people.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AlertPriority>))]
public enum AlertPriority
{
    /// <summary>Shown, wakes nobody.</summary>
    Watch,

    /// <summary>Within working hours.</summary>
    Ticket,

    /// <summary>At once.</summary>
    Page,
}

/// <summary>A rule that watches a live release. Says what to do before it says when.</summary>
public sealed record Monitor : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "monitor";

    /// <summary>What it watches.</summary>
    public MonitorMetric Metric { get; init; }

    /// <summary>Limit; null to take it from the contract (recall, precision) or the metric's default.</summary>
    public double? Limit { get; init; }

    /// <summary>Cohort that it looks at alone, for recall and precision; empty for everybody.</summary>
    public string Cohort { get; init; } = "";

    /// <summary>Length of a window in days.</summary>
    public double WindowDays { get; init; } = 7;

    /// <summary>Windows in a row that must breach before it alarms.</summary>
    public int Consecutive { get; init; } = 1;

    /// <summary>Share of a window's outcomes that must be known before it may alarm.</summary>
    public double MinimumMaturity { get; init; } = 0.8;

    /// <summary>What to do when it alarms.</summary>
    public string Action { get; init; } = "";

    /// <summary>How it reaches people.</summary>
    public AlertPriority Priority { get; init; } = AlertPriority.Ticket;

    /// <summary>Who gets it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Hours within which somebody must take it on.</summary>
    public double AcknowledgeHours { get; init; } = 4;

    /// <summary>Hours within which somebody must decide.</summary>
    public double DecideHours { get; init; } = 48;

    /// <summary>True once it no longer watches.</summary>
    public bool Retired { get; init; }
}

/// <summary>One feature in one window.</summary>
/// <param name="Feature">Column.</param>
/// <param name="Effect">Population stability index.</param>
/// <param name="Bound">What chance alone would reach at this sample size.</param>
/// <param name="P">p-value, corrected over features.</param>
/// <param name="Drifted">Effect above its bound and test significant.</param>
/// <param name="Sentence">In words, with direction.</param>
public sealed record FeatureShift(string Feature, double Effect, double Bound, double P, bool Drifted, string Sentence);

/// <summary>What a monitor saw in one window.</summary>
public sealed record MonitorPoint
{
    /// <summary>Monitor.</summary>
    public required string Monitor { get; init; }

    /// <summary>Release that was at work.</summary>
    public required string Release { get; init; }

    /// <summary>Window start.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Window end, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>What was measured.</summary>
    public required Estimate Value { get; init; }

    /// <summary>Limit that held.</summary>
    public required double Limit { get; init; }

    /// <summary>Share of the window's outcomes that are known; null where the metric needs none.</summary>
    public double? Maturity { get; init; }

    /// <summary>True where too few outcomes are known to judge; raises no alarm.</summary>
    public bool Immature { get; init; }

    /// <summary>
    /// True where the limit is breached on the bound: the whole interval lies on the wrong side of it, so that chance
    /// alone does not explain it. Only this raises an alarm.
    /// </summary>
    public required bool Breached { get; init; }

    /// <summary>True where the value is on the wrong side of the limit and its interval is not: shown, raises no alarm.</summary>
    public bool Doubtful { get; init; }

    /// <summary>In words.</summary>
    public required string Sentence { get; init; }

    /// <summary>Features, for drift.</summary>
    public IReadOnlyList<FeatureShift> Features { get; init; } = [];
}

/// <summary>Asks for monitors to be evaluated now.</summary>
public sealed record EvaluateMonitorsRequest
{
    /// <summary>As of when; now where missing.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>What an evaluation of all monitors found.</summary>
/// <param name="Points">Points of each monitor and live release, newest window first: those still too young to judge, then as many judged ones as the monitor wants in a row.</param>
/// <param name="Opened">Incidents that were opened.</param>
public sealed record MonitoringRound(IReadOnlyList<MonitorPoint> Points, IReadOnlyList<string> Opened);
