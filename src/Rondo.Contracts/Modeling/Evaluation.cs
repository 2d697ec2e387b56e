using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>Whether a promise is kept. "Not proven" is not a pass.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PromiseVerdict>))]
public enum PromiseVerdict
{
    /// <summary>The bound is on the right side.</summary>
    Holds,

    /// <summary>The limit lies inside the interval.</summary>
    NotProven,

    /// <summary>Even the other bound is on the wrong side.</summary>
    Fails,
}

/// <summary>One promise, judged.</summary>
/// <param name="Promise">As people write it.</param>
/// <param name="Bound">What was measured; the promise is judged on its bound.</param>
/// <param name="Holds">Verdict.</param>
/// <param name="Sentence">The same in words.</param>
public sealed record PromiseResult(string Promise, Estimate Bound, PromiseVerdict Holds, string Sentence);

/// <summary>Counts at a threshold.</summary>
/// <param name="Threshold">Threshold.</param>
/// <param name="Tp">Found.</param>
/// <param name="Fp">False alarms.</param>
/// <param name="Fn">Missed.</param>
/// <param name="Tn">Rightly left alone.</param>
public sealed record Confusion(double Threshold, int Tp, int Fp, int Fn, int Tn);

/// <summary>Scores of one bin against what happened.</summary>
/// <param name="Predicted">Mean score.</param>
/// <param name="Observed">Share of positives.</param>
public sealed record ReliabilityBin(double Predicted, Estimate Observed);

/// <summary>A part of the rows in which the model does worse than elsewhere.</summary>
/// <param name="Segment">In words: "Contract = Two year".</param>
/// <param name="Recall">Recall there.</param>
/// <param name="Overall">Recall over all rows.</param>
/// <param name="P">p-value of the difference, corrected for all segments looked at.</param>
public sealed record WeakSegment(string Segment, Estimate Recall, double Overall, double P);

/// <summary>A row that was decided wrongly, with its strongest reasons.</summary>
/// <param name="Row">Row in the data set, from 0.</param>
/// <param name="Score">Score.</param>
/// <param name="Truth">What happened.</param>
/// <param name="Reasons">Strongest reasons.</param>
public sealed record ErrorExample(int Row, double Score, string Truth, IReadOnlyList<string> Reasons);

/// <summary>How far people agree on the labels: if they cannot agree reliably, no model will.</summary>
/// <param name="Labels">Label set that was looked at.</param>
/// <param name="Pairwise">Share of pairs of labels of one item that agree: what a second person would score against the first.</param>
/// <param name="Alpha">Krippendorff's alpha: 1 = perfect, 0 = chance.</param>
/// <param name="SameQuestion">True where the labels are the classes that the model predicts, so that the two may be compared.</param>
/// <param name="Sentence">The same in words, beside the model's accuracy where they may be compared.</param>
public sealed record HumanAgreement(DocumentRef Labels, Estimate Pairwise, Estimate Alpha, bool SameQuestion, string Sentence);

/// <summary>A candidate judged once on held-out rows against the contract.</summary>
public sealed record Evaluation : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "evaluation";

    /// <summary>Run.</summary>
    public required DocumentRef Run { get; init; }

    /// <summary>Candidate.</summary>
    public required string Candidate { get; init; }

    /// <summary>Learner.</summary>
    public required string Learner { get; init; }

    /// <summary>Model package.</summary>
    public required string Blob { get; init; }

    /// <summary>Data set version whose held-out rows were used.</summary>
    public required DocumentRef Dataset { get; init; }

    /// <summary>Held-out rows.</summary>
    public required int N { get; init; }

    /// <summary>Positives among them.</summary>
    public required int Positives { get; init; }

    /// <summary>Whether the contract is kept: the worst of its promises.</summary>
    public required PromiseVerdict Verdict { get; init; }

    /// <summary>The same in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Each promise.</summary>
    public required IReadOnlyList<PromiseResult> Promises { get; init; }

    /// <summary>Metrics by name: roc_auc, average_precision, log_loss, brier, ece, precision, recall, f1, mcc, accuracy, specificity, selection_rate.</summary>
    public required IReadOnlyDictionary<string, Estimate> Metrics { get; init; }

    /// <summary>Threshold of the operating point and its counts.</summary>
    public required Confusion Confusion { get; init; }

    /// <summary>Counts at about 100 thresholds, for the threshold board.</summary>
    public required IReadOnlyList<Confusion> Board { get; init; }

    /// <summary>Calibration.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>Where it fails most.</summary>
    public required IReadOnlyList<WeakSegment> WeakSegments { get; init; }

    /// <summary>Wrong decisions to look at.</summary>
    public required IReadOnlyList<ErrorExample> Examples { get; init; }

    /// <summary>What it relies on.</summary>
    public required IReadOnlyList<Signal> Signals { get; init; }

    /// <summary>Share of rows within the shaky band around the threshold.</summary>
    public required Estimate Shaky { get; init; }

    /// <summary>How far people agree, to be read beside the score; null where nobody labelled anything.</summary>
    public HumanAgreement? Humans { get; init; }

    /// <summary>How often the held-out rows of this data set version had been looked at, this time included.</summary>
    public required int TestLooks { get; init; }
}

/// <summary>Asks for a candidate to be judged.</summary>
public sealed record EvaluateRequest
{
    /// <summary>Run id.</summary>
    public string Run { get; init; } = "";

    /// <summary>Candidate; empty for the chosen one.</summary>
    public string Candidate { get; init; } = "";
}

/// <summary>Champion against challenger on the same rows.</summary>
public sealed record Comparison : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "comparison";

    /// <summary>Evaluation of the champion.</summary>
    public required DocumentRef Champion { get; init; }

    /// <summary>Evaluation of the challenger.</summary>
    public required DocumentRef Challenger { get; init; }

    /// <summary>Rows both were scored on.</summary>
    public required int N { get; init; }

    /// <summary>Challenger minus champion in ROC-AUC.</summary>
    public required Estimate Difference { get; init; }

    /// <summary>p-value of DeLong's test.</summary>
    public required double? DelongP { get; init; }

    /// <summary>p-value of McNemar's exact test at both operating points.</summary>
    public double? McnemarP { get; init; }

    /// <summary>Recall of the champion at its operating point on these rows.</summary>
    public required Estimate ChampionRecall { get; init; }

    /// <summary>Recall of the challenger at its operating point on these rows.</summary>
    public required Estimate ChallengerRecall { get; init; }

    /// <summary>Share of rows that the champion had right and the challenger has wrong.</summary>
    public required Estimate NegativeFlips { get; init; }

    /// <summary><c>better</c>, <c>worse</c> or <c>no_difference_shown</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The same in one sentence.</summary>
    public required string Sentence { get; init; }
}

/// <summary>Asks for a comparison on the challenger's held-out rows.</summary>
public sealed record CompareRequest
{
    /// <summary>Evaluation id of the champion.</summary>
    public string Champion { get; init; } = "";

    /// <summary>Evaluation id of the challenger.</summary>
    public string Challenger { get; init; } = "";
}
