using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>Can this data teach it?</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ReadinessVerdict>))]
public enum ReadinessVerdict
{
    /// <summary>Yes, as far as one can tell.</summary>
    Plausible,

    /// <summary>Not yet: more examples are needed.</summary>
    NeedData,

    /// <summary>There is no signal that a model could learn.</summary>
    Implausible,

    /// <summary>No: it holds nothing to learn from.</summary>
    Unusable,
}

/// <summary>A small model, trained in seconds, against the same model on shuffled outcomes.</summary>
/// <param name="Auc">ROC-AUC on rows it was not trained on.</param>
/// <param name="ShuffledAuc">The same with the outcomes shuffled.</param>
/// <param name="Learnable">True where the first one's interval lies above the second one's and above 0.5.</param>
/// <param name="Held">How the rows that it is judged on were held out, in words.</param>
public sealed record QuickModel(Estimate Auc, Estimate ShuffledAuc, bool Learnable, string Held = "");

/// <summary>One side of the fifth risk.</summary>
/// <param name="Score">How large the risk is there.</param>
/// <param name="Sentence">Why, with its numbers.</param>
public sealed record ReadinessSide(RiskScore Score, string Sentence);

/// <summary>A group of rows: how many there are, and how often the outcome comes.</summary>
/// <param name="Column">Column that makes the groups.</param>
/// <param name="Value">Value of the group.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Share">Its share of the rows.</param>
/// <param name="Rate">Share of its rows with the outcome.</param>
/// <param name="UnderRepresented">True where it holds less than a quarter of what an even split would give it.</param>
public sealed record GroupRate(string Column, string Value, int Rows, double Share, Estimate Rate, bool UnderRepresented);

/// <summary>A word, or two in a row, that goes with the outcome or with its absence.</summary>
/// <param name="Column">Column of text.</param>
/// <param name="Word">Word.</param>
/// <param name="Rows">Rows, of those looked at, that hold it.</param>
/// <param name="Rate">Share of them with the outcome.</param>
public sealed record WordSignal(string Column, string Word, int Rows, Estimate Rate);

/// <summary>What more of the same data would bring.</summary>
/// <param name="Rows">Training rows that the outlook speaks of: twice those there are.</param>
/// <param name="Gain">Gain in ROC-AUC over the rows there are.</param>
/// <param name="Sentence">In one sentence.</param>
public sealed record LearningOutlook(int Rows, Estimate Gain, string Sentence);

/// <summary>Whether the data looks like a cleaned-up artefact.</summary>
/// <param name="Value">True with two reasons or more.</param>
/// <param name="Reasons">What made it look so.</param>
public sealed record TooClean(bool Value, IReadOnlyList<string> Reasons);

/// <summary>One point of a learning curve.</summary>
/// <param name="Rows">Training rows.</param>
/// <param name="Auc">ROC-AUC on held-out rows.</param>
public sealed record LearningPoint(int Rows, Estimate Auc);

/// <summary>Something simpler than a model, run on the same rows.</summary>
/// <param name="Name"><c>majority</c>, <c>manual</c>, <c>rule</c> and, where several were given, <c>rule 2</c> ..., <c>model</c>.</param>
/// <param name="Precision">Precision.</param>
/// <param name="Recall">Recall.</param>
/// <param name="Cost">Money per 1,000 rows, where costs were given: misses, false alarms, and a person's time for every case that is flagged.</param>
/// <param name="Workload">Share of rows that it flags for somebody to act on.</param>
public sealed record Baseline(string Name, Estimate? Precision, Estimate? Recall, Estimate? Cost, Estimate? Workload = null)
{
    /// <summary>What it is, in words.</summary>
    [JsonIgnore]
    public string Words => Name switch
    {
        "majority" => "always the usual answer",
        "manual" => "people, if they miss nothing",
        "rule" => "your rule",
        "model" => "a quick model",
        _ => Name.StartsWith("rule ", StringComparison.Ordinal) ? $"your {Name}" : Name,
    };
}

/// <summary>The quick model against the rule that people wrote, at the same workload and on the same held-out rows.</summary>
/// <param name="Rule">The rule in words.</param>
/// <param name="Difference">Recall of the model minus that of the rule.</param>
/// <param name="Better"><c>model</c>, <c>rule</c>, or <c>not_shown</c>.</param>
/// <param name="Sentence">In one sentence.</param>
public sealed record BaselineComparison(string Rule, Estimate Difference, string Better, string Sentence);

