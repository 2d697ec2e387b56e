using CsCheck;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class DriftTests
{
    private static readonly Gen<double[]> Values = Gen.Int[0, 20].Select(i => i / 2.0).Array[1, 50];

    [Fact]
    public void Distances_equal_the_reference_on_the_electricity_market()
    {
        var table = Table.Read("drift_elec2", "elec2.csv.gz");
        var reference = Table.Json("drift_elec2", "reference.json");
        var train = reference.GetProperty("train_rows").GetInt32();
        foreach (var block in reference.GetProperty("blocks").EnumerateArray())
        {
            int start = block.GetProperty("start").GetInt32(), end = block.GetProperty("end").GetInt32();
            foreach (var column in block.GetProperty("drift").EnumerateObject())
            {
                var values = table.Numbers(column.Name);
                double[] before = values[..train], now = values[start..(end + 1)];
                double Expected(string name) => column.Value.GetProperty(name).GetDouble();
                var ks = KolmogorovSmirnov.Of(before, now);
                ks.Statistic.ShouldBe(Expected("ks"), 1e-9);
                ks.P.ShouldBe(Expected("ks_p"), 2e-4);
                PopulationStability.Of(before, now).ShouldBe(Expected("psi"), 1e-9);
                JensenShannon.Of(before, now).ShouldBe(Expected("js_distance"), 1e-9);
                var wasserstein = column.Value.GetProperty("wasserstein_over_ref_std");
                // Two columns are constant in the reference; a deviation of rounding error makes their ratio meaningless there.
                if (wasserstein.ValueKind == System.Text.Json.JsonValueKind.Number && wasserstein.GetDouble() is > 0 and < 1e6)
                {
                    Wasserstein.Normalised(before, now).ShouldBe(wasserstein.GetDouble(), 1e-9);
                }
            }
        }
    }

    [Fact]
    public void No_drift_windows_of_100_rows_over_20_features_alarm_at_most_5_percent_of_the_time()
    {
        const int Runs = 400;
        var random = new SeededRandom(12);
        var reference = Enumerable.Range(0, 20).Select(f => Feature(2000, f, random)).ToArray();
        var alarms = 0;
        for (var r = 0; r < Runs; r++)
        {
            var evidence = reference.Select((column, f) => f % 4 == 3
                ? DriftVerdict.Categorical($"f{f}", CategoryCounts.Of([.. column.Select(x => (int)x)], [.. Feature(100, f, random).Select(x => (int)x)]))
                : DriftVerdict.Numeric($"f{f}", column, Feature(100, f, random))).ToArray();
            alarms += DriftVerdict.Decide(evidence).Any(d => d.Drifted) ? 1 : 0;
        }

        ((double)alarms / Runs).ShouldBeLessThanOrEqualTo(0.05);
    }

    [Fact]
    public void A_real_shift_of_one_feature_is_found_and_the_others_are_left_alone()
    {
        var random = new SeededRandom(2);
        var evidence = Enumerable.Range(0, 20).Select(f =>
        {
            double[] before = Feature(5000, 0, random), now = [.. Feature(500, 0, random).Select(x => f == 7 ? x + 0.5 : x)];
            return DriftVerdict.Numeric($"f{f}", before, now);
        }).ToArray();
        DriftVerdict.Decide(evidence).Where(d => d.Drifted).Select(d => d.Evidence.Name).ShouldBe(["f7"]);
    }

    [Fact]
    public void Psi_bound_is_exceeded_as_often_as_it_says()
    {
        const int Runs = 2000;
        var random = new SeededRandom(5);
        var bound = DriftThreshold.Psi(10, 2000, 1000, 0.95);
        var over = 0;
        for (var r = 0; r < Runs; r++)
        {
            over += PopulationStability.Of(Feature(2000, 0, random), Feature(1000, 0, random)) > bound ? 1 : 0;
        }

        ((double)over / Runs).ShouldBe(0.05, 0.02);
    }

    [Fact]
    public void Ks_p_value_is_uniform_without_change()
    {
        const int Runs = 2000;
        var random = new SeededRandom(6);
        var below = Enumerable.Range(0, Runs).Count(_ => KolmogorovSmirnov.Of(Feature(300, 0, random), Feature(200, 0, random)).P < 0.1);
        ((double)below / Runs).ShouldBe(0.1, 0.02);
    }

    [Fact]
    public void Ks_threshold_equals_the_table() => DriftThreshold.KolmogorovSmirnov(100, 100).ShouldBe(1.3581 * Math.Sqrt(0.02), 1e-4);

    [Fact]
    public void Distances_are_symmetric_and_zero_to_themselves_Meets_Specification() =>
        Gen.Select(Values, Values).Sample((a, b) =>
        {
            KolmogorovSmirnov.Of(a, b).Statistic.ShouldBe(KolmogorovSmirnov.Of(b, a).Statistic, 1e-12);
            KolmogorovSmirnov.Signed(a, b).ShouldBe(-KolmogorovSmirnov.Signed(b, a), 1e-12);
            Wasserstein.Of(a, b).ShouldBe(Wasserstein.Of(b, a), 1e-12);
            KolmogorovSmirnov.Of(a, a).Statistic.ShouldBe(0);
            Wasserstein.Of(a, a).ShouldBe(0, 1e-12);
            PopulationStability.Of(a, a).ShouldBe(0, 1e-12);
            JensenShannon.Of(a, a).ShouldBe(0, 1e-7);
        });

    [Fact]
    public void Wasserstein_of_a_shift_is_the_shift_Meets_Specification() =>
        Gen.Select(Values, Gen.Double[-5, 5]).Sample((a, shift) =>
            Wasserstein.Of(a, [.. a.Select(x => x + shift)]).ShouldBe(Math.Abs(shift), 1e-9));

    [Fact]
    public void Ks_equals_the_gap_of_the_cumulative_shares_Meets_Specification() =>
        Gen.Select(Values, Values).Sample((a, b) =>
        {
            var gaps = a.Concat(b).Select(x => Math.Abs(((double)a.Count(v => v <= x) / a.Length) - ((double)b.Count(v => v <= x) / b.Length)));
            KolmogorovSmirnov.Of(a, b).Statistic.ShouldBe(gaps.Max(), 1e-12);
        });

    [Fact]
    public void Column_report_equals_the_single_measures_Meets_Specification() =>
        Gen.Select(Values, Values).Sample((a, b) =>
        {
            var drift = NumericDrift.Of(a, b);
            drift.Ks.Statistic.ShouldBe(KolmogorovSmirnov.Of(a, b).Statistic, 1e-12);
            drift.Wasserstein.ShouldBe(Wasserstein.Of(a, b), 1e-12);
            drift.Psi.ShouldBe(PopulationStability.Of(a, b), 1e-12);
            drift.JensenShannon.ShouldBe(JensenShannon.Of(a, b), 1e-12);
            var counts = CategoryCounts.Of(a.Select(x => $"{x}"), b.Select(x => $"{x}"));
            CategoricalDrift.Of(counts).ChiSquare.ShouldBe(ChiSquare.TwoSample(counts));
        });

    [Fact]
    public void Missing_values_are_left_out() =>
        KolmogorovSmirnov.Of([1, 2, double.NaN], [1, 2]).Statistic.ShouldBe(0);

    [Fact]
    public void Constant_reference_has_one_bin_and_no_psi() => PopulationStability.Of([3, 3, 3], [4, 5, 6]).ShouldBe(0);

    [Fact]
    public void Unseen_categories_are_named_and_counted()
    {
        var counts = CategoryCounts.Of(["a", "b"], ["a", "c", null, "c"]);
        counts.Unseen.ShouldBe([CategoryCounts.Missing, "c"], ignoreOrder: true);
        counts.UnseenShare().Value.ShouldBe(0.75);
    }

    [Fact]
    public void Codes_count_like_names()
    {
        var counts = CategoryCounts.Of([0, 1, 1, -1], [2, 1]);
        counts.Names.ShouldBe(["0", "1", "2", CategoryCounts.Missing]);
        counts.Reference.ShouldBe([1, 2, 0, 1]);
        counts.Current.ShouldBe([0, 1, 1, 0]);
    }

    [Fact]
    public void Goodness_of_fit_equals_the_reference() =>
        ChiSquare.GoodnessOfFit([16, 16, 16, 16, 16, 8], [16, 18, 16, 14, 12, 12]).P.ShouldBe(0.67309, 1e-5);

    [Fact]
    public void Benjamini_Hochberg_equals_the_textbook()
    {
        FalseDiscovery.BenjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05]).ShouldAllBe(p => Math.Abs(p - 0.05) < 1e-12);
        FalseDiscovery.BenjaminiHochberg([0.005, double.NaN, 0.5]).ShouldBe([0.01, double.NaN, 0.5]);
        FalseDiscovery.Holm([0.01, 0.04, 0.03]).ShouldBe([0.03, 0.06, 0.06], 1e-12);
    }

    [Fact]
    public void Adjusted_p_is_never_smaller_and_keeps_the_order_Meets_Specification() =>
        Gen.Double[0, 1].Array[1, 30].Sample(p =>
        {
            var bh = FalseDiscovery.BenjaminiHochberg(p);
            var holm = FalseDiscovery.Holm(p);
            for (var i = 0; i < p.Length; i++)
            {
                bh[i].ShouldBeGreaterThanOrEqualTo(p[i] - 1e-15);
                holm[i].ShouldBeGreaterThanOrEqualTo(bh[i] - 1e-15);
                for (var j = 0; j < p.Length; j++)
                {
                    (p[i] <= p[j] && bh[i] > bh[j] + 1e-12).ShouldBeFalse();
                }
            }
        });

    private static double[] Feature(int n, int kind, SeededRandom random) => [.. Enumerable.Range(0, n).Select(_ => (kind % 4) switch
    {
        0 => random.NextNormal(),
        1 => random.NextExponential(),
        2 => random.NextDouble(),
        _ => Math.Floor(8 * Math.Pow(random.NextDouble(), 2)),
    })];
}
