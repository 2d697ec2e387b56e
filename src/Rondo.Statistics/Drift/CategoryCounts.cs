namespace Rondo.Statistics;

/// <summary>How often each category occurs in the reference and now; categories of either side, missing as its own.</summary>
/// <param name="Names">Categories in ordinal order; null entries of the input are counted as "(missing)".</param>
/// <param name="Reference">Counts in the reference.</param>
/// <param name="Current">Counts now.</param>
public sealed record CategoryCounts(IReadOnlyList<string> Names, long[] Reference, long[] Current)
{
    /// <summary>The name under which missing values are counted.</summary>
    public const string Missing = "(missing)";

    /// <summary>Categories that occur now and not in the reference.</summary>
    public IEnumerable<string> Unseen => Names.Where((_, i) => Reference[i] == 0 && Current[i] > 0);

    /// <summary>Rows now whose category does not occur in the reference, as a share of all rows now.</summary>
    public Estimate UnseenShare(double level = 0.95)
    {
        long unseen = 0, total = 0;
        for (var i = 0; i < Current.Length; i++)
        {
            unseen += Reference[i] == 0 ? Current[i] : 0;
            total += Current[i];
        }

        return Proportion.Wilson(unseen, total, level);
    }

    /// <summary>Counts two columns.</summary>
    public static CategoryCounts Of(IEnumerable<string?> reference, IEnumerable<string?> current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        var counts = new SortedDictionary<string, (long Reference, long Current)>(StringComparer.Ordinal);
        foreach (var name in reference)
        {
            var c = counts.GetValueOrDefault(name ?? Missing);
            counts[name ?? Missing] = (c.Reference + 1, c.Current);
        }

        foreach (var name in current)
        {
            var c = counts.GetValueOrDefault(name ?? Missing);
            counts[name ?? Missing] = (c.Reference, c.Current + 1);
        }

        return new CategoryCounts([.. counts.Keys], [.. counts.Values.Select(c => c.Reference)], [.. counts.Values.Select(c => c.Current)]);
    }

    /// <summary>Counts two columns of codes; negative codes are missing and counted last.</summary>
    public static CategoryCounts Of(ReadOnlySpan<int> reference, ReadOnlySpan<int> current)
    {
        var k = 0;
        foreach (var code in reference)
        {
            k = Math.Max(k, code + 1);
        }

        foreach (var code in current)
        {
            k = Math.Max(k, code + 1);
        }

        long[] before = Count(reference, k), now = Count(current, k);
        return before[k] + now[k] > 0
            ? new CategoryCounts([.. NumberNames.Of(k), Missing], before, now)
            : new CategoryCounts(NumberNames.Of(k), before[..k], now[..k]);
    }

    private static long[] Count(ReadOnlySpan<int> codes, int k)
    {
        var counts = new long[k + 1];
        foreach (var code in codes)
        {
            counts[code < 0 ? k : code]++;
        }

        return counts;
    }
}
