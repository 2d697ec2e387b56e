using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>Kinds of facts that more than one stage reads.</summary>
public static class FactKinds
{
    /// <summary>A decision that was given: id = prediction id, value = score, label = decision, arm = variant, body = <see cref="PredictionRecord"/>.</summary>
    public const string Prediction = "prediction";

    /// <summary>What a shadow release would have said: subject = prediction id, body = <see cref="PredictionRecord"/>.</summary>
    public const string Shadow = "shadow";

    /// <summary>What really happened: id and subject = prediction id, label = true class.</summary>
    public const string Outcome = "outcome";

    /// <summary>What a user thought: subject = prediction id, value = 1 for helpful, 0 for not, body = the user's words.</summary>
    public const string Feedback = "feedback";

    /// <summary>A case that waits for a person: id and subject = prediction id, label = reason code.</summary>
    public const string Review = "review";

    /// <summary>A person's decision on such a case: id and subject = prediction id, label = decision.</summary>
    public const string ReviewAnswer = "review_answer";

    /// <summary>What a monitor saw in a window: subject = monitor, at = end of the window, body = <see cref="Contracts.MonitorPoint"/>.</summary>
    public const string MonitorPoint = "monitor_point";
}

/// <summary>What is kept with a prediction beside its score, decision, release and arm.</summary>
public sealed record PredictionRecord
{
    /// <summary>Column values as they came.</summary>
    [JsonConverter(typeof(AsItCameConverter))]
    public JsonElement? Features { get; init; }

    /// <summary>Action that was given.</summary>
    public string Action { get; init; } = "";

    /// <summary>Who gave the answer.</summary>
    public DecisionSource Source { get; init; }

    /// <summary>Why it was not the model; null where it was.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Milliseconds from the request's arrival to the decision, before it was stored.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Threshold that held; null where no model was asked.</summary>
    public double? Threshold { get; init; }

    /// <summary><c>sure</c>, <c>likely</c> or <c>unsure</c>.</summary>
    public string Confidence { get; init; } = "";

    /// <summary>What the user was told.</summary>
    public string Message { get; init; } = "";

    /// <summary>The caller's own id of the request; empty where it gave none.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Strongest reasons, where they were asked for.</summary>
    public IReadOnlyList<Reason>? Reasons { get; init; }

    /// <summary>Release whose ramp split the entities at that moment; empty without one.</summary>
    public string Split { get; init; } = "";

    /// <summary>Its share at that moment, 0 to 100; 0 without one.</summary>
    public double SplitPercent { get; init; }

    /// <summary>For a shadow: the decision that the user got instead; else empty.</summary>
    public string Answered { get; init; } = "";
}

/// <summary>Writes a piece of JSON byte for byte as it came, instead of reading it once more to write it once more.</summary>
internal sealed class AsItCameConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
}
