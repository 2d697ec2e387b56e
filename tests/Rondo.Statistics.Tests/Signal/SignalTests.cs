using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class SignalTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(500)]
    public void Noise_category_has_an_interval_that_contains_one_half(int categories)
    {
        const int Runs = 200;
        var random = new SeededRandom((ulong)categories);
        var covered = 0;
        double sum = 0;
        for (var r = 0; r < Runs; r++)
        {
            int[] codes = [.. Enumerable.Range(0, 600).Select(_ => random.NextInt(categories))];
            bool[] truth = [.. codes.Select(_ => random.NextDouble() < 0.3)];
            var e = UnivariateSignal.Auc(codes, truth);
            sum += e.Value;
            covered += e.Low <= 0.5 && 0.5 <= e.High ? 1 : 0;
        }

        Simulated.ShouldCover(covered, Runs, 0.95);
        (sum / Runs).ShouldBe(0.5, 0.012);
    }

    [Theory]
    [InlineData(0.5, 90, 100)]
    [InlineData(0.4, 0, 8)]
    public void Among_three_large_groups_a_weak_difference_is_found_and_none_is_not(double first, int fewest, int most)
    {
        var random = new SeededRandom(77);
        var found = 0;
        for (var r = 0; r < 100; r++)
        {
            int[] codes = [.. Enumerable.Range(0, 6000).Select(_ => random.NextInt(3))];
            bool[] truth = [.. codes.Select(code => random.NextDouble() < (code == 0 ? first : 0.4))];
            found += UnivariateSignal.Auc(codes, truth).Low > 0.5 ? 1 : 0;
        }

        found.ShouldBeInRange(fewest, most);
    }

    [Fact]
    public void More_rows_gain_what_the_curve_falls_and_no_rows_gain_nothing()
    {
        double[] rows = [100, 200, 400, 800, 1600];
        double[] errors = [.. rows.Select(n => 0.1 + (2 * Math.Pow(n, -0.5)))];
        var curve = LearningCurve.Fit(rows, errors)!;
        var gain = curve.Gain(1600, 3200);
        gain.Value.ShouldBe(2 * (Math.Pow(1600, -0.5) - Math.Pow(3200, -0.5)), 1e-6);
        gain.Low.ShouldBeLessThanOrEqualTo(gain.Value);
        gain.High.ShouldBeGreaterThanOrEqualTo(gain.Value);
        curve.Gain(1600, 1600).Value.ShouldBe(0, 1e-12);
        curve.Gain(1600, 6400).Value.ShouldBeGreaterThan(gain.Value);
        (curve.At(1600).Value - curve.At(3200).Value).ShouldBe(gain.Value, 1e-12);
    }

    [Fact]
    public void Informative_category_is_found()
    {
        var random = new SeededRandom(1);
        int[] codes = [.. Enumerable.Range(0, 1000).Select(_ => random.NextInt(4))];
        bool[] truth = [.. codes.Select(c => random.NextDouble() < 0.1 + (0.2 * c))];
        var e = UnivariateSignal.Auc(codes, truth);
        e.Low.ShouldBeGreaterThan(0.6);
        // The true area of these four rates is 0.733.
        e.Value.ShouldBe(0.733, 0.04);
    }

    [Fact]
    public void Number_with_missing_values_counts_the_others() =>
        UnivariateSignal.Auc([1, double.NaN, 3, 4], [false, true, true, true]).N.ShouldBe(3);

    [Fact]
    public void Mutual_information_of_noise_is_within_its_null()
    {
        var random = new SeededRandom(3);
        int[] a = [.. Enumerable.Range(0, 500).Select(_ => random.NextInt(5))], b = [.. a.Select(_ => random.NextInt(5))];
        var (value, p, nullMean) = MutualInformation.Of(a, b);
        value.ShouldBe(nullMean, 0.015);
        p.ShouldBeGreaterThan(0.05);
        var (full, pFull, _) = MutualInformation.Of(a, a);
        full.ShouldBe(Math.Log(5), 0.01);
        pFull.ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Cramers_v_is_near_zero_for_noise_and_one_for_a_function()
    {
        var random = new SeededRandom(3);
        int[] a = [.. Enumerable.Range(0, 500).Select(_ => random.NextInt(5))], b = [.. a.Select(_ => random.NextInt(5))];
        CramersV.Of(a, b).Value.ShouldBeLessThan(0.1);
        CramersV.Of(a, a).Value.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Sample_ratio_equals_the_published_mismatch() => SampleRatio.Test([821588, 815482]).ShouldBe(1.8e-6, 1e-7);

    [Fact]
    public void Sample_ratio_of_three_variants_equals_scipys()
    {
        // scipy.stats.chisquare([880, 95, 25], [900, 80, 20]) and ([500, 400, 120], 1020 * [0.5, 0.4, 0.1])
        SampleRatio.Test([880, 95, 25], [0.9, 0.08, 0.02]).ShouldBe(0.10503388966116572, 1e-12);
        SampleRatio.Test([500, 400, 120], [0.5, 0.4, 0.1]).ShouldBe(0.17123714294478823, 1e-12);
    }

    [Fact]
    public void Planned_unequal_split_is_no_mismatch() => SampleRatio.Test([900, 100], [0.9, 0.1]).ShouldBe(1, 1e-12);

    [Fact]
    public void Maturity_of_an_exponential_delay_follows_it()
    {
        var random = new SeededRandom(9);
        List<double> known = [], pending = [];
        for (var i = 0; i < 4000; i++)
        {
            double delay = random.NextExponential(), age = 2 * random.NextDouble();
            (delay <= age ? known : pending).Add(Math.Min(delay, age));
        }

        var curve = LabelMaturity.Fit([.. known], [.. pending]);
        var e = curve.At(1);
        e.Low.ShouldBeLessThan(1 - Math.Exp(-1));
        e.High.ShouldBeGreaterThan(1 - Math.Exp(-1));
        curve.AgeAt(0.5).ShouldBe(Math.Log(2), 0.06);
        LabelMaturity.Fit([.. known]).At(1).Value.ShouldBeGreaterThan(e.Value);
    }

    [Fact]
    public void Maturity_without_outcomes_is_undefined() => LabelMaturity.Fit([], [1, 2]).At(1).IsDefined.ShouldBeFalse();
}
