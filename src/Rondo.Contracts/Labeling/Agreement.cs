using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>Two annotators against each other.</summary>
/// <param name="A">One.</param>
/// <param name="B">The other.</param>
/// <param name="Items">Items that both labelled.</param>
/// <param name="CohenKappa">Cohen's kappa.</param>
/// <param name="Agreement">Share of items with the same label.</param>
public sealed record PairAgreement(string A, string B, int Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? CohenKappa, Estimate Agreement);

/// <summary>One annotator against the others.</summary>
/// <param name="Annotator">Who.</param>
/// <param name="Items">Labels on items that somebody else labelled too.</param>
/// <param name="Agreement">Share of the others' labels on those items that equal theirs.</param>
/// <param name="Bias">Class to (own share minus the others' share on the same items): positive means used more.</param>
public sealed record AnnotatorDetail(string Annotator, int Items, Estimate Agreement, IReadOnlyDictionary<string, double> Bias);

/// <summary>One class.</summary>
/// <param name="Class">Name.</param>
/// <param name="Share">Share of all annotations.</param>
/// <param name="Agreement">Given that one annotator says this class, how often another one does.</param>
public sealed record ClassAgreement(string Class, Estimate Share, Estimate Agreement);

/// <summary>How far annotators agree, and how far chance alone would have brought them.</summary>
public sealed record Agreement : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "agreement";

    /// <summary>The answer in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Items with two labels or more.</summary>
    public required int Items { get; init; }

    /// <summary>Annotators.</summary>
    public required int Annotators { get; init; }

    /// <summary>Annotations.</summary>
    public required int Annotations { get; init; }

    /// <summary>Share of items on which everybody agrees.</summary>
    public required Estimate Unanimity { get; init; }

    /// <summary>What chance alone would give.</summary>
    public required double ChanceUnanimity { get; init; }

    /// <summary>Share of pairs of labels that agree, averaged over items.</summary>
    public required Estimate PairwiseAgreement { get; init; }

    /// <summary>Krippendorff's alpha: 1 = perfect, 0 = chance.</summary>
    public required Estimate KrippendorffAlpha { get; init; }

    /// <summary>Fleiss' kappa; null where items have different numbers of labels.</summary>
    public double? FleissKappa { get; init; }

    /// <summary>Gwet's AC1.</summary>
    public double? GwetAc1 { get; init; }

    /// <summary>By class.</summary>
    public required IReadOnlyList<ClassAgreement> PerClass { get; init; }

    /// <summary>By pair.</summary>
    public required IReadOnlyList<PairAgreement> PerPair { get; init; }

    /// <summary>By annotator.</summary>
    public required IReadOnlyList<AnnotatorDetail> AnnotatorsDetail { get; init; }

    /// <summary>What somebody should know.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
