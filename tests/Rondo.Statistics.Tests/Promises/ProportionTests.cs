using CsCheck;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class ProportionTests
{
    [Fact]
    public void Wilson_equals_the_published_example()
    {
        // Newcombe 1998, table I: 81 of 263.
        var e = Proportion.Wilson(81, 263);
        e.Low.ShouldBe(0.2553, 5e-5);
        e.High.ShouldBe(0.3662, 5e-5);
        e.Method.ShouldBe("wilson");
    }

    [Fact]
    public void Clopper_Pearson_equals_the_published_example()
    {
        // Newcombe 1998, table I: 81 of 263 and 0 of 20.
        var e = Proportion.ClopperPearson(81, 263);
        e.Low.ShouldBe(0.2527, 5e-5);
        e.High.ShouldBe(0.3676, 5e-5);
        Proportion.ClopperPearson(0, 20).High.ShouldBe(0.1684, 5e-5);
    }

    [Fact]
    public void No_rows_are_undefined() => Proportion.Wilson(0, 0).IsDefined.ShouldBeFalse();

    [Fact]
    public void Wilson_Meets_Specification() =>
        Gen.Select(Gen.Long[0, 10_000], Gen.Long[1, 10_000]).Sample((k, n) =>
        {
            k = Math.Min(k, n);
            var e = Proportion.Wilson(k, n);
            var mirror = Proportion.Wilson(n - k, n);
            e.Low.ShouldBeInRange(0, e.Value);
            e.High.ShouldBeInRange(e.Value, 1);
            mirror.High.ShouldBe(1 - e.Low, 1e-12);
            Proportion.Wilson(k, n, 0.99).Low.ShouldBeLessThanOrEqualTo(e.Low + 1e-15);
            if (k < n)
            {
                Proportion.WilsonLow(k + 1, n).ShouldBeGreaterThan(e.Low - 1e-15);
            }
        });

    [Fact]
    public void Intervals_cover_as_often_as_they_say()
    {
        const int Runs = 4000;
        var random = new SeededRandom(7);
        int wilson = 0, exact = 0;
        for (var r = 0; r < Runs; r++)
        {
            var p = 0.05 + (0.9 * random.NextDouble());
            var n = 20 + random.NextInt(200);
            var k = Enumerable.Range(0, n).Count(_ => random.NextDouble() < p);
            var w = Proportion.Wilson(k, n);
            var c = Proportion.ClopperPearson(k, n);
            wilson += w.Low <= p && p <= w.High ? 1 : 0;
            exact += c.Low <= p && p <= c.High ? 1 : 0;
        }

        ((double)wilson / Runs).ShouldBe(0.95, 2 * Math.Sqrt(0.95 * 0.05 / Runs));
        Simulated.ShouldCover(exact, Runs, 0.95);
    }
}
