namespace Rondo.Contracts;

/// <summary>One group of rows inside a slice.</summary>
/// <param name="Label">Value of the column that groups, or a range of it.</param>
/// <param name="Where">Condition that leads to exactly these rows.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Rate">Share of them with the outcome; null without a target.</param>
public sealed record SliceGroup(string Label, string Where, int Rows, Estimate? Rate);

/// <summary>A part of a data set beside the rest of it.</summary>
public sealed record SliceReport
{
    /// <summary>Condition, as it was written; empty for all rows.</summary>
    public required string Where { get; init; }

    /// <summary>Condition in words.</summary>
    public required string Words { get; init; }

    /// <summary>What stands out, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Rows of the slice.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows of the data set.</summary>
    public required int Of { get; init; }

    /// <summary>Share of the slice with the outcome; null without a target.</summary>
    public Estimate? Rate { get; init; }

    /// <summary>Share of the rest with the outcome; null without a target or a rest.</summary>
    public Estimate? Rest { get; init; }

    /// <summary>Slice minus rest.</summary>
    public Estimate? Difference { get; init; }

    /// <summary>The slice by one column, largest first; a number by its quarters.</summary>
    public IReadOnlyList<SliceGroup> Groups { get; init; } = [];

    /// <summary>Where among the groups the outcome comes most and least often, or that no difference is clear; null where nothing groups.</summary>
    public string? GroupSentence { get; init; }

    /// <summary>Names of the columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The first rows, a text a column.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Sample { get; init; }
}

/// <summary>A slice that was given a name, to be met again in the errors of models and in monitoring.</summary>
public sealed record Cohort : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "cohort";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Data set on which it was found.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Condition on columns, in the language of rules.</summary>
    public string Where { get; init; } = "";

    /// <summary>The condition in words; filled in by the program.</summary>
    public string Words { get; init; } = "";
}

/// <summary>A sentence of a data story.</summary>
/// <param name="Id">What it tells.</param>
/// <param name="Text">Sentence.</param>
/// <param name="Numbers">The numbers that it rests on, by the id under which they stand in profile and judgement.</param>
public sealed record StorySentence(string Id, string Text, IReadOnlyDictionary<string, double> Numbers);

/// <summary>What a data set tells, to be read aloud.</summary>
/// <param name="Title">Title.</param>
/// <param name="Sentence">The answer, for who reads no further.</param>
/// <param name="Sentences">In the order in which one would tell them.</param>
public sealed record DataStory(string Title, string Sentence, IReadOnlyList<StorySentence> Sentences);

/// <summary>Whether a data set looks like the one that it stands for.</summary>
public sealed record Representation : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "representation";

    /// <summary>What it was compared with: a production log, a census.</summary>
    public required DocumentRef Reference { get; init; }

    /// <summary>True where no column differs by more than chance.</summary>
    public required bool Representative { get; init; }

    /// <summary>In one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Columns that both have, the most different first.</summary>
    public required IReadOnlyList<FeatureShift> Columns { get; init; }

    /// <summary>Columns that only the reference has.</summary>
    public IReadOnlyList<string> OnlyThere { get; init; } = [];
}

/// <summary>Names the data set to compare with.</summary>
public sealed record RepresentRequest
{
    /// <summary>Data set id of the reference.</summary>
    public string Reference { get; init; } = "";
}
