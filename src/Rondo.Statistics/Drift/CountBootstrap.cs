namespace Rondo.Statistics;

/// <summary>Bootstrap of a distance between two lists of counts: both sides are drawn again.</summary>
internal static class CountBootstrap
{
    internal delegate double Distance(ReadOnlySpan<long> reference, ReadOnlySpan<long> current);

    internal static Estimate Of(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, Distance distance, int resamples, double level, ulong seed)
    {
        Check.Level(level);
        long n = Shares.Total(reference), m = Shares.Total(current);
        var value = n == 0 || m == 0 ? double.NaN : distance(reference, current);
        if (double.IsNaN(value) || resamples == 0)
        {
            return Bootstrap.FromDraws(value, m, [], level, "bootstrap");
        }

        var random = new SeededRandom(seed);
        long[] first = new long[reference.Length], second = new long[current.Length];
        var draws = new double[resamples];
        for (var r = 0; r < resamples; r++)
        {
            Multinomial.Fill(reference, n, first, random);
            Multinomial.Fill(current, m, second, random);
            draws[r] = distance(first, second);
        }

        Array.Sort(draws);
        return Bootstrap.FromDraws(value, m, draws, level, "bootstrap");
    }
}
