using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>How much a finding matters.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Somebody should look at it.</summary>
    Warning,

    /// <summary>The gate does not open.</summary>
    Fail,
}

/// <summary>What a finding about data is about.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FindingTopic>))]
public enum FindingTopic
{
    /// <summary>Nothing of these.</summary>
    Other,

    /// <summary>Values that are not there.</summary>
    Gap,

    /// <summary>Who is in the data, and how often.</summary>
    Balance,

    /// <summary>How well it was recorded.</summary>
    Record,
}

/// <summary>A coded, plain sentence with numbers in it and a next step.</summary>
public sealed record Finding
{
    /// <summary>Stable code in snake_case.</summary>
    public required string Code { get; init; }

    /// <summary>What it is about.</summary>
    public FindingTopic Topic { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was found, with its numbers, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The numbers of the sentence, by name.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <summary>What to do about it.</summary>
    public required string NextStep { get; init; }

    /// <summary>The column it is about, where it is about one.</summary>
    public string? Column { get; init; }
}
