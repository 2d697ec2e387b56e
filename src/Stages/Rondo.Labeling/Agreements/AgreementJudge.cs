using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Labeling.Agreements;

/// <summary>How far annotators agree, and how far chance alone would have brought them.</summary>
internal static class AgreementJudge
{
    /// <summary>Alpha below which labels are not fit to learn from; a convention with a source, not a truth (Krippendorff 2004).</summary>
    public const double Enough = 0.667;

    private const int FewItems = 30;

    // Pairs grow with the square of the annotators; the rest would be a list that nobody reads.
    private const int PairsShown = 10_000;

    public static Agreement Judge(RatingTable ratings, AlphaLevel level = AlphaLevel.Nominal, ulong seed = 1)
    {
        var compared = Enumerable.Range(0, ratings.Items).Count(item => ratings.CodesOf(item).Length >= 2);
        var alpha = KrippendorffAlpha.Of(ratings, level, seed: seed);
        var unanimity = Unanimity.Of(ratings);
        var chance = Unanimity.Chance(ratings);
        var detail = AnnotatorDetails(ratings);
        return new Agreement
        {
            Sentence = Sentence(ratings, compared, alpha, unanimity, chance),
            Items = compared,
            Annotators = ratings.Annotators,
            Annotations = ratings.Annotations,
            Unanimity = unanimity.ToWire(),
            ChanceUnanimity = double.IsFinite(chance) ? chance : 0,
            PairwiseAgreement = PairwiseAgreement.Of(ratings, seed: seed).ToWire(),
            KrippendorffAlpha = alpha.ToWire(),
            FleissKappa = FleissKappa.Value(ratings).OrNull(),
            GwetAc1 = GwetAc1.Of(ratings, seed: seed).ToWire().Value,
            PerClass = PerClass(ratings),
            PerPair = PerPair(ratings),
            AnnotatorsDetail = detail,
            Findings = [.. Findings(ratings, compared, alpha, detail)],
        };
    }

    private static string Sentence(RatingTable ratings, int compared, Statistics.Estimate alpha, Statistics.Estimate unanimity, double chance) =>
        !alpha.IsDefined
            ? $"Nothing can be said: {compared:N0} of {ratings.Items:N0} items have two labels or more."
            : string.Create(CultureInfo.InvariantCulture, $"{ratings.Annotators} annotators agree fully on {unanimity.Value:P0} of {compared:N0} items, where chance alone gives {chance:P0}; Krippendorff's alpha is {alpha.Value:0.00} ({alpha.Low:0.00} to {alpha.High:0.00}), {(alpha.Low >= Enough ? "enough to learn from" : alpha.High < Enough ? $"below the {Enough} that learning needs" : $"not yet surely above the {Enough} that learning needs")}.");

    private static IEnumerable<Finding> Findings(RatingTable ratings, int compared, Statistics.Estimate alpha, IReadOnlyList<AnnotatorDetail> detail)
    {
        if (alpha.IsDefined && alpha.Low < Enough)
        {
            yield return new Finding
            {
                Code = "agreement_too_low",
                Severity = Severity.Fail,
                Sentence = string.Create(CultureInfo.InvariantCulture, $"Alpha is {alpha.Value:0.00}, its lower bound {alpha.Low:0.00}; below {Enough} a model learns the annotators' differences instead of the thing."),
                Numbers = new Dictionary<string, double> { ["alpha"] = alpha.Value, ["low"] = alpha.Low, ["needed"] = Enough, ["items"] = compared },
                NextStep = "Talk through the disputed items, rule on them in the guideline, and label again.",
            };
        }

        if (compared < FewItems)
        {
            yield return new Finding { Code = "few_items", Severity = Severity.Warning, Sentence = $"Only {compared} items have two labels or more; the interval is wide.", Numbers = new Dictionary<string, double> { ["items"] = compared }, NextStep = "Have at least 30 items labelled twice." };
        }

        if (ratings.Items > compared)
        {
            yield return new Finding { Code = "single_labels", Severity = Severity.Info, Sentence = $"{Plural.Of(ratings.Items - compared, "item has one label only and says", "items have one label only and say")} nothing about agreement.", Numbers = new Dictionary<string, double> { ["items"] = ratings.Items - compared }, NextStep = "They are left out of agreement." };
        }

        foreach (var annotator in detail)
        {
            var (label, bias) = annotator.Bias.OrderByDescending(pair => Math.Abs(pair.Value)).FirstOrDefault();
            if (label is not null && annotator.Items >= FewItems && Math.Abs(bias) > 1.96 * Math.Sqrt(0.25 / annotator.Items) && Math.Abs(bias) >= 0.1)
            {
                yield return new Finding
                {
                    Code = "annotator_bias",
                    Severity = Severity.Warning,
                    Sentence = string.Create(CultureInfo.InvariantCulture, $"{annotator.Annotator} says '{label}' {Math.Abs(bias) * 100:0} points {(bias > 0 ? "more" : "less")} often than the others do on the same items."),
                    Numbers = new Dictionary<string, double> { ["bias"] = bias, ["items"] = annotator.Items },
                    NextStep = "Look at their items of that class together.",
                };
            }
        }
    }

    private static IReadOnlyList<PairAgreement> PerPair(RatingTable ratings) =>
    [
        .. CohenKappa.Pairs(ratings)
            .OrderByDescending(pair => pair.Agreement.N).Take(PairsShown)
            .OrderBy(pair => pair.A).ThenBy(pair => pair.B)
            .Select(pair => new PairAgreement(ratings.AnnotatorNames[pair.A], ratings.AnnotatorNames[pair.B], (int)pair.Agreement.N, pair.Cohen.Kappa.Value.OrNull(), pair.Agreement.ToWire())),
    ];

    private static IReadOnlyList<AnnotatorDetail> AnnotatorDetails(RatingTable ratings) =>
    [
        .. AgreementDetail.PerAnnotator(ratings)
            .OrderBy(annotator => annotator.Agreement.Value)
            .Select(annotator => new AnnotatorDetail(
                ratings.AnnotatorNames[annotator.Annotator],
                (int)annotator.Items,
                annotator.Agreement.ToWire(),
                annotator.Items == 0 ? new Dictionary<string, double>() : ratings.Categories.Zip(annotator.Bias).ToDictionary(pair => pair.First, pair => pair.Second))),
    ];

    private static IReadOnlyList<ClassAgreement> PerClass(RatingTable ratings) =>
    [
        .. AgreementDetail.PerCategory(ratings).Select(one => new ClassAgreement(
            ratings.Categories[one.Category],
            Proportion.Wilson(one.Labels, ratings.Annotations).ToWire(),
            one.Agreement.ToWire())),
    ];
}
