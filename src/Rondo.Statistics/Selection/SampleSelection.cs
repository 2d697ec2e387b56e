namespace Rondo.Statistics;

/// <summary>Chooses rows to label: unsure ones, typical ones, different ones, and always some at random.</summary>
public static class SampleSelection
{
    /// <summary>
    /// Weighs uncertainty by how typical a row is (mean similarity to the others), so that effort does not go to outliers.
    /// </summary>
    /// <param name="uncertainty">Uncertainty of each row.</param>
    /// <param name="rows">Features of each row, scaled to comparable units.</param>
    /// <param name="beta">Weight of typicality; 0 ignores it.</param>
    /// <param name="sample">Rows to compare with at most, drawn with a seed.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <remarks>Source: Settles and Craven 2008 (information density).</remarks>
    public static double[] DensityWeighted(ReadOnlySpan<double> uncertainty, IReadOnlyList<double[]> rows, double beta = 1, int sample = 500, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Check.SameLength(uncertainty.Length, rows.Count);
        int[] others = [.. Enumerable.Range(0, rows.Count)];
        new SeededRandom(seed).Shuffle<int>(others);
        others = others[..Math.Min(sample, others.Length)];
        var result = new double[rows.Count];
        for (var i = 0; i < result.Length; i++)
        {
            double similarity = 0;
            foreach (var j in others)
            {
                similarity += 1 / (1 + Math.Sqrt(Squared(rows[i], rows[j])));
            }

            result[i] = uncertainty[i] * Math.Pow(similarity / others.Length, beta);
        }

        return result;
    }

    /// <summary>Greedy k-centre: each choice is the row farthest from all chosen so far, so the choice covers the data.</summary>
    /// <param name="rows">Features of each row.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="chosen">Rows that are labelled already.</param>
    /// <returns>Indices in order of choice; at most twice as far from any row as the best possible choice.</returns>
    /// <remarks>Source: Gonzalez 1985; Sener and Savarese 2018.</remarks>
    public static int[] KCentre(IReadOnlyList<double[]> rows, int count, ReadOnlySpan<int> chosen = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var distance = new double[rows.Count];
        Array.Fill(distance, double.PositiveInfinity);
        foreach (var c in chosen)
        {
            Shorten(rows, distance, c);
        }

        var result = new List<int>();
        while (result.Count < count)
        {
            var farthest = -1;
            for (var i = 0; i < distance.Length; i++)
            {
                farthest = distance[i] > 0 && (farthest < 0 || distance[i] > distance[farthest]) ? i : farthest;
            }

            if (farthest < 0)
            {
                break;
            }

            result.Add(farthest);
            Shorten(rows, distance, farthest);
        }

        return [.. result];
    }

    /// <summary>A random sample in which every stratum has its share: the control group of every clever choice, without which nobody can say whether it helps.</summary>
    /// <param name="strata">Stratum of each row.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static int[] Stratified(IReadOnlyList<string?> strata, int count, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(strata);
        var random = new SeededRandom(seed);
        int[] order = [.. Enumerable.Range(0, strata.Count)];
        random.Shuffle<int>(order);
        // Walking the strata sorted, at even steps from a random start, gives each its share to within one row.
        int[] sorted = [.. order.OrderBy(i => strata[i], StringComparer.Ordinal)];
        count = Math.Min(count, sorted.Length);
        double step = (double)sorted.Length / Math.Max(1, count), at = random.NextDouble() * step;
        var result = new int[count];
        for (var k = 0; k < count; k++)
        {
            result[k] = sorted[Math.Min(sorted.Length - 1, (int)(at + (k * step)))];
        }

        return [.. result.Order()];
    }

    /// <summary>The rows with the highest values, ties by index.</summary>
    public static int[] Top(ReadOnlySpan<double> values, int count)
    {
        double[] copy = values.ToArray();
        return [.. Enumerable.Range(0, copy.Length).Where(i => !double.IsNaN(copy[i])).OrderByDescending(i => copy[i]).Take(count)];
    }

    private static void Shorten(IReadOnlyList<double[]> rows, double[] distance, int centre)
    {
        for (var i = 0; i < distance.Length; i++)
        {
            distance[i] = Math.Min(distance[i], Squared(rows[i], rows[centre]));
        }

        distance[centre] = 0;
    }

    private static double Squared(double[] a, double[] b)
    {
        double sum = 0;
        for (var f = 0; f < a.Length; f++)
        {
            sum += (a[f] - b[f]) * (a[f] - b[f]);
        }

        return sum;
    }
}
