namespace Rondo.Contracts;

/// <summary>What somebody who gets this data set must know and no number says (Gebru et al. 2021, "Datasheets for datasets"). Empty is shown as not recorded.</summary>
public sealed record DataSheet : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "data_sheet";

    /// <summary>Why it was made, and by whom.</summary>
    public string Motivation { get; init; } = "";

    /// <summary>What a row stands for.</summary>
    public string Composition { get; init; } = "";

    /// <summary>How it was collected, and whether those it is about know.</summary>
    public string Collection { get; init; } = "";

    /// <summary>What was done to it before.</summary>
    public string Preprocessing { get; init; } = "";

    /// <summary>What it may be used for, and what not.</summary>
    public string Uses { get; init; } = "";

    /// <summary>Licence, as a name or an address.</summary>
    public string License { get; init; } = "";

    /// <summary>Who keeps it up to date, and how often.</summary>
    public string Maintenance { get; init; } = "";
}
