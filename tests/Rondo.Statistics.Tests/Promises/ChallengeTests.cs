using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class ChallengeTests
{
    [Fact]
    public void Shadow_comparison_equals_the_reference()
    {
        var table = Table.Read("exp_shadow_telco", "paired_predictions.csv");
        double[] champion = table.Numbers("p_champion"), challenger = table.Numbers("p_challenger");
        var truth = table.Flags("y");
        var json = Table.Json("exp_shadow_telco", "reference.json");
        var delong = json.GetProperty("delong");
        var paired = PairedAuc.DeLong(champion, challenger, truth);
        paired.Difference.Value.ShouldBe(delong.GetProperty("difference").GetDouble(), 1e-9);
        paired.P.ShouldBe(delong.GetProperty("p_two_sided").GetDouble(), 1e-8);
        ((paired.Difference.High - paired.Difference.Low) / 2 / 1.959963984540054).ShouldBe(delong.GetProperty("se").GetDouble(), 1e-9);
        var alone = RocAuc.DeLong(champion, truth);
        double[] interval = [.. delong.GetProperty("auc_champion_ci95").EnumerateArray().Select(e => e.GetDouble())];
        alone.Low.ShouldBe(interval[0], 1e-6);
        alone.High.ShouldBe(interval[1], 1e-6);
        bool[] first = [.. champion.Select(p => p >= 0.5)], second = [.. challenger.Select(p => p >= 0.5)];
        McNemar.Exact(first, second, truth).P.ShouldBe(json.GetProperty("mcnemar").GetProperty("exact_p").GetDouble(), 1e-9);
        NegativeFlips.Count(first, second, truth).ShouldBe(json.GetProperty("mcnemar").GetProperty("champion_only_right").GetInt64());
    }

    [Fact]
    public void Gate_experiment_equals_the_reference()
    {
        var json = Table.Json("exp_cookie_cats", "reference.json");
        SampleRatio.Test([44700, 45489]).ShouldBe(json.GetProperty("srm").GetProperty("p").GetDouble(), 1e-9);
        foreach (var name in new[] { "retention_1", "retention_7" })
        {
            var e = json.GetProperty(name);
            long Count(string group, string field) => e.GetProperty(group).GetProperty(field).GetInt64();
            long a = Count("control", "successes"), n = Count("control", "n"), b = Count("treatment", "successes"), m = Count("treatment", "n");
            var z = ProportionShift.Z(a, n, b, m);
            z.Statistic.ShouldBe(e.GetProperty("z_pooled").GetDouble(), 1e-8);
            z.P.ShouldBe(e.GetProperty("p_two_sided").GetDouble(), 1e-9);
            ProportionShift.FisherExact(a, n - a, b, m - b).ShouldBe(e.GetProperty("fisher_p").GetDouble(), 1e-6);
            ChiSquare.TwoSample([a, n - a], [b, m - b]).Statistic.ShouldBe(e.GetProperty("chi2").GetDouble(), 1e-7);
        }
    }

    [Fact]
    public void Paired_difference_equals_the_difference_of_the_areas()
    {
        var table = Table.Read("churn_telco", "predictions.csv");
        double[] champion = table.Numbers("p_lr"), challenger = table.Numbers("p_hgb");
        var truth = table.Flags("y");
        var paired = PairedAuc.DeLong(champion, challenger, truth);
        paired.Difference.Value.ShouldBe(RocAuc.Value(challenger, truth) - RocAuc.Value(champion, truth), 1e-12);
        paired.P.ShouldBeInRange(0, 1);
        (paired.P < 0.05).ShouldBe(paired.Difference.High < 0 || paired.Difference.Low > 0);
    }

    [Fact]
    public void A_model_against_itself_differs_by_nothing()
    {
        var (scores, truth) = Simulated.Scores(100, 0.5, 1, 5);
        var paired = PairedAuc.DeLong(scores, scores, truth);
        paired.Difference.Value.ShouldBe(0);
        paired.P.ShouldBe(1);
    }

    [Fact]
    public void Paired_test_raises_few_false_alarms_and_its_interval_covers()
    {
        const int Runs = 1000;
        int alarms = 0, covered = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            var (scores, truth) = Simulated.Scores(150, 0.4, 1, r + 1);
            var random = new SeededRandom(r + 50_000);
            var a = scores.Select(s => s + (0.7 * random.NextNormal())).ToArray();
            var b = scores.Select(s => s + (0.7 * random.NextNormal())).ToArray();
            var paired = PairedAuc.DeLong(a, b, truth);
            alarms += paired.P < 0.05 ? 1 : 0;
            covered += paired.Difference.Low <= 0 && paired.Difference.High >= 0 ? 1 : 0;
        }

        ((double)alarms / Runs).ShouldBeLessThan(0.075);
        Simulated.ShouldCover(covered, Runs, 0.95, 0.005);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(1, 9, 0.021484375)]
    [InlineData(10, 0, 0.001953125)]
    public void McNemar_equals_the_binomial_test(long b, long c, double p) => McNemar.Exact(b, c).ShouldBe(p, 1e-12);

    [Fact]
    public void Tango_interval_equals_the_published_example()
    {
        // Tango 1998: 43 of 44 pairs agree, one differs: (b, c, n) = (0, 1, 44).
        bool[] truth = [.. Enumerable.Repeat(true, 44)];
        bool[] challenger = [.. truth];
        challenger[0] = false;
        var e = McNemar.Exact(truth, challenger, truth).Difference;
        e.Value.ShouldBe(-1 / 44.0, 1e-12);
        e.Low.ShouldBe(-0.118, 5e-4);
        e.High.ShouldBe(0.0607, 5e-3);
    }

    [Fact]
    public void Negative_flips_are_rows_that_only_the_champion_got_right()
    {
        bool[] champion = [true, true, false, false], challenger = [true, false, true, false], truth = [true, true, true, true];
        NegativeFlips.Count(champion, challenger, truth).ShouldBe(1);
        NegativeFlips.Of(champion, challenger, truth).Value.ShouldBe(0.25);
    }
}
