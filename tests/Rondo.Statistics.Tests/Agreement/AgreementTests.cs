using CsCheck;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class AgreementTests
{
    private static readonly Gen<string?[][]> Rows = Gen.Int[-1, 3].Select(c => c < 0 ? null : $"{c}").Array[4].Array[3, 20];

    [Fact]
    public void Alpha_is_one_when_all_agree()
    {
        var table = RatingTable.FromRows([["1", "1"], ["2", "2"], ["3", "3"]]);
        foreach (var level in Enum.GetValues<AlphaLevel>())
        {
            KrippendorffAlpha.Of(table, level).Value.ShouldBe(1);
        }
    }

    [Fact]
    public void Alpha_is_undefined_without_variation() =>
        KrippendorffAlpha.Of(RatingTable.FromRows([["1", "1"], ["1", "1"]])).IsDefined.ShouldBeFalse();

    [Fact]
    public void Alpha_equals_the_coincidence_matrix_Meets_Specification() =>
        Rows.Sample(rows =>
        {
            var table = RatingTable.FromRows(rows);
            foreach (var level in Enum.GetValues<AlphaLevel>())
            {
                var expected = AlphaOracle.Value(table, level);
                var actual = KrippendorffAlpha.Value(table, level);
                (double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) < 1e-10).ShouldBeTrue($"{level}: {actual} instead of {expected}");
            }
        });

    [Fact]
    public void Alpha_does_not_depend_on_the_order_of_annotators_or_items_Meets_Specification() =>
        Rows.Sample(rows =>
        {
            var mirrored = rows.Reverse().Select(r => r.Reverse().ToArray()).ToArray();
            var a = KrippendorffAlpha.Value(RatingTable.FromRows(rows), AlphaLevel.Ordinal);
            var b = KrippendorffAlpha.Value(RatingTable.FromRows(mirrored), AlphaLevel.Ordinal);
            (double.IsNaN(a) ? double.IsNaN(b) : Math.Abs(a - b) < 1e-10).ShouldBeTrue();
        });

    [Fact]
    public void Many_categories_take_the_other_path_and_agree_with_the_oracle()
    {
        var random = new SeededRandom(4);
        var rows = Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, 4).Select(_ => (string?)$"{random.NextInt(60)}").ToArray()).ToArray();
        var table = RatingTable.FromRows(rows);
        KrippendorffAlpha.Value(table, AlphaLevel.Interval).ShouldBe(AlphaOracle.Value(table, AlphaLevel.Interval), 1e-10);
    }

    [Fact]
    public void Guessing_annotators_reach_the_chance_level_and_alpha_zero()
    {
        var table = Ratings.Simulate(4000, 3, 3, skill: 0, seed: 8);
        Unanimity.Of(table).Value.ShouldBe(Unanimity.Chance(table), 0.02);
        Unanimity.Chance([0.5, 0.5], 3).ShouldBe(0.25);
        var alpha = KrippendorffAlpha.Of(table, resamples: 400);
        alpha.Low.ShouldBeLessThan(0.01);
        alpha.High.ShouldBeGreaterThan(-0.01);
    }

    [Fact]
    public void Alpha_interval_covers_the_value_of_the_population()
    {
        // Two annotators right with probability 0.7 agree beyond chance with 0.7 squared.
        const int Runs = 300;
        var covered = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            var e = KrippendorffAlpha.Of(Ratings.Simulate(150, 2, 3, 0.7, r + 1), resamples: 300, seed: r);
            covered += e.Low <= 0.49 && 0.49 <= e.High ? 1 : 0;
        }

        Simulated.ShouldCover(covered, Runs, 0.95, 0.01);
    }

    [Fact]
    public void Two_labels_of_one_item_by_one_annotator_both_count()
    {
        var table = RatingTable.FromTriples(["1", "1", "2", "2"], ["a", "a", "a", "b"], ["x", "y", "x", "x"]);
        table.Annotations.ShouldBe(4);
        PairwiseAgreement.Of(table, resamples: 0).Value.ShouldBe(0.5);
    }

    [Fact]
    public void Fleiss_is_undefined_where_items_differ_in_labels() =>
        FleissKappa.Of(RatingTable.FromRows([["1", "1", null], ["1", "2", "2"]])).IsDefined.ShouldBeFalse();

    [Fact]
    public void Fleiss_z_equals_the_published_value() =>
        FleissKappa.Z(Ratings.Read("ma_fleiss_1971")).ShouldBe(17.65183, 1e-4);

    [Fact]
    public void Missing_cells_are_minus_one()
    {
        var table = RatingTable.FromRows([["a", null], [null, "b"]]);
        table[0, 0].ShouldBe(0);
        table[0, 1].ShouldBe(-1);
        table[1, 1].ShouldBe(1);
    }

    [Fact]
    public void Codes_and_triples_make_the_same_table()
    {
        var a = RatingTable.FromTriples(["0", "0", "1", "1"], ["0", "1", "0", "1"], ["0", "1", "1", "1"]);
        var b = RatingTable.FromCodes([0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 1, 1]);
        KrippendorffAlpha.Value(a).ShouldBe(KrippendorffAlpha.Value(b));
    }

    [Theory]
    [InlineData(KappaWeights.Identity, 0.4842, 0.138, 0.1484, 3.2626)]
    [InlineData(KappaWeights.Linear, 0.4701, 0.1457, 0.1426, 3.2971)]
    public void Cohen_equals_the_published_standard_errors(KappaWeights weights, double kappa, double se, double seNull, double z)
    {
        var result = CohenKappa.Of([0, 4, 1, 0, 8, 0, 0, 1, 5], 3, weights);
        result.Kappa.Value.ShouldBe(kappa, 5.1e-5);
        result.StandardError.ShouldBe(se, 5.1e-5);
        result.StandardErrorNull.ShouldBe(seNull, 5.1e-5);
        result.Z.ShouldBe(z, 5.1e-4);
    }

    [Theory]
    [InlineData(KappaWeights.Identity, -0.006289308)]
    [InlineData(KappaWeights.Linear, 0.1459075)]
    [InlineData(KappaWeights.Quadratic, 0.2520325)]
    public void Cohen_on_ranks_of_occurring_levels_equals_irr(KappaWeights weights, double expected)
    {
        var table = Ratings.Read("ma_irr_anxiety");
        int second = table.AnnotatorNames.ToList().IndexOf("rater2"), third = table.AnnotatorNames.ToList().IndexOf("rater3");
        int[] a = [.. Enumerable.Range(0, table.Items).Select(i => table[i, second])], b = [.. Enumerable.Range(0, table.Items).Select(i => table[i, third])];
        int[] levels = [.. a.Concat(b).Distinct().Order()];
        CohenKappa.Of([.. a.Select(x => Array.IndexOf(levels, x))], [.. b.Select(x => Array.IndexOf(levels, x))], levels.Length, weights)
            .Kappa.Value.ShouldBe(expected, 2e-6);
    }
}
