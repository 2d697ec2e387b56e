using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void Intervals_of_a_mean_cover_as_often_as_they_say()
    {
        const int Runs = 400;
        int percentile = 0, bca = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            double[] values = Simulated.Normals(80, r + 1, mean: 3);
            double Mean(ReadOnlySpan<int> w) => Bootstrap.WeightedMean(values, w);
            var p = Bootstrap.Percentile(values.Length, Mean, 400, seed: r);
            var b = Bootstrap.Bca(values.Length, Mean, 400, seed: r);
            percentile += p.Low <= 3 && 3 <= p.High ? 1 : 0;
            bca += b.Low <= 3 && 3 <= b.High ? 1 : 0;
        }

        Simulated.ShouldCover(percentile, Runs, 0.95, 0.01);
        Simulated.ShouldCover(bca, Runs, 0.95, 0.01);
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_and_another_seed_another_interval()
    {
        double[] values = Simulated.Normals(50, 1);
        Bootstrap.Mean(values, seed: 3).ShouldBe(Bootstrap.Mean(values, seed: 3));
        Bootstrap.Mean(values, seed: 4).Low.ShouldNotBe(Bootstrap.Mean(values, seed: 3).Low);
    }

    [Fact]
    public void Many_units_take_the_poisson_path_and_agree_with_theory()
    {
        double[] values = Simulated.Normals(40_000, 6);
        var e = Bootstrap.Mean(values, 300);
        (e.High - e.Low).ShouldBe(2 * 1.96 / 200, 0.0025);
    }

    [Fact]
    public void No_units_are_undefined() => Bootstrap.Mean([]).IsDefined.ShouldBeFalse();
}
