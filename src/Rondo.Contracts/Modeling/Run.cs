namespace Rondo.Contracts;

/// <summary>How far a feature moves scores, on average, in log-odds.</summary>
/// <param name="Feature">Column.</param>
/// <param name="Weight">Mean absolute contribution.</param>
/// <param name="CausalClaim">Always false unless an experiment says otherwise: a model shows correlation.</param>
public sealed record Signal(string Feature, double Weight, bool CausalClaim = false);

/// <summary>Where scores become decisions.</summary>
public sealed record OperatingPoint
{
    /// <summary>Score at and above which the answer is "yes".</summary>
    public required double Threshold { get; init; }

    /// <summary>Recall on the rows it was tuned on.</summary>
    public required Estimate Recall { get; init; }

    /// <summary>Precision on the rows it was tuned on.</summary>
    public required Estimate Precision { get; init; }

    /// <summary>Chance that the promise will be proven on rows not seen yet.</summary>
    public required double Assurance { get; init; }

    /// <summary>True where the assurance wanted (0.9) was reached.</summary>
    public required bool Reached { get; init; }

    /// <summary>Expected cost of misses and false alarms per 1,000 rows; null without costs.</summary>
    public double? CostPerThousand { get; init; }
}

/// <summary>One model that was tried.</summary>
public sealed record Candidate
{
    /// <summary>Id within the run.</summary>
    public required string Id { get; init; }

    /// <summary>Learner.</summary>
    public required string Learner { get; init; }

    /// <summary>Settings.</summary>
    public required IReadOnlyDictionary<string, double> Settings { get; init; }

    /// <summary>Model package: SHA-256 of its blob.</summary>
    public required string Blob { get; init; }

    /// <summary>ROC-AUC on validation rows.</summary>
    public required Estimate RocAuc { get; init; }

    /// <summary>Average precision on validation rows.</summary>
    public required Estimate AveragePrecision { get; init; }

    /// <summary>Brier score on validation rows, calibrated.</summary>
    public required Estimate Brier { get; init; }

    /// <summary>Operating point from the contract, tuned on validation rows.</summary>
    public required OperatingPoint OperatingPoint { get; init; }

    /// <summary>Seconds it took to train.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>0 = a person can read it, 1 = parts of it, 2 = only explanations of it.</summary>
    public required int Opacity { get; init; }

    /// <summary>What it relies on, strongest first.</summary>
    public required IReadOnlyList<Signal> Signals { get; init; }
}

/// <summary>A training run: every candidate under the same contract on the same rows.</summary>
public sealed record Run : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "run";

    /// <summary>Data set version.</summary>
    public required DocumentRef Dataset { get; init; }

    /// <summary>How rows were split, in words.</summary>
    public required string Split { get; init; }

    /// <summary>How rows were split, as it was asked for; with the seed it repeats the split.</summary>
    public required string SplitBy { get; init; }

    /// <summary>Training rows.</summary>
    public required int TrainRows { get; init; }

    /// <summary>Held-out rows, on which nothing was tuned.</summary>
    public required int TestRows { get; init; }

    /// <summary>Seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Candidates.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>Id of the candidate that serves the contract best on validation rows.</summary>
    public required string Chosen { get; init; }

    /// <summary>Why that one, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Columns left out, with the reason.</summary>
    public required IReadOnlyDictionary<string, string> Excluded { get; init; }

    /// <summary>Loop that asked for it; empty where none did.</summary>
    public string Loop { get; init; } = "";
}

/// <summary>Asks for a training run.</summary>
public sealed record StartRunRequest
{
    /// <summary>Data set id.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Learners by id; empty for all.</summary>
    public IReadOnlyList<string> Learners { get; init; } = [];

    /// <summary><c>random</c>, <c>fifth</c> (row i is test when i % 5 == 4), <c>time:COLUMN</c>, <c>hash:COLUMN</c>, or a column with train / validation / test.</summary>
    public string Split { get; init; } = "random";

    /// <summary>Seed.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Loop that asks for it.</summary>
    public string Loop { get; init; } = "";
}
