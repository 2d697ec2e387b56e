namespace Rondo.Contracts;

/// <summary>Labelling at scale: how much, by how many, at what price. Begins only after a pilot in which people agreed.</summary>
public sealed record LabelingPlan : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "labeling_plan";

    /// <summary>Items to be labelled.</summary>
    public int Items { get; init; }

    /// <summary>Labels an item.</summary>
    public int LabelsPerItem { get; init; } = 1;

    /// <summary>Seconds that a label takes; 0 where not known.</summary>
    public double SecondsPerLabel { get; init; }

    /// <summary>What an hour of that work costs; 0 where not known.</summary>
    public double HourlyRate { get; init; }

    /// <summary>Hours that it will take; null where the seconds are not known. Filled in by the program.</summary>
    public double? Hours { get; init; }

    /// <summary>What it will cost; null where not known. Filled in by the program.</summary>
    public double? Cost { get; init; }

    /// <summary>Label set of the pilot. Filled in by the program.</summary>
    public string Pilot { get; init; } = "";
}
