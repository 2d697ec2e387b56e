namespace Rondo.Statistics;

/// <summary>Counts of two categorical columns against each other.</summary>
internal sealed class Contingency
{
    private Contingency(long[] counts, int rows, int columns)
    {
        Counts = counts;
        Rows = rows;
        Columns = columns;
        N = counts.Sum();
    }

    /// <summary>Row by row.</summary>
    internal long[] Counts { get; }

    internal int Rows { get; }

    internal int Columns { get; }

    internal long N { get; }

    /// <summary>Codes from 0; rows with a negative code are left out.</summary>
    internal static Contingency Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        Check.SameLength(first.Length, second.Length);
        int rows = 1, columns = 1;
        for (var i = 0; i < first.Length; i++)
        {
            rows = Math.Max(rows, first[i] + 1);
            columns = Math.Max(columns, second[i] + 1);
        }

        var counts = new long[rows * columns];
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] >= 0 && second[i] >= 0)
            {
                counts[(first[i] * columns) + second[i]]++;
            }
        }

        return new Contingency(counts, rows, columns);
    }

    internal static int[] Codes(IReadOnlyList<string?> labels)
    {
        var index = new NameIndex();
        return [.. labels.Select(l => l is null ? -1 : index.Of(l))];
    }

    /// <summary>A statistic with a bootstrap interval over rows.</summary>
    internal Estimate Bootstrapped(Func<long[], double> statistic, int resamples, double level, ulong seed)
    {
        Check.Level(level);
        var value = N == 0 ? double.NaN : statistic(Counts);
        if (double.IsNaN(value))
        {
            return Estimate.Undefined(N, "bootstrap");
        }

        var random = new SeededRandom(seed);
        var drawn = new long[Counts.Length];
        var draws = new List<double>(resamples);
        for (var r = 0; r < resamples; r++)
        {
            Multinomial.Fill(Counts, N, drawn, random);
            var draw = statistic(drawn);
            if (!double.IsNaN(draw))
            {
                draws.Add(draw);
            }
        }

        draws.Sort();
        return Bootstrap.FromDraws(value, N, [.. draws], level, "bootstrap");
    }
}
