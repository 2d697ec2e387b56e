namespace Rondo.Statistics;

/// <summary>How often each unit is drawn in one bootstrap sample.</summary>
internal static class Resample
{
    // Above this size the draws of the units are as good as independent, and a Poisson count for each unit in turn
    // (Hanley and MacGibbon 2006) walks memory in order instead of at random.
    private const int PoissonFrom = 20_000;

    // P(Poisson(1) <= k) in units of 2^-32, for k = 0 ..; the last entry catches the rest.
    private static readonly uint[] Cumulative = Table();

    internal static void Fill(Span<int> weights, SeededRandom random)
    {
        if (weights.Length < PoissonFrom)
        {
            weights.Clear();
            for (var i = 0; i < weights.Length; i++)
            {
                weights[random.NextInt(weights.Length)]++;
            }

            return;
        }

        var table = Cumulative;
        for (var i = 0; i < weights.Length; i += 2)
        {
            var bits = random.NextBits();
            weights[i] = Poisson(table, (uint)bits);
            if (i + 1 < weights.Length)
            {
                weights[i + 1] = Poisson(table, (uint)(bits >> 32));
            }
        }
    }

    /// <summary>A Poisson count with the mean of each cell; a normal count where the mean is large.</summary>
    internal static void Poisson(ReadOnlySpan<long> means, Span<long> result, SeededRandom random)
    {
        var table = Cumulative;
        for (var c = 0; c < means.Length; c++)
        {
            var mean = means[c];
            if (mean > 64)
            {
                result[c] = Math.Max(0, (long)Math.Round(mean + (Math.Sqrt(mean) * random.NextNormal())));
                continue;
            }

            long sum = 0;
            for (; mean >= 2; mean -= 2)
            {
                var bits = random.NextBits();
                sum += Poisson(table, (uint)bits) + Poisson(table, (uint)(bits >> 32));
            }

            result[c] = mean == 0 ? sum : sum + Poisson(table, (uint)random.NextBits());
        }
    }

    private static int Poisson(uint[] table, uint bits)
    {
        var k = 0;
        while (bits > table[k])
        {
            k++;
        }

        return k;
    }

    private static uint[] Table()
    {
        var table = new uint[13];
        double term = Math.Exp(-1), sum = 0;
        for (var k = 0; k < table.Length; k++)
        {
            sum += term;
            term /= k + 1;
            table[k] = k == table.Length - 1 ? uint.MaxValue : (uint)(sum * uint.MaxValue);
        }

        return table;
    }
}
