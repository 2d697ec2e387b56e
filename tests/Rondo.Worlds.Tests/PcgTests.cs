using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class PcgTests
{
    [Fact]
    public void Same_seed_and_stream_give_same_numbers_and_others_do_not()
    {
        Draw(1, 2).ShouldBe(Draw(1, 2));
        Draw(1, 2).ShouldNotBe(Draw(1, 3));
        Draw(1, 2).ShouldNotBe(Draw(2, 2));

        static uint[] Draw(ulong seed, ulong stream)
        {
            var random = new Pcg(seed, stream);
            return [.. Enumerable.Range(0, 8).Select(_ => random.NextUInt())];
        }
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        var random = new Pcg(3, 0);
        var bins = new int[20];
        for (var i = 0; i < 100_000; i++)
        {
            bins[(int)(random.NextDouble() * 20)]++;
        }

        // Chi-squared with 19 degrees of freedom exceeds 50 with probability 1e-4.
        bins.Sum(b => (b - 5000.0) * (b - 5000.0) / 5000).ShouldBeLessThan(50);
    }

    [Fact]
    public void First_numbers_of_neighbouring_streams_are_independent()
    {
        var first = Enumerable.Range(0, 20_000).Select(s => new Pcg(9, (ulong)s).NextDouble()).ToArray();
        first.Average().ShouldBe(0.5, 0.01);
        var product = Enumerable.Range(0, first.Length - 1).Average(i => (first[i] - 0.5) * (first[i + 1] - 0.5));
        (product * 12).ShouldBe(0, 0.03);
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_spread_1()
    {
        var random = new Pcg(4, 0);
        var x = Enumerable.Range(0, 50_000).Select(_ => random.NextNormal()).ToArray();
        x.Average().ShouldBe(0, 0.02);
        x.Average(v => v * v).ShouldBe(1, 0.03);
    }

    [Fact]
    public void A_shuffle_keeps_every_value()
    {
        var random = new Pcg(5, 0);
        var values = Enumerable.Range(0, 100).ToArray();
        random.Shuffle(values.AsSpan());
        values.ShouldNotBe(Enumerable.Range(0, 100));
        values.Order().ShouldBe(Enumerable.Range(0, 100));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(6.0)]
    public void Poisson_counts_have_their_mean_and_as_much_variance(double mean)
    {
        var counts = Enumerable.Range(0, 40_000).Select(d => (double)Dice.Poisson(11, d, Purpose.Sessions, mean)).ToArray();
        counts.Average().ShouldBe(mean, 0.06);
        counts.Average(c => (c - mean) * (c - mean)).ShouldBe(mean, 0.2);
    }

    [Fact]
    public void Draws_for_two_purposes_are_independent()
    {
        var pairs = Enumerable.Range(0, 20_000).Select(d =>
            (Dice.Uniform(1, d, Purpose.Sessions) - 0.5) * (Dice.Uniform(1, d, Purpose.Tickets) - 0.5));
        (pairs.Average() * 12).ShouldBe(0, 0.03);
    }
}
