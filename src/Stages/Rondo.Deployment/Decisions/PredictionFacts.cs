using System.Text.Json;
using Rondo.Contracts;
using Rondo.Deployment.Routing;
using Rondo.Engines.Decisions;
using Rondo.Kernel.Facts;

namespace Rondo.Deployment.Decisions;

/// <summary>An answer as a fact, and back.</summary>
internal static class PredictionFacts
{
    /// <summary>The prediction, and the case for a person where one must look.</summary>
    public static IReadOnlyList<Fact> Of(string product, DecisionRequest request, Route route, DecisionAnswer answer, double? threshold, double latencyMs, DateTimeOffset at)
    {
        var prediction = new Fact
        {
            Product = product,
            Kind = FactKinds.Prediction,
            Id = answer.PredictionId,
            Entity = request.Entity,
            Release = answer.Release,
            Arm = answer.Variant,
            At = at,
            RecordedAt = at,
            Value = answer.Score,
            Label = answer.Decision,
            Body = Json(Record(request, route, answer, threshold, latencyMs)),
        };
        return answer.Decision == DecisionPolicy.Review
            ? [prediction, prediction with { Kind = FactKinds.Review, Subject = answer.PredictionId, Label = answer.ReasonCode ?? "unsure", Body = "" }]
            : [prediction];
    }

    /// <summary>What a shadow would have said to the same request.</summary>
    public static Fact Shadow(string product, DecisionRequest request, DecisionAnswer answered, DecisionAnswer shadow, double? threshold, double latencyMs, DateTimeOffset at) => new()
    {
        Product = product,
        Kind = FactKinds.Shadow,
        Id = $"{answered.PredictionId}~{shadow.Release}",
        Subject = answered.PredictionId,
        Entity = request.Entity,
        Release = shadow.Release,
        Arm = Arms.Shadow,
        At = at,
        RecordedAt = at,
        Value = shadow.Score,
        Label = shadow.Decision,
        Body = Json(Record(request, new Route(Arms.Shadow, null, "", 0), shadow, threshold, latencyMs) with { Answered = answered.Decision }),
    };

    /// <summary>The answer that a stored prediction was.</summary>
    public static DecisionAnswer Answer(Fact fact)
    {
        var record = Read(fact);
        return new DecisionAnswer
        {
            PredictionId = fact.Id,
            Score = fact.Value,
            Decision = fact.Label,
            Action = record.Action,
            Confidence = record.Confidence,
            Message = record.Message,
            Reasons = record.Reasons,
            Variant = fact.Arm,
            Release = fact.Release,
            Source = record.Source,
            ReasonCode = record.ReasonCode,
        };
    }

    /// <summary>What was kept beside it.</summary>
    public static PredictionRecord Read(Fact fact) => JsonSerializer.Deserialize<PredictionRecord>(fact.Body, RondoJson.Options) ?? new PredictionRecord();

    private static PredictionRecord Record(DecisionRequest request, Route route, DecisionAnswer answer, double? threshold, double latencyMs) => new()
    {
        Features = request.Features,
        Action = answer.Action,
        Source = answer.Source,
        ReasonCode = answer.ReasonCode,
        LatencyMs = Math.Round(latencyMs, 3),
        Threshold = threshold,
        Confidence = answer.Confidence,
        Message = answer.Message,
        RequestId = request.RequestId,
        Reasons = answer.Reasons,
        Split = route.Split,
        SplitPercent = route.SplitPercent,
    };

    private static string Json(PredictionRecord record) => JsonSerializer.Serialize(record, RondoJson.Options);
}
