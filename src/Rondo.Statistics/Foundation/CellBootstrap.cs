namespace Rondo.Statistics;

/// <summary>Bootstrap of a statistic of cell counts: rows that look alike are drawn together.</summary>
internal static class CellBootstrap
{
    // Above this many rows a Poisson count for each cell replaces single draws: the total then varies by its square
    // root, which no ratio notices.
    private const int SingleDrawsUpTo = 20_000;

    internal delegate double OfCells(ReadOnlySpan<long> cells);

    /// <summary>Values over resampled cells, ascending, undefined ones left out.</summary>
    internal static double[] Draws(long[] cells, long rows, OfCells statistic, int resamples, ulong seed)
    {
        if (resamples == 0)
        {
            return [];
        }

        var random = new SeededRandom(seed);
        var drawn = new long[cells.Length];
        var values = new List<double>(resamples);
        var owner = rows <= SingleDrawsUpTo ? OwnerOfRow(cells, rows) : null;
        for (var r = 0; r < resamples; r++)
        {
            if (owner is not null)
            {
                Array.Clear(drawn);
                for (var i = 0; i < owner.Length; i++)
                {
                    drawn[owner[random.NextInt(owner.Length)]]++;
                }
            }
            else
            {
                Resample.Poisson(cells, drawn, random);
            }

            var value = statistic(drawn);
            if (!double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static int[] OwnerOfRow(long[] cells, long rows)
    {
        var owner = new int[rows];
        var at = 0;
        for (var c = 0; c < cells.Length; c++)
        {
            owner.AsSpan(at, (int)cells[c]).Fill(c);
            at += (int)cells[c];
        }

        return owner;
    }
}
