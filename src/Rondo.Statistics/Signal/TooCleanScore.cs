namespace Rondo.Statistics;

/// <summary>What is known about a data set, as far as it was measured; null is not known.</summary>
public sealed record CleanlinessSigns
{
    /// <summary>Rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Share of missing cells.</summary>
    public double? MissingShare { get; init; }

    /// <summary>Exact copies of rows.</summary>
    public long? Duplicates { get; init; }

    /// <summary>Share of numeric cells beyond three interquartile ranges from the quartiles.</summary>
    public double? OutlierShare { get; init; }

    /// <summary>Share of positives.</summary>
    public double? Prevalence { get; init; }

    /// <summary>Area under the ROC curve of a quick model on held-out rows.</summary>
    public double? QuickModelAuc { get; init; }

    /// <summary>Categories that differ only in case or spaces.</summary>
    public long? SpellingVariants { get; init; }

    /// <summary>Largest absolute correlation between two numeric columns.</summary>
    public double? LargestCorrelation { get; init; }
}

/// <summary>
/// Whether data look too good to be the ones that the product will meet: real data have gaps, copies, outliers and doubt.
/// A demo set has none, and a model that shines on it says nothing.
/// </summary>
/// <remarks>Each sign counts alike; the limits are conventions of this library. A score above 0.6 deserves a question, not a verdict.</remarks>
public static class TooCleanScore
{
    /// <summary>Fewest rows and signs from which anything is said.</summary>
    private const int FewestRows = 200;
    private const int FewestSigns = 3;

    /// <summary>Share of the known signs that look too clean, in [0, 1], with a sentence for each; NaN where too little is known.</summary>
    public static (double Score, IReadOnlyList<string> Reasons) Of(CleanlinessSigns signs)
    {
        ArgumentNullException.ThrowIfNull(signs);
        (double? Known, Func<double, bool> TooClean, string Reason)[] checks =
        [
            (signs.MissingShare, x => x == 0, "No cell is missing."),
            (signs.Duplicates, x => x == 0, "No row occurs twice."),
            (signs.OutlierShare, x => x < 1e-4, "No number is out of the ordinary."),
            (signs.Prevalence, x => Math.Abs(x - 0.5) < 0.01, "The classes are exactly balanced."),
            (signs.QuickModelAuc, x => x > 0.985, "A quick model is almost never wrong."),
            (signs.SpellingVariants, x => x == 0, "No category is spelled in two ways."),
            (signs.LargestCorrelation, x => x < 0.03, "No two columns have anything to do with each other."),
        ];
        var known = checks.Where(c => c.Known is not null).ToArray();
        string[] reasons = [.. known.Where(c => c.TooClean(c.Known!.Value)).Select(c => c.Reason)];
        return (signs.Rows < FewestRows || known.Length < FewestSigns ? double.NaN : (double)reasons.Length / known.Length, reasons);
    }
}
