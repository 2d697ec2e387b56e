using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>Which way a hypothesis points.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<HypothesisDirection>))]
public enum HypothesisDirection
{
    /// <summary>The outcome comes more often there.</summary>
    More,

    /// <summary>The outcome comes less often there.</summary>
    Less,
}

/// <summary>What the data say of a hypothesis.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<HypothesisStatus>))]
public enum HypothesisStatus
{
    /// <summary>Not tested, or changed since.</summary>
    Untested,

    /// <summary>The whole interval points the way it was said.</summary>
    Supported,

    /// <summary>The interval leaves no room for the effect that was said.</summary>
    NotSupported,

    /// <summary>Too few rows to tell.</summary>
    CannotTell,
}

/// <summary>"Users with many tickets and falling activity may be at higher churn risk": who, which way, how much.</summary>
public sealed record Hypothesis : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "hypothesis";

    /// <summary>In words.</summary>
    public string Statement { get; init; } = "";

    /// <summary>The same as a condition on columns, in the language of rules; empty while the fields are not there.</summary>
    public string Where { get; init; } = "";

    /// <summary>Which way.</summary>
    public HypothesisDirection Direction { get; init; }

    /// <summary>By how many points the outcome should come more or less often there; 0 where nobody said.</summary>
    public double ExpectedPoints { get; init; }

    /// <summary>Fields that it rests on.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}

/// <summary>A hypothesis, tested on a data set.</summary>
public sealed record HypothesisTest : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "hypothesis_test";

    /// <summary>Data set.</summary>
    public required DocumentRef Dataset { get; init; }

    /// <summary>What the data say.</summary>
    public required HypothesisStatus Status { get; init; }

    /// <summary>How often the outcome comes where the condition holds.</summary>
    public required Estimate There { get; init; }

    /// <summary>How often it comes elsewhere.</summary>
    public required Estimate Elsewhere { get; init; }

    /// <summary>There minus elsewhere.</summary>
    public required Estimate Difference { get; init; }

    /// <summary>In one sentence, with its numbers.</summary>
    public required string Sentence { get; init; }
}

/// <summary>A hypothesis with what is known of it.</summary>
/// <param name="Hypothesis">Hypothesis.</param>
/// <param name="Status">As of now: a test of an earlier wording counts for nothing.</param>
/// <param name="Test">Newest test; null where there is none.</param>
public sealed record HypothesisReport(Document<Hypothesis> Hypothesis, HypothesisStatus Status, Document<HypothesisTest>? Test);

/// <summary>Names the data set to test on.</summary>
public sealed record TestRequest
{
    /// <summary>Data set id.</summary>
    public string Dataset { get; init; } = "";
}
