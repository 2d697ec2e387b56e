using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>What a column is for.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ColumnRole>))]
public enum ColumnRole
{
    /// <summary>Learned from.</summary>
    Feature,

    /// <summary>The outcome.</summary>
    Target,

    /// <summary>Names the row.</summary>
    Identifier,

    /// <summary>When it happened.</summary>
    Time,

    /// <summary>Who somebody is: compared by, not decided by.</summary>
    Protected,

    /// <summary>Carried along and never learned from.</summary>
    Ignored,
}

/// <summary>What is agreed about a column.</summary>
public sealed record SchemaColumn
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary><c>number</c>, <c>category</c>, <c>time</c>, <c>text</c> or <c>identifier</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is for.</summary>
    public ColumnRole Role { get; init; }

    /// <summary>True where a version without it is refused.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Largest share of missing values, 0 to 1; null for any.</summary>
    public double? MostMissing { get; init; }

    /// <summary>Smallest number that is possible; null for any.</summary>
    public double? Low { get; init; }

    /// <summary>Largest number that is possible; null for any.</summary>
    public double? High { get; init; }

    /// <summary>Unit or meaning of the values, for example "EUR a month"; may be empty.</summary>
    public string Semantics { get; init; } = "";
}

/// <summary>What is agreed about a data set: every new version is held to it.</summary>
public sealed record Schema : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "schema";

    /// <summary>Columns.</summary>
    public IReadOnlyList<SchemaColumn> Columns { get; init; } = [];
}

/// <summary>A schema beside the newest version of its data set.</summary>
/// <param name="Sentence">Whether the newest version keeps to it, in one sentence.</param>
/// <param name="Agreed">What is agreed; null where nothing is.</param>
/// <param name="Schema">The same, or what the newest version suggests.</param>
/// <param name="Findings">Where the newest version differs.</param>
public sealed record SchemaReport(string Sentence, Document<Schema>? Agreed, Schema Schema, IReadOnlyList<Finding> Findings);
