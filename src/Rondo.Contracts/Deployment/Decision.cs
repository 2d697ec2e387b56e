using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>Who gave the answer.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DecisionSource>))]
public enum DecisionSource
{
    /// <summary>The model.</summary>
    Model,

    /// <summary>The fallback.</summary>
    Fallback,

    /// <summary>A person will.</summary>
    Human,
}

/// <summary>Asks for one decision.</summary>
public sealed record DecisionRequest
{
    /// <summary>Whom it is about; keeps the same arm for ever.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Column values by name.</summary>
    public JsonElement Features { get; init; }

    /// <summary>The caller's own id of this request; the same id gets the same answer.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>True to get the strongest reasons.</summary>
    public bool Reasons { get; init; }
}

/// <summary>One reason: correlated with, never because of.</summary>
/// <param name="Feature">Column.</param>
/// <param name="Value">Value given.</param>
/// <param name="Weight">Contribution in log-odds; positive pushes towards "yes".</param>
/// <param name="Words">In words.</param>
public sealed record Reason(string Feature, string Value, double Weight, string Words);

/// <summary>One decision.</summary>
public sealed record DecisionAnswer
{
    /// <summary>Send it back with the outcome.</summary>
    public required string PredictionId { get; init; }

    /// <summary>Calibrated score, 0 to 1; null where no model answered.</summary>
    public double? Score { get; init; }

    /// <summary>Decision: the positive value, the other one, "review" where a person decides, or "none" where no release ever spoke.</summary>
    public required string Decision { get; init; }

    /// <summary>What to do now, from the action map.</summary>
    public required string Action { get; init; }

    /// <summary><c>sure</c>, <c>likely</c> or <c>unsure</c>.</summary>
    public required string Confidence { get; init; }

    /// <summary>What to tell the user where the answer is not the model's; else empty.</summary>
    public string Message { get; init; } = "";

    /// <summary>Strongest reasons, where asked for.</summary>
    public IReadOnlyList<Reason>? Reasons { get; init; }

    /// <summary>Arm: <c>champion</c>, <c>challenger</c>, <c>holdout</c> where the model is kept from this entity to learn what it is worth, or <c>fallback</c> where no release answers it.</summary>
    public required string Variant { get; init; }

    /// <summary>Release that answered; empty where none is live.</summary>
    public required string Release { get; init; }

    /// <summary>Who gave the answer.</summary>
    public required DecisionSource Source { get; init; }

    /// <summary>Why it was not the model: <c>no_release</c>, <c>model_unavailable</c>, <c>missing_feature</c>, <c>wrong_type</c>, <c>out_of_range</c>, <c>deadline</c>, <c>circuit_open</c> (it failed several times in a row and is left alone), <c>holdout</c> (the entity is one of those that show what would happen without it), <c>unsure</c>.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>True where the answer could not be kept and is given all the same, as the server's loss policy says: no outcome can be sent for it. Else absent.</summary>
    public bool? Lost { get; init; }
}

/// <summary>What really happened.</summary>
public sealed record OutcomeRequest
{
    /// <summary>Prediction it belongs to.</summary>
    public string PredictionId { get; init; } = "";

    /// <summary>True class, as in the target column.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>When it became known; now where missing.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Many at once.</summary>
/// <typeparam name="T">What.</typeparam>
/// <param name="Items">Up to 10,000.</param>
public sealed record Batch<T>(IReadOnlyList<T> Items);

/// <summary>What became of many facts.</summary>
/// <param name="Stored">New ones.</param>
/// <param name="Repeated">Known already, with the same content.</param>
/// <param name="Refused">One problem for each that was refused, with its place in the batch.</param>
public sealed record BatchReceipt(int Stored, int Repeated, IReadOnlyList<BatchRefusal> Refused);

/// <summary>One item that was refused.</summary>
/// <param name="Index">Place in the batch, from 0.</param>
/// <param name="Problem">Why.</param>
public sealed record BatchRefusal(int Index, Problem Problem);

/// <summary>What a user thought of a decision.</summary>
public sealed record FeedbackRequest
{
    /// <summary>Prediction; empty for feedback about the feature as a whole.</summary>
    public string PredictionId { get; init; } = "";

    /// <summary>True for thumbs up.</summary>
    public bool Helpful { get; init; }

    /// <summary>In the user's words.</summary>
    public string Text { get; init; } = "";

    /// <summary>When; now where missing.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Feedback as it is read.</summary>
/// <param name="Id">Id.</param>
/// <param name="PredictionId">Prediction; empty for feedback about the feature as a whole.</param>
/// <param name="Entity">Whom the prediction was about; empty without one.</param>
/// <param name="Release">Release that answered; empty without one.</param>
/// <param name="Helpful">True for thumbs up.</param>
/// <param name="Text">In the user's words.</param>
/// <param name="At">When.</param>
public sealed record FeedbackView(string Id, string PredictionId, string Entity, string Release, bool Helpful, string Text, DateTimeOffset At);

/// <summary>A case that waits for a person.</summary>
/// <param name="PredictionId">Prediction.</param>
/// <param name="Entity">Whom it is about.</param>
/// <param name="Score">Score; null where the model failed.</param>
/// <param name="ReasonCode">Why a person must look.</param>
/// <param name="At">When.</param>
/// <param name="Answer">What the person decided; empty while it waits.</param>
public sealed record ReviewItem(string PredictionId, string Entity, double? Score, string ReasonCode, DateTimeOffset At, string Answer);

/// <summary>A person's decision on a case.</summary>
public sealed record ReviewRequest
{
    /// <summary>Decision.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}
