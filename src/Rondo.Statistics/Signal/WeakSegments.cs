namespace Rondo.Statistics;

/// <summary>A part of the rows on which the model does worse than elsewhere.</summary>
/// <param name="Columns">Indices of the columns that define it.</param>
/// <param name="Values">Category code in each of those columns.</param>
/// <param name="Errors">Share of wrong rows, with its Wilson interval.</param>
/// <param name="Elsewhere">Share of wrong rows outside.</param>
/// <param name="AdjustedP">Fisher's exact p-value, corrected over all segments looked at.</param>
public sealed record WeakSegment(IReadOnlyList<int> Columns, IReadOnlyList<int> Values, Estimate Errors, double Elsewhere, double AdjustedP);

/// <summary>Searches single categories and pairs of them for segments with more errors than chance explains.</summary>
/// <remarks>Every segment looked at counts in the correction (Benjamini-Hochberg), not only those that look bad. Source: Chung et al. 2019, "Slice Finder".</remarks>
public static class WeakSegments
{
    /// <summary>Searches.</summary>
    /// <param name="columns">Category codes, one list per column; negative is missing and a segment of no kind. Bin numbers first.</param>
    /// <param name="wrong">Whether the model was wrong on each row.</param>
    /// <param name="minimumRows">Smaller segments are not looked at.</param>
    /// <param name="alpha">Adjusted p below which a segment is reported.</param>
    /// <param name="pairs">Whether to look at pairs of columns too.</param>
    /// <returns>Segments by rising adjusted p, then by falling error share.</returns>
    public static IReadOnlyList<WeakSegment> Find(IReadOnlyList<int[]> columns, ReadOnlySpan<bool> wrong, int minimumRows = 30, double alpha = 0.05, bool pairs = true)
    {
        ArgumentNullException.ThrowIfNull(columns);
        bool[] errors = wrong.ToArray();
        long allRows = errors.Length, allWrong = Check.CountTrue(errors);
        var found = new List<(int[] Columns, int[] Values, long Rows, long Wrong, double P)>();
        for (var a = 0; a < columns.Count; a++)
        {
            Look([a]);
            for (var b = 0; b < a && pairs; b++)
            {
                Look([b, a]);
            }
        }

        var adjusted = FalseDiscovery.BenjaminiHochberg([.. found.Select(f => f.P)]);
        return [.. found.Select((f, i) => (f, P: adjusted[i]))
            .Where(x => x.P < alpha)
            .OrderBy(x => x.P).ThenByDescending(x => (double)x.f.Wrong / x.f.Rows)
            .Select(x => new WeakSegment(x.f.Columns, x.f.Values, Proportion.Wilson(x.f.Wrong, x.f.Rows), (double)(allWrong - x.f.Wrong) / (allRows - x.f.Rows), x.P))];

        void Look(int[] chosen)
        {
            var cells = new Dictionary<(int, int), (long Rows, long Wrong)>();
            for (var i = 0; i < errors.Length; i++)
            {
                int first = columns[chosen[0]][i], second = chosen.Length > 1 ? columns[chosen[1]][i] : 0;
                if (first >= 0 && second >= 0)
                {
                    var cell = cells.GetValueOrDefault((first, second));
                    cells[(first, second)] = (cell.Rows + 1, cell.Wrong + (errors[i] ? 1 : 0));
                }
            }

            foreach (var (key, cell) in cells.OrderBy(c => c.Key))
            {
                if (cell.Rows >= minimumRows && cell.Rows < allRows)
                {
                    // One-sided: a segment that is better than the rest is not weak.
                    var p = HypergeometricTail(cell.Wrong, cell.Rows, allWrong, allRows);
                    found.Add((chosen, chosen.Length > 1 ? [key.Item1, key.Item2] : [key.Item1], cell.Rows, cell.Wrong, p));
                }
            }
        }
    }

    private static double HypergeometricTail(long wrong, long rows, long allWrong, long allRows)
    {
        double sum = 0, whole = SpecialFunctions.LogChoose(allRows, rows);
        for (var x = wrong; x <= Math.Min(rows, allWrong); x++)
        {
            var term = Math.Exp(SpecialFunctions.LogChoose(allWrong, x) + SpecialFunctions.LogChoose(allRows - allWrong, rows - x) - whole);
            sum += term;
            if (term < sum * 1e-15)
            {
                break;
            }
        }

        return Math.Min(1, sum);
    }
}
