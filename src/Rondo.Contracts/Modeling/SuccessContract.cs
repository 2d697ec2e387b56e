using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>What a promise is about.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PromiseMetric>))]
public enum PromiseMetric
{
    /// <summary>Share of those looked for that are found. A floor.</summary>
    Recall,

    /// <summary>Share of alarms that are right. A floor.</summary>
    Precision,

    /// <summary>Area under the ROC curve. A floor.</summary>
    RocAuc,

    /// <summary>Share of all that is decided rightly. A floor.</summary>
    Accuracy,

    /// <summary>95th percentile of the answer time in milliseconds. A ceiling.</summary>
    LatencyMs,

    /// <summary>Largest difference in recall between groups of a column. A ceiling.</summary>
    FairnessGap,
}

/// <summary>One promise: a metric with its limit.</summary>
public sealed record Promise
{
    /// <summary>Metric.</summary>
    public PromiseMetric Metric { get; init; }

    /// <summary>Floor or ceiling, by the metric's direction.</summary>
    public double Limit { get; init; }

    /// <summary>Half-width within which it should be measurable; decides how many examples are needed. Default 0.05.</summary>
    public double Margin { get; init; } = 0.05;

    /// <summary>Column of the groups, for a fairness gap.</summary>
    public string Column { get; init; } = "";

    /// <summary>True where smaller is better.</summary>
    [JsonIgnore]
    public bool IsCeiling => Metric is PromiseMetric.LatencyMs or PromiseMetric.FairnessGap;

    /// <summary>As people write it: "recall >= 0.8".</summary>
    public override string ToString() =>
        $"{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(Metric.ToString())}{(Column.Length > 0 ? $"({Column})" : "")} {(IsCeiling ? "<=" : ">=")} {Limit.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}

/// <summary>
/// The success contract: the promise in business terms, and the single source of every number that follows from it.
/// </summary>
public sealed record SuccessContract : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "contract";

    /// <summary>The promise as the business says it.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>Because what?</summary>
    public string Because { get; init; } = "";

    /// <summary>Column to predict.</summary>
    public string Target { get; init; } = "";

    /// <summary>Value looked for.</summary>
    public string Positive { get; init; } = "";

    /// <summary>Promises; the first one is the objective, the others are guardrails.</summary>
    public IReadOnlyList<Promise> Promises { get; init; } = [];

    /// <summary>What one missed case costs.</summary>
    public double CostMiss { get; init; }

    /// <summary>What one false alarm costs.</summary>
    public double CostFalseAlarm { get; init; }

    /// <summary>Currency of the costs.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Who is affected, and how.</summary>
    public string UserImpact { get; init; } = "";

    /// <summary>When "good" must be looked at again.</summary>
    public DateTimeOffset? ReviewDate { get; init; }

    /// <summary>True once the product manager has locked it; then nothing in it changes until it is unlocked.</summary>
    public bool Locked { get; init; }
}

/// <summary>A contract with what follows from it.</summary>
public sealed record ContractReport
{
    /// <summary>The contract.</summary>
    public required Document<SuccessContract> Contract { get; init; }

    /// <summary>Cut-off that costs least on calibrated scores: false alarm / (false alarm + miss); null without costs.</summary>
    public double? SuggestedCutOff { get; init; }

    /// <summary>Positives needed among the rows on which the promise is judged.</summary>
    public long? NeededPositives { get; init; }

    /// <summary>The same in one sentence.</summary>
    public required string Sentence { get; init; }
}

/// <summary>Locks or unlocks the contract.</summary>
public sealed record LockRequest
{
    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}
