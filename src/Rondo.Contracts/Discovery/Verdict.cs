using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>How the problem should be solved. Discovery decides on plausibility only; it approves nothing.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<VerdictChoice>))]
public enum VerdictChoice
{
    /// <summary>Nothing said.</summary>
    None,

    /// <summary>ML is plausible.</summary>
    Ml,

    /// <summary>Rules will do.</summary>
    Rules,

    /// <summary>People should go on doing it.</summary>
    Manual,

    /// <summary>Not yet: something is missing.</summary>
    NotYet,
}

/// <summary>What the five risks say together.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Plausibility>))]
public enum Plausibility
{
    /// <summary>Not every risk is judged.</summary>
    Unknown,

    /// <summary>Nothing speaks against trying.</summary>
    Plausible,

    /// <summary>Something does.</summary>
    Doubtful,

    /// <summary>Without the data an ML solution is a dead end, whatever else is green.</summary>
    DeadEnd,
}

/// <summary>Should this be ML?</summary>
public sealed record Verdict : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "verdict";

    /// <summary>The choice.</summary>
    public VerdictChoice Choice { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What was known of rule and model when it was decided: the comparison on the newest data that was judged; filled in by the program.</summary>
    public string Comparison { get; init; } = "";
}

/// <summary>Discovery on one page.</summary>
public sealed record DiscoveryReport
{
    /// <summary>The brief; null where none was written.</summary>
    public Document<Brief>? Brief { get; init; }

    /// <summary>Each risk by id; those not judged are missing.</summary>
    public required IReadOnlyDictionary<string, Document<Risk>> Risks { get; init; }

    /// <summary>What the risks say together.</summary>
    public required Plausibility Overall { get; init; }

    /// <summary>The same in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The decision; null where none was taken.</summary>
    public Document<Verdict>? Verdict { get; init; }

    /// <summary>What would be done without ML; null where nobody said.</summary>
    public Document<RuleBaseline>? Rule { get; init; }

    /// <summary>Rule and model on the newest data that was judged with a rule; null where none was.</summary>
    public BaselineComparison? Comparison { get; init; }

    /// <summary>The light touch; null where nobody has answered it.</summary>
    public Document<QuickCheck>? Check { get; init; }

    /// <summary>Expected signals beside what the newest judged data say.</summary>
    public IReadOnlyList<MeasuredSignal> Signals { get; init; } = [];

    /// <summary>Problem, value, limits of rules, reason for ML, data: each on evidence, or not yet.</summary>
    public IReadOnlyList<ChecklistPoint> Checklist { get; init; } = [];

    /// <summary>True where all five stand on evidence.</summary>
    public bool MlReady { get; init; }

    /// <summary>What stands in the way of the verdict "ml".</summary>
    public required GateCheck Gate { get; init; }
}
