namespace Rondo.Contracts;

/// <summary>What a field means to the business, and what people do when it changes.</summary>
public sealed record Field : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "field";

    /// <summary>Column, as a data set names it.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it means, in one sentence.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>How it maps to behaviour: who does what when it rises or falls.</summary>
    public string Behaviour { get; init; } = "";
}

/// <summary>Words that somebody wrote, and who.</summary>
/// <param name="Text">Words.</param>
/// <param name="Author">Who wrote them last.</param>
/// <param name="At">When.</param>
public sealed record AuthoredNote(string Text, string Author, DateTimeOffset At);

/// <summary>A field of a data set with what is known of it.</summary>
/// <param name="Id">Id of its page.</param>
/// <param name="Name">Column.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Signal">How well it alone separates the outcome; null where not measured.</param>
/// <param name="Meaning">Business meaning; null where nobody has written one.</param>
/// <param name="Behaviour">Behaviour note; null where nobody has written one.</param>
public sealed record FieldLine(string Id, string Name, string Kind, int Missing, Estimate? Signal, AuthoredNote? Meaning, AuthoredNote? Behaviour);

/// <summary>The fields of a data set, ranked by signal.</summary>
public sealed record FieldReport
{
    /// <summary>Which field matters most, and how many nobody understands.</summary>
    public required string Sentence { get; init; }

    /// <summary>Strongest first.</summary>
    public required IReadOnlyList<FieldLine> Fields { get; init; }

    /// <summary>Columns whose business meaning is unknown.</summary>
    public required IReadOnlyList<string> MeaningUnknown { get; init; }

    /// <summary>Columns without a note on behaviour.</summary>
    public required IReadOnlyList<string> WithoutBehaviour { get; init; }
}

/// <summary>A part of a field's values, with how often the outcome comes there.</summary>
/// <param name="Label">Value, or "10 to 20".</param>
/// <param name="Rows">Rows.</param>
/// <param name="Rate">Share of them with the outcome; null without a target.</param>
public sealed record FieldPart(string Label, int Rows, Estimate? Rate);

/// <summary>One field on one page.</summary>
public sealed record FieldPage
{
    /// <summary>What it says about the outcome, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Field with its notes.</summary>
    public required FieldLine Field { get; init; }

    /// <summary>Profile.</summary>
    public required ColumnProfile Profile { get; init; }

    /// <summary>Its values in up to ten parts.</summary>
    public required IReadOnlyList<FieldPart> Parts { get; init; }

    /// <summary>What was found about it.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Hypotheses that speak of it.</summary>
    public required IReadOnlyList<string> Hypotheses { get; init; }
}
