using CsCheck;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class CalibrationTests
{
    [Fact]
    public void Platt_finds_the_curve_that_made_the_data()
    {
        var random = new SeededRandom(1);
        double[] scores = Simulated.Normals(50_000, 2);
        bool[] truth = [.. scores.Select(s => random.NextDouble() < 1 / (1 + Math.Exp(-((1.7 * s) - 0.6))))];
        var platt = PlattScaling.Fit(scores, truth);
        platt.Slope.ShouldBe(1.7, 0.05);
        platt.Intercept.ShouldBe(-0.6, 0.05);
        platt.Apply(0).ShouldBe(1 / (1 + Math.Exp(0.6)), 0.02);
    }

    [Fact]
    public void Platt_stays_finite_on_separable_data()
    {
        var platt = PlattScaling.Fit([1, 2, 3, 4], [false, false, true, true]);
        double.IsFinite(platt.Slope).ShouldBeTrue();
        platt.Apply(4).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Isotonic_equals_the_textbook()
    {
        var fit = IsotonicRegression.Fit([1, 2, 3, 4, 5], [1.0, 3, 2, 4, 3]);
        fit.Apply([1, 2, 3, 4, 5]).ShouldBe([1, 2.5, 2.5, 3.5, 3.5]);
        fit.Apply(1.5).ShouldBe(1.75);
        fit.Apply(-10).ShouldBe(1);
        fit.Apply(10).ShouldBe(3.5);
    }

    [Fact]
    public void Isotonic_never_falls_and_keeps_the_mean_Meets_Specification() =>
        Gen.Select(Gen.Int[0, 15].Select(i => (double)i).Array[1, 40], Gen.Bool.Array[40, 40]).Sample((x, t) =>
        {
            var truth = t[..x.Length];
            var fit = IsotonicRegression.Fit(x, truth);
            var fitted = x.Order().Select(fit.Apply).ToArray();
            fitted.Zip(fitted.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second + 1e-12);
            fitted.Average().ShouldBe(truth.Average(b => b ? 1.0 : 0), 1e-9);
            IsotonicRegression.Fit(x, [.. truth.Select(b => b ? 1.0 : 0)]).Apply(x).ShouldBe(fit.Apply(x), 1e-9);
        });

    [Fact]
    public void Reliability_of_honest_probabilities_covers_them()
    {
        var (scores, truth) = Simulated.Calibrated(20_000, 4);
        Reliability.Bins(scores, truth).Count(b => b.IsOff).ShouldBeLessThanOrEqualTo(2);
        Reliability.Bins(scores, truth).Sum(b => b.Observed.N).ShouldBe(20_000);
        Reliability.EqualMass(scores, truth).ShouldAllBe(b => Math.Abs(b.Observed.N - 2000) <= 1);
        CalibrationError.Of(scores, truth, resamples: 0).Value.ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Debiased_error_of_honest_probabilities_is_smaller_than_the_plain_one()
    {
        double plain = 0, debiased = 0;
        for (ulong r = 0; r < 50; r++)
        {
            var (scores, truth) = Simulated.Calibrated(200, r + 1);
            plain += CalibrationError.EqualMass(scores, truth);
            debiased += CalibrationError.Debiased(scores, truth);
        }

        debiased.ShouldBeLessThan(plain);
    }

    [Fact]
    public void Brier_parts_add_up_Meets_Specification() =>
        Gen.Select(Gen.Int[0, 10].Select(i => i / 10.0).Array[1, 40], Gen.Bool.Array[40, 40]).Sample((x, t) =>
        {
            var truth = t[..x.Length];
            var (reliability, resolution, uncertainty) = BrierScore.Decompose(x, truth);
            BrierScore.Of(x, truth, resamples: 0).Value.ShouldBe(reliability - resolution + uncertainty, 1e-12);
        });
}
