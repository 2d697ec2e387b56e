namespace Rondo.Contracts;

/// <summary>A class as annotators are told to use it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Definition">Definition.</param>
/// <param name="Example">Something that is of this class.</param>
/// <param name="CounterExample">Something that looks like it and is not.</param>
public sealed record LabelClass(string Name, string Definition, string Example, string CounterExample);

/// <summary>How to label: classes with definitions, and rulings on cases that were unclear.</summary>
public sealed record Guideline : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "guideline";

    /// <summary>The question that each label answers.</summary>
    public string Question { get; init; } = "";

    /// <summary>Classes.</summary>
    public IReadOnlyList<LabelClass> Classes { get; init; } = [];

    /// <summary>Rulings on ambiguous cases.</summary>
    public IReadOnlyList<string> Rulings { get; init; } = [];
}

/// <summary>Labels that people gave, one immutable version.</summary>
public sealed record LabelSet : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "label_set";

    /// <summary>Name to show.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the file of annotations.</summary>
    public required string Blob { get; init; }

    /// <summary>Items.</summary>
    public required int Items { get; init; }

    /// <summary>Annotators.</summary>
    public required IReadOnlyList<string> Annotators { get; init; }

    /// <summary>Annotations in all.</summary>
    public required int Annotations { get; init; }

    /// <summary>Classes that occur.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Column that names the item.</summary>
    public string ItemColumn { get; init; } = "item";

    /// <summary>Column that names the annotator.</summary>
    public string AnnotatorColumn { get; init; } = "annotator";

    /// <summary>Column that holds the label.</summary>
    public string LabelColumn { get; init; } = "label";
}

/// <summary>Labels that a team agreed on well enough, one a item.</summary>
public sealed record FrozenLabels : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "frozen_labels";

    /// <summary>SHA-256 of the file: item, label, votes.</summary>
    public required string Blob { get; init; }

    /// <summary>Items with a label.</summary>
    public required int Items { get; init; }

    /// <summary>Items left out because the votes were tied.</summary>
    public required int Ties { get; init; }

    /// <summary>Krippendorff's alpha at the time.</summary>
    public required Estimate Alpha { get; init; }
}
