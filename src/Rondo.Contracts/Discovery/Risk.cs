using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>The five risks of an ML product.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RiskName>))]
public enum RiskName
{
    /// <summary>Will customers use or buy it?</summary>
    Value,

    /// <summary>Can they figure out how to use it?</summary>
    Usability,

    /// <summary>Can engineering build it?</summary>
    Feasibility,

    /// <summary>Does it work for the business?</summary>
    Viability,

    /// <summary>Do we have the data, in quantity, quality and form?</summary>
    DataFeasibility,
}

/// <summary>How large a risk is.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RiskScore>))]
public enum RiskScore
{
    /// <summary>Not judged yet.</summary>
    Unknown,

    /// <summary>Small.</summary>
    Green,

    /// <summary>Worth watching.</summary>
    Amber,

    /// <summary>It would stop the product.</summary>
    Red,
}

/// <summary>One risk, judged on evidence or on an assumption that is stated as one.</summary>
public sealed record Risk : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "risk";

    /// <summary>How large.</summary>
    public RiskScore Score { get; init; }

    /// <summary>What speaks for the score: interviews, numbers, a data set's readiness.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What is believed without evidence; empty where there is evidence.</summary>
    public string Assumption { get; init; } = "";

    /// <summary>Who watches it.</summary>
    public string Owner { get; init; } = "";
}

/// <summary>The question that each risk asks.</summary>
public static class RiskNames
{
    /// <summary>All five, in order.</summary>
    public static IReadOnlyList<RiskName> All { get; } = [RiskName.Value, RiskName.Usability, RiskName.Feasibility, RiskName.Viability, RiskName.DataFeasibility];

    /// <summary>The question.</summary>
    public static string Question(this RiskName name) => name switch
    {
        RiskName.Value => "Will customers use or buy this?",
        RiskName.Usability => "Can they figure out how to use it?",
        RiskName.Feasibility => "Can engineering build it?",
        RiskName.Viability => "Does it work for the business model?",
        _ => "Do we have the data, in the quantity, quality and form needed?",
    };

    /// <summary>Id of the risk's document.</summary>
    public static string Id(this RiskName name) => name switch
    {
        RiskName.Value => "value",
        RiskName.Usability => "usability",
        RiskName.Feasibility => "feasibility",
        RiskName.Viability => "viability",
        _ => "data_feasibility",
    };
}
