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

    public static Agreement Judge(RatingTable ratings)
    {
        var compared = Enumerable.Range(0, ratings.Items).Count(item => ratings.CodesOf(item).Length >= 2);
        var alpha = KrippendorffAlpha.Of(ratings);
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
            PairwiseAgreement = PairwiseAgreement.Of(ratings).ToWire(),
            KrippendorffAlpha = alpha.ToWire(),
            FleissKappa = Finite(FleissKappa.Value(ratings)),
            GwetAc1 = GwetAc1.Of(ratings).ToWire().Value,
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
                    Sentence = string.Create(CultureInfo.InvariantCulture, $"{annotator.Annotator} says '{label}' {Math.Abs(bias) * 100:0} points {(bias > 0 ? "more" : "less")} often than all together."),
                    Numbers = new Dictionary<string, double> { ["bias"] = bias, ["items"] = annotator.Items },
                    NextStep = "Look at their items of that class together.",
                };
            }
        }
    }

    private static IReadOnlyList<PairAgreement> PerPair(RatingTable ratings)
    {
        var pairs = new List<PairAgreement>();
        for (var a = 0; a < ratings.Annotators; a++)
        {
            for (var b = a + 1; b < ratings.Annotators; b++)
            {
                var both = Enumerable.Range(0, ratings.Items).Select(item => (A: ratings[item, a], B: ratings[item, b])).Where(pair => pair is { A: >= 0, B: >= 0 }).ToList();
                if (both.Count > 0)
                {
                    var kappa = CohenKappa.Of([.. both.Select(pair => pair.A)], [.. both.Select(pair => pair.B)], ratings.Categories.Count).Kappa.Value;
                    pairs.Add(new PairAgreement(ratings.AnnotatorNames[a], ratings.AnnotatorNames[b], both.Count, Finite(kappa), Proportion.Wilson(both.Count(pair => pair.A == pair.B), both.Count).ToWire()));
                }
            }
        }

        return pairs;
    }

    private static IReadOnlyList<AnnotatorDetail> AnnotatorDetails(RatingTable ratings)
    {
        var total = new double[ratings.Categories.Count];
        var own = new double[ratings.Annotators, ratings.Categories.Count];
        var agree = new long[ratings.Annotators];
        var compared = new long[ratings.Annotators];
        var items = new int[ratings.Annotators];
        for (var item = 0; item < ratings.Items; item++)
        {
            var codes = ratings.CodesOf(item);
            var who = ratings.AnnotatorsOf(item);
            for (var i = 0; i < codes.Length; i++)
            {
                total[codes[i]]++;
                own[who[i], codes[i]]++;
                items[who[i]]++;
                for (var j = 0; j < codes.Length; j++)
                {
                    compared[who[i]] += i == j ? 0 : 1;
                    agree[who[i]] += i != j && codes[i] == codes[j] ? 1 : 0;
                }
            }
        }

        return
        [
            .. Enumerable.Range(0, ratings.Annotators)
                .Select(a => new AnnotatorDetail(
                    ratings.AnnotatorNames[a],
                    items[a],
                    Proportion.Wilson(agree[a], compared[a]).ToWire(),
                    Enumerable.Range(0, total.Length).ToDictionary(c => ratings.Categories[c], c => (own[a, c] / Math.Max(1, items[a])) - (total[c] / ratings.Annotations))))
                .OrderBy(annotator => annotator.Agreement.Value),
        ];
    }

    private static IReadOnlyList<ClassAgreement> PerClass(RatingTable ratings)
    {
        var count = new long[ratings.Categories.Count];
        var pairs = new long[count.Length];
        var agree = new long[count.Length];
        for (var item = 0; item < ratings.Items; item++)
        {
            var codes = ratings.CodesOf(item);
            for (var i = 0; i < codes.Length; i++)
            {
                count[codes[i]]++;
                for (var j = 0; j < codes.Length; j++)
                {
                    pairs[codes[i]] += i == j ? 0 : 1;
                    agree[codes[i]] += i != j && codes[i] == codes[j] ? 1 : 0;
                }
            }
        }

        return [.. Enumerable.Range(0, count.Length).Select(c => new ClassAgreement(ratings.Categories[c], Proportion.Wilson(count[c], ratings.Annotations).ToWire(), Proportion.Wilson(agree[c], pairs[c]).ToWire()))];
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
