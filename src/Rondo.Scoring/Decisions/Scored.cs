using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Learning;

namespace Rondo.Engines.Decisions;

/// <summary>What asking a model gave: a score, or the reason why there is none.</summary>
/// <param name="Score">Calibrated score; null with a failure.</param>
/// <param name="Failure">Reason code; null with a score.</param>
/// <param name="Classes">Class names, the positive one second; null where the model was not there.</param>
/// <param name="Reasons">Strongest reasons, where asked for.</param>
public sealed record Scored(double? Score, string? Failure, IReadOnlyList<string>? Classes, IReadOnlyList<Reason>? Reasons)
{
    /// <summary>The model cannot be asked at all.</summary>
    public const string ModelUnavailable = "model_unavailable";

    /// <summary>No score, and why.</summary>
    public static Scored Failed(string code, IReadOnlyList<string>? classes = null) => new(null, code, classes, null);
}

/// <summary>Asks a model about one row.</summary>
public static class RowScore
{
    /// <summary>Its score, or what about the row keeps it from answering.</summary>
    /// <param name="model">Model of two classes.</param>
    /// <param name="features">Object of column values.</param>
    public static Scored Of(PackedModel model, JsonElement features)
    {
        ArgumentNullException.ThrowIfNull(model);
        var classes = model.Manifest.Classes;
        var issues = new List<InputIssue>();
        var score = model.Score(features, issues);
        return Failure(issues) is { } failure ? Scored.Failed(failure, classes)
            : !double.IsFinite(score) ? Scored.Failed(Scored.ModelUnavailable, classes)
            : new Scored(score, null, classes, null);
    }

    /// <summary>Which of the inputs' faults keeps the model from answering; null where none does.</summary>
    /// <remarks>
    /// An absent column means that the caller and the model disagree about what a row is; a text in place of a number
    /// and a number far outside what training saw mean the same. An empty value and an unseen category do not: training
    /// met those too.
    /// </remarks>
    public static string? Failure(IReadOnlyCollection<InputIssue> issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        return issues.Count == 0 ? null :
            issues.Any(issue => issue.Code == "missing_column") ? "missing_feature" :
            issues.Any(issue => issue.Code == "wrong_type") ? "wrong_type" :
            issues.Any(issue => issue.Code == "out_of_range") ? "out_of_range" :
            null;
    }
}
