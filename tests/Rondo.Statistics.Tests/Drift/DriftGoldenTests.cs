using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class DriftGoldenTests
{
    private static readonly double[] Reference = [38.7, 41.5, 43.8, 44.5, 45.5, 46.0, 47.7, 58.0];
    private static readonly double[] Current = [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8];
    private static readonly long[] ReferenceCounts = [16, 18, 16, 14, 12, 12];
    private static readonly long[] CurrentCounts = [16, 16, 16, 16, 16, 8];

    [Fact]
    public void Published_tests_are_equal()
    {
        Hellinger.OfCounts(ReferenceCounts, CurrentCounts).ShouldBe(0.06812, 1e-5);
        AndersonDarling.Of(Reference, Current).P.ShouldBe(0.0635, 1e-3);
        TTest.Of(Reference, Current, equalVariances: true).P.ShouldBe(0.084, 1e-3);
        GTest.GoodnessOfFit([4, 6, 8], [5, 5, 8]).P.ShouldBe(0.8176, 1e-3);
        EnergyDistance.Of(Reference, [.. Reference.Select(x => x + 5)]).ShouldBe(1.9, 0.1);
        // The published value is one-sided; two-sided it is 0.963.
        MannWhitney.Of(Expand(ReferenceCounts), Expand(CurrentCounts)).P.ShouldBe(0.963, 0.01);
        EppsSingleton.Of(Expand(ReferenceCounts), Expand(CurrentCounts)).P.ShouldBe(0.81, 0.01);
    }

    [Fact]
    public void Cramer_von_Mises_equals_the_published_value()
    {
        var inputs = Table.Json("refnum_core", "cases.json").EnumerateArray().First(c => c.GetProperty("id").GetString() == "evidently_cvm").GetProperty("inputs");
        double[] Read(string name) => [.. inputs.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
        CramerVonMises.Of(Read("reference"), Read("current")).P.ShouldBe(0.8076839, 1e-3);
    }

    [Theory]
    [InlineData(45, 45, 30, 60, 0.033)]
    [InlineData(3, 3, 6, 0, 0.181)]
    [InlineData(6, 0, 6, 0, 1.0)]
    [InlineData(2, 4, 2, 4, 1.0)]
    [InlineData(6, 0, 0, 6, 0.0021)]
    [InlineData(90, 60, 60, 90, 0.00078)]
    public void Fisher_equals_the_published_values(long a, long b, long c, long d, double p) => ProportionShift.FisherExact(a, b, c, d).ShouldBe(p, 1e-3);

    [Theory]
    [InlineData("nml_car_loan")]
    [InlineData("nml_car_price")]
    public void Chunk_distances_equal_the_reference(string folder)
    {
        var before = Table.Read(folder, "reference.csv.gz");
        var now = Table.Read(folder, "analysis.csv.gz");
        foreach (var column in Table.Json(folder, "reference.json").GetProperty("univariate_chunk_vs_reference").EnumerateObject())
        {
            foreach (var chunk in column.Value.EnumerateArray().Where((_, i) => i % 4 == 1))
            {
                double Expected(string name) => chunk.GetProperty(name).GetDouble();
                var rows = (int)Expected("start")..((int)Expected("end") + 1);
                if (chunk.TryGetProperty("chi2", out var chi2))
                {
                    var counts = CategoryCounts.Of(before.Texts(column.Name), now.Texts(column.Name)[rows]);
                    var test = ChiSquare.TwoSample(counts);
                    test.Statistic.ShouldBe(chi2.GetDouble(), 1e-7 * Math.Max(1, chi2.GetDouble()));
                    test.P.ShouldBe(Expected("chi2_p"), 1e-8);
                    PopulationStability.Of(counts).ShouldBe(Expected("psi"), 1e-8);
                    JensenShannon.OfCounts(counts.Reference, counts.Current).ShouldBe(Expected("js_distance"), 1e-8);
                    Hellinger.OfCounts(counts.Reference, counts.Current).ShouldBe(Expected("hellinger"), 1e-8);
                    TotalVariation.OfCounts(counts.Reference, counts.Current).ShouldBe(Expected("tv"), 1e-8);
                    TotalVariation.Largest(counts.Reference, counts.Current).ShouldBe(Expected("l_infinity"), 1e-8);
                    continue;
                }

                double[] a = before.Numbers(column.Name), b = now.Numbers(column.Name)[rows];
                var ks = KolmogorovSmirnov.Of(a, b);
                ks.Statistic.ShouldBe(Expected("ks"), 1e-9);
                ks.P.ShouldBe(Expected("ks_p"), 2e-5);
                ReferenceBins.Of(a).Count.ShouldBe((int)Expected("bins"));
                PopulationStability.Of(a, b).ShouldBe(Expected("psi"), 1e-8);
                JensenShannon.Of(a, b).ShouldBe(Expected("js_distance"), 1e-8);
                Hellinger.Of(a, b).ShouldBe(Expected("hellinger"), 1e-8);
                Wasserstein.Of(a, b).ShouldBe(Expected("wasserstein"), 1e-8 * Math.Max(1, Expected("wasserstein")));
                Wasserstein.Normalised(a, b).ShouldBe(Expected("wasserstein_over_ref_std"), 1e-8);
            }
        }
    }

    [Fact]
    public void Tests_of_numbers_raise_few_alarms_without_change_and_see_a_shift()
    {
        const int Runs = 400;
        (string Name, Func<double[], double[], double> P)[] tests =
        [
            ("cvm", (a, b) => CramerVonMises.Of(a, b).P), ("anderson_darling", (a, b) => AndersonDarling.Of(a, b).P), ("mann_whitney", (a, b) => MannWhitney.Of(a, b).P),
            ("welch", (a, b) => TTest.Of(a, b).P), ("epps_singleton", (a, b) => EppsSingleton.Of(a, b).P),
        ];
        foreach (var (name, p) in tests)
        {
            int alarms = 0, found = 0;
            for (ulong r = 0; r < Runs; r++)
            {
                double[] a = Simulated.Normals(60, r + 1), b = Simulated.Normals(50, r + 9000);
                alarms += p(a, b) < 0.05 ? 1 : 0;
                found += p(a, [.. b.Select(x => x + 1.2)]) < 0.05 ? 1 : 0;
            }

            ((double)alarms / Runs).ShouldBeLessThan(0.09, name);
            ((double)found / Runs).ShouldBeGreaterThan(0.95, name);
        }
    }

    [Fact]
    public void Changed_relation_is_seen_by_mmd_and_reconstruction_though_no_column_changed()
    {
        var random = new SeededRandom(4);
        double[][] Draw(int n, double sign) => [.. Enumerable.Range(0, n).Select(_ =>
        {
            var x = random.NextNormal();
            return new[] { x, (sign * x) + (0.3 * random.NextNormal()) };
        })];
        double[][] reference = Draw(500, 1), same = Draw(300, 1), changed = Draw(300, -1);
        MaximumMeanDiscrepancy.Of(reference, changed).P.ShouldBeLessThan(0.01);
        MaximumMeanDiscrepancy.Of(reference, same).P.ShouldBeGreaterThan(0.02);
        var model = ReconstructionError.Fit(reference);
        model.Components.ShouldBe(1);
        model.Of(changed).Low.ShouldBeGreaterThan(model.Of(same).High);
    }

    [Fact]
    public void Newcombe_interval_equals_the_published_example()
    {
        // Newcombe 1998, table II: 56/70 against 48/80.
        var e = ProportionShift.Difference(48, 80, 56, 70);
        e.Low.ShouldBe(0.0524, 5e-5);
        e.High.ShouldBe(0.3339, 5e-5);
    }

    private static double[] Expand(long[] counts) => [.. counts.SelectMany((n, i) => Enumerable.Repeat(i + 1.0, (int)n))];
}