/// <summary>A group of rows with too few examples of the outcome to say anything about it.</summary>
/// <param name="Column">Column that makes the groups.</param>
/// <param name="Value">Value of the group.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Positives">Of these, with the outcome.</param>
public sealed record ThinSegment(string Column, string Value, int Rows, int Positives);

/// <summary>What the data can teach: the answer to the fifth risk.</summary>
public sealed record Readiness : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "readiness";

    /// <summary>Verdict.</summary>
    public required ReadinessVerdict Verdict { get; init; }

    /// <summary>The same in one sentence with its numbers.</summary>
    public required string Sentence { get; init; }

    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows with the outcome that the product looks for.</summary>
    public required int Positives { get; init; }

    /// <summary>Positives needed in the evaluation rows alone to measure the promise within its margin.</summary>
    public required int NeededPositives { get; init; }

    /// <summary>Positives needed in all, so that the held-out rows hold <see cref="NeededPositives"/> of them; 0 in reports that were made before it was stated.</summary>
    public int NeededInAll { get; init; }

    /// <summary>Column to predict.</summary>
    public required string Target { get; init; }

    /// <summary>Value looked for.</summary>
    public required string Positive { get; init; }

    /// <summary>Everything found, worst first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Columns with their signal, strongest first.</summary>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>The quick model; null where there was nothing to learn from.</summary>
    public QuickModel? QuickModel { get; init; }

    /// <summary>Groups with fewer than 30 examples of the outcome, fewest first.</summary>
    public IReadOnlyList<ThinSegment> ThinSegments { get; init; } = [];

    /// <summary>Baselines.</summary>
    public IReadOnlyList<Baseline> Baselines { get; init; } = [];

    /// <summary>What the money of the baselines counts, in words; empty where no costs were given.</summary>
    public string Counted { get; init; } = "";

    /// <summary>The quick model against the rule that people wrote; null without a rule.</summary>
    public BaselineComparison? Comparison { get; init; }

    /// <summary>Enough examples? Null in reports that were made before the three sides were judged, as for the next two.</summary>
    public ReadinessSide? Quantity { get; init; }

    /// <summary>Clean enough?</summary>
    public ReadinessSide? Quality { get; init; }

    /// <summary>In a form that this can be learned from?</summary>
    public ReadinessSide? Form { get; init; }

    /// <summary>Groups by columns of a few values, with how often the outcome comes in each.</summary>
    public IReadOnlyList<GroupRate> Groups { get; init; } = [];

    /// <summary>Words of the text columns that go with the outcome, then those that go with its absence.</summary>
    public IReadOnlyList<WordSignal> Words { get; init; } = [];

    /// <summary>Share of labels that contradict what the other rows say, as far as a quick model can tell: wrong labels, or cases that the columns do not explain. Null where it could not be estimated.</summary>
    public Estimate? LabelNoise { get; init; }

    /// <summary>What more rows would bring; null where that cannot be told.</summary>
    public LearningOutlook? Outlook { get; init; }

    /// <summary>Learning curve.</summary>
    public IReadOnlyList<LearningPoint> LearningCurve { get; init; } = [];

    /// <summary>Too clean to be true?</summary>
    public required TooClean TooClean { get; init; }

    /// <summary>Months to wait for enough positives at the present pace; null where the pace is unknown or there are enough.</summary>
    public double? MonthsToWait { get; init; }
}

/// <summary>A data set in a ranking.</summary>
/// <param name="Dataset">Data set id or file.</param>
/// <param name="Verdict">Verdict.</param>
/// <param name="Reason">Why it stands where it stands.</param>
/// <param name="Signal">The quick model's ROC-AUC.</param>
public sealed record RankedDataset(string Dataset, ReadinessVerdict Verdict, string Reason, Estimate? Signal);

/// <summary>Data sets ranked by what they can teach.</summary>
public sealed record DatasetRanking
{
    /// <summary>Best first.</summary>
    public required IReadOnlyList<RankedDataset> Ranking { get; init; }

    /// <summary>The first place in one sentence.</summary>
    public required string Sentence { get; init; }
}
