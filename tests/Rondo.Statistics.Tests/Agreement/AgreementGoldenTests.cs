using System.Text.Json;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>Agreement equals the reference on every multi-annotator set.</summary>
public sealed class AgreementGoldenTests
{
    public static TheoryData<string> Folders =>
    [
        "ma_bluebirds", "ma_fleiss_1971", "ma_gal_toy", "ma_hs_brexit", "ma_irr_anxiety", "ma_irr_video", "ma_krippendorff_example",
        "ma_mozafari", "ma_snow_rte", "ma_three_annotators_23pct", "ma_three_annotators_23pct_gold",
    ];

    [Theory, MemberData(nameof(Folders))]
    public void Agreement_equals_the_reference(string folder)
    {
        var table = Ratings.Read(folder);
        var report = Table.Json(folder, "reference.json").GetProperty("report");
        Matches(table, report);
    }

    [Fact]
    public void First_labels_of_repeated_ratings_equal_the_reference() =>
        Matches(Ratings.Read("ma_site_ratings").FirstLabels(), Table.Json("ma_site_ratings", "reference.json").GetProperty("report_first_label_per_worker"));

    [Fact]
    public void Word_similarities_equal_the_reference() =>
        Matches(Ratings.Read("ma_snow_wordsim"), Table.Json("ma_snow_wordsim", "reference.json").GetProperty("report"));

    [Fact]
    public void Affect_ratings_equal_the_reference_for_each_emotion()
    {
        var report = Table.Json("ma_snow_affect", "reference.json").GetProperty("report");
        foreach (var emotion in report.EnumerateObject())
        {
            Matches(Ratings.Read("ma_snow_affect", "emotion", emotion.Name), emotion.Value);
        }
    }

    [Fact]
    public void Missing_labels_equal_irrCAC()
    {
        var table = Ratings.Read("ma_krippendorff_example");
        var expected = Table.Json("ma_krippendorff_example", "reference.json").GetProperty("irrCAC");
        PairwiseAgreement.Of(table, resamples: 0).Value.ShouldBe(expected.GetProperty("percent_agreement").GetProperty("value").GetDouble(), 1e-9);
        GwetAc1.Of(table, resamples: 0).Value.ShouldBe(expected.GetProperty("gwet_ac1_or_ac2").GetProperty("value").GetDouble(), 5e-6);
    }

    [Theory]
    [InlineData(AlphaLevel.Nominal, 0.743421)]
    [InlineData(AlphaLevel.Ordinal, 0.815388)]
    [InlineData(AlphaLevel.Interval, 0.849107)]
    [InlineData(AlphaLevel.Ratio, 0.797403)]
    public void Alpha_equals_the_published_example(AlphaLevel level, double expected) =>
        KrippendorffAlpha.Value(Ratings.Read("ma_krippendorff_example"), level).ShouldBe(expected, 1e-6);

    private static void Matches(RatingTable table, JsonElement report)
    {
        bool Has(string name, out double value)
        {
            value = report.TryGetProperty(name, out var p) && p.ValueKind == JsonValueKind.Number ? p.GetDouble() : double.NaN;
            return !double.IsNaN(value);
        }

        table.Items.ShouldBe(report.GetProperty("items").GetInt32());
        table.Annotators.ShouldBe(report.GetProperty("annotators").GetInt32());
        table.Annotations.ShouldBe(report.GetProperty("labels").GetInt32());
        var unanimity = Unanimity.Of(table);
        unanimity.Value.ShouldBe(report.GetProperty("full_agreement_fraction").GetDouble(), 1e-9);
        unanimity.N.ShouldBe(report.GetProperty("items_with_2plus").GetInt64());
        PairwiseAgreement.Of(table, resamples: 0, byLabels: true).Value.ShouldBe(report.GetProperty("mean_pairwise_agreement").GetDouble(), 1e-9);
        foreach (var level in Enum.GetValues<AlphaLevel>())
        {
            if (Has($"krippendorff_alpha_{level.ToString().ToLowerInvariant()}", out var alpha))
            {
                KrippendorffAlpha.Value(table, level).ShouldBe(alpha, 1e-9);
            }
        }

        if (Has("fleiss_kappa", out var fleiss))
        {
            FleissKappa.Value(table).ShouldBe(fleiss, 1e-9);
        }

        if (report.TryGetProperty("cohen_pairs", out var pairs))
        {
            CohenMatches(table, pairs);
        }
    }

    private static void CohenMatches(RatingTable table, JsonElement expected)
    {
        var names = table.AnnotatorNames;
        foreach (var (weights, field) in new[] { (KappaWeights.Identity, "kappa"), (KappaWeights.Linear, "kappa_linear"), (KappaWeights.Quadratic, "kappa_quadratic") })
        {
            foreach (var pair in CohenKappa.Pairs(table, weights))
            {
                if ((expected.TryGetProperty($"{names[pair.A]}|{names[pair.B]}", out var e) || expected.TryGetProperty($"{names[pair.B]}|{names[pair.A]}", out e))
                    && e.TryGetProperty(field, out var kappa) && kappa.ValueKind == JsonValueKind.Number)
                {
                    pair.Cohen.Kappa.Value.ShouldBe(kappa.GetDouble(), 1e-9);
                    pair.Agreement.N.ShouldBe(e.GetProperty("n").GetInt64());
                    pair.Agreement.Value.ShouldBe(e.GetProperty("agreement").GetDouble(), 1e-9);
                }
            }
        }
    }
}
