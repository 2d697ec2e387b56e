namespace Rondo.Contracts;

/// <summary>A column as the import found it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Kind"><c>number</c>, <c>category</c>, <c>time</c>, <c>text</c> or <c>identifier</c>.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Distinct">Distinct values.</param>
public sealed record ColumnSummary(string Name, string Kind, int Missing, int Distinct);

/// <summary>One immutable version of a data set.</summary>
public sealed record Dataset : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "dataset";

    /// <summary>Name to show.</summary>
    public required string Name { get; init; }

    /// <summary>File it came from.</summary>
    public string FileName { get; init; } = "";

    /// <summary>SHA-256 of the file: its content, for ever.</summary>
    public required string Blob { get; init; }

    /// <summary>Bytes of the file.</summary>
    public long Bytes { get; init; }

    /// <summary><c>csv</c>, <c>parquet</c> or <c>json_lines</c>.</summary>
    public string Format { get; init; } = "csv";

    /// <summary>Text encoding found.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns.</summary>
    public required IReadOnlyList<ColumnSummary> Columns { get; init; }

    /// <summary>Column to predict; empty where not known yet.</summary>
    public string Target { get; init; } = "";

    /// <summary>Value of the target that the product looks for.</summary>
    public string Positive { get; init; } = "";

    /// <summary>Rows with too few or too many fields.</summary>
    public int RaggedRows { get; init; }

    /// <summary>First day that the rows speak of, where known.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last day that the rows speak of, where known.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Loop that asked for this data; empty where none did.</summary>
    public string Loop { get; init; } = "";

    /// <summary>Named database that the rows came from; empty for a file.</summary>
    public string Source { get; init; } = "";

    /// <summary>Query that they answer; empty for a file.</summary>
    public string Query { get; init; } = "";
}

/// <summary>A query whose answer becomes a version of a data set.</summary>
public sealed record QueryRequest
{
    /// <summary>Database, by the name that the operator gave it.</summary>
    public string Source { get; init; } = "";

    /// <summary>One SQL statement that reads.</summary>
    public string Query { get; init; } = "";

    /// <summary>Name to show; null for what stood before.</summary>
    public string? Name { get; init; }

    /// <summary>Column to predict; null for what stood before.</summary>
    public string? Target { get; init; }

    /// <summary>Value looked for; null for what stood before.</summary>
    public string? Positive { get; init; }

    /// <summary>Loop that asked for this data; empty where none did.</summary>
    public string Loop { get; init; } = "";
}
