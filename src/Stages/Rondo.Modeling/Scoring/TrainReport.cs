using Rondo.Contracts;

namespace Rondo.Modeling.Scoring;

/// <summary>What <c>rondo train</c> answers.</summary>
internal sealed record TrainReport
{
    public required string Sentence { get; init; }

    public required IReadOnlyList<TrainedRun> Runs { get; init; }

    public required string Chosen { get; init; }

    public OperatingPoint? OperatingPoint { get; init; }

    public required IReadOnlyDictionary<string, object?> Evaluation { get; init; }

    public required IReadOnlyList<JudgedPromise> Contract { get; init; }

    public required IReadOnlyList<Signal> Signals { get; init; }

    public required string Split { get; init; }

    public required IReadOnlyDictionary<string, string> Excluded { get; init; }
}

/// <summary>One candidate.</summary>
internal sealed record TrainedRun(string Learner, IReadOnlyDictionary<string, double> Settings, Estimate? RocAuc, Estimate? Accuracy, double Seconds);

/// <summary>One promise: <c>holds</c> is yes, no or not_proven.</summary>
internal sealed record JudgedPromise(string Promise, Estimate Bound, string Holds, string Sentence)
{
    public static JudgedPromise Of(PromiseResult result) => new(result.Promise, result.Bound, result.Holds switch { PromiseVerdict.Holds => "yes", PromiseVerdict.Fails => "no", _ => "not_proven" }, result.Sentence);
}
