namespace Rondo.Contracts;

/// <summary>A value and how often it stands.</summary>
/// <param name="Value">Value.</param>
/// <param name="Count">Rows.</param>
public sealed record ValueCount(string Value, int Count);

/// <summary>One column, described.</summary>
public sealed record ColumnProfile
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Rows without a value.</summary>
    public required int Missing { get; init; }

    /// <summary>Distinct values.</summary>
    public required int Distinct { get; init; }

    /// <summary>Smallest number.</summary>
    public double? Min { get; init; }

    /// <summary>Largest number.</summary>
    public double? Max { get; init; }

    /// <summary>Mean.</summary>
    public double? Mean { get; init; }

    /// <summary>Standard deviation (n - 1).</summary>
    public double? Std { get; init; }

    /// <summary>Quantiles "0.05", "0.25", "0.5", "0.75", "0.95".</summary>
    public IReadOnlyDictionary<string, double>? Quantiles { get; init; }

    /// <summary>Up to ten most frequent values.</summary>
    public IReadOnlyList<ValueCount> Top { get; init; } = [];

    /// <summary>Ways of writing that were found, with counts.</summary>
    public IReadOnlyDictionary<string, int> Formats { get; init; } = new Dictionary<string, int>();

    /// <summary>Texts that were taken as missing, with counts.</summary>
    public IReadOnlyDictionary<string, int> MissingTokens { get; init; } = new Dictionary<string, int>();

    /// <summary>How well the column alone separates the outcome (ROC-AUC, 0.5 = not at all); null without a target.</summary>
    public Estimate? Signal { get; init; }
}

/// <summary>Rows that stand more than once.</summary>
/// <param name="Exact">Rows that repeat an earlier row to the letter.</param>
/// <param name="Near">Rows that repeat an earlier one but for case, spaces or the identifier's spelling.</param>
/// <param name="Conflicting">Rows that repeat an earlier one with the opposite outcome.</param>
public sealed record DuplicateCounts(int Exact, int Near, int Conflicting);

/// <summary>Two columns without a value in the same row.</summary>
/// <param name="A">One column.</param>
/// <param name="B">The other.</param>
/// <param name="Rows">Rows in which both are missing.</param>
public sealed record CoMissing(string A, string B, int Rows);

/// <summary>How incomplete the rows are; per column it stands with the column.</summary>
public sealed record Incompleteness
{
    /// <summary>Rows that lack at least one value.</summary>
    public required int IncompleteRows { get; init; }

    /// <summary>Number of missing values to how many rows lack that many; 0 stands for the complete rows.</summary>
    public required IReadOnlyDictionary<int, int> RowsByMissing { get; init; }

    /// <summary>Pairs of columns that are missing in the same row, most frequent first; at most 50, of the 64 columns with most gaps.</summary>
    public required IReadOnlyList<CoMissing> CoMissing { get; init; }
}

/// <summary>A data set, described column by column.</summary>
public sealed record DataProfile : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "profile";

    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns.</summary>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>Duplicates.</summary>
    public required DuplicateCounts Duplicates { get; init; }

    /// <summary>Missing values by row and by pair of columns; null in profiles that were made before they were counted.</summary>
    public Incompleteness? Incompleteness { get; init; }

    /// <summary>What somebody should know.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
