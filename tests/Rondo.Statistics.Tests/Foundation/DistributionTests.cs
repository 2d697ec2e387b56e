using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>Tails against values printed in standard tables.</summary>
public sealed class DistributionTests
{
    [Fact]
    public void Normal_equals_the_tables()
    {
        Distributions.NormalCdf(1.959963984540054).ShouldBe(0.975, 1e-14);
        Distributions.NormalCdf(-6).ShouldBe(9.865876450376946e-10, 1e-22);
        Distributions.NormalQuantile(0.975).ShouldBe(1.959963984540054, 1e-13);
        Distributions.NormalQuantile(1e-12).ShouldBe(-7.034483825301131, 1e-9);
    }

    [Fact]
    public void Normal_quantile_inverts_the_distribution()
    {
        for (var p = 0.001; p < 1; p += 0.007)
        {
            Distributions.NormalCdf(Distributions.NormalQuantile(p)).ShouldBe(p, 1e-13);
        }
    }

    [Fact]
    public void Others_equal_the_tables()
    {
        Distributions.ChiSquareTail(3.841458820694124, 1).ShouldBe(0.05, 1e-12);
        Distributions.ChiSquareQuantile(0.95, 9).ShouldBe(16.918977604620448, 1e-9);
        Distributions.StudentTwoSided(2.2281388519862744, 10).ShouldBe(0.05, 1e-12);
        Distributions.StudentQuantile(0.95, 10).ShouldBe(2.2281388519862744, 1e-9);
        Distributions.FTail(4.964602743730711, 1, 10).ShouldBe(0.05, 1e-10);
        Distributions.BinomialCdf(3, 10, 0.5).ShouldBe(0.171875, 1e-13);
        SpecialFunctions.LogGamma(0.5).ShouldBe(0.5 * Math.Log(Math.PI), 1e-13);
        SpecialFunctions.LogGamma(1e6).ShouldBe(12815504.569147611, 1e-6);
    }

    [Fact]
    public void Random_draws_have_the_moments_they_should()
    {
        var random = new SeededRandom(1);
        var normals = Enumerable.Range(0, 200_000).Select(_ => random.NextNormal()).ToArray();
        normals.Average().ShouldBe(0, 0.01);
        normals.Average(x => x * x).ShouldBe(1, 0.02);
        foreach (var (n, p) in new[] { (10L, 0.3), (1000L, 0.02), (100_000L, 0.6) })
        {
            var draws = Enumerable.Range(0, 20_000).Select(_ => (double)Multinomial.Binomial(n, p, random)).ToArray();
            draws.Average().ShouldBe(n * p, 5 * Math.Sqrt(n * p * (1 - p) / 20_000));
            (draws.Average(x => Math.Pow(x - (n * p), 2)) / (n * p * (1 - p))).ShouldBe(1, 0.06);
        }
    }
}
