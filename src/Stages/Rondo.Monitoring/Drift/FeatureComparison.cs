using System.Globalization;
using Rondo.Statistics;

namespace Rondo.Monitoring.Drift;

/// <summary>One feature, then and now.</summary>
/// <param name="Name">Column.</param>
/// <param name="Psi">Population stability index over the bins.</param>
/// <param name="Bound">What chance alone reaches at this sample size.</param>
/// <param name="P">p-value, not corrected yet.</param>
/// <param name="Reference">Rows of each bin then.</param>
/// <param name="Current">Rows of each bin now.</param>
/// <param name="Words">What changed, with direction.</param>
internal sealed record FeatureComparison(string Name, double Psi, double Bound, double P, long[] Reference, long[] Current, string Words)
{
    /// <summary>Rows that a bin should hold for its share to mean anything (the usual rule of the chi-square test).</summary>
    private const double FewestInBin = 5;

    private const double Level = 0.95;
    private const string Missing = "(missing)";
    private const string Other = "(other)";

    /// <summary>Compares numbers: PSI over quantile bins of the reference and a bin of missing values; Kolmogorov-Smirnov.</summary>
    /// <param name="name">Column.</param>
    /// <param name="reference">Values then; NaN where missing.</param>
    /// <param name="current">Values now; NaN where missing.</param>
    public static FeatureComparison Numbers(string name, double[] reference, double[] current)
    {
        var (before, now) = (reference.Where(double.IsFinite).ToArray(), current.Where(double.IsFinite).ToArray());
        var (lostBefore, lostNow) = (reference.Length - before.Length, current.Length - now.Length);
        var bins = ReferenceBins.Of(before, Math.Clamp((int)(current.Length / FewestInBin / 2), 2, 10));
        var counted = new long[bins.Count];
        foreach (var value in now)
        {
            counted[bins.BinOf(value)]++;
        }

        var missing = lostBefore > 0 || lostNow > 0;
        long[] then = missing ? [.. bins.Reference, lostBefore] : [.. bins.Reference];
        long[] today = missing ? [.. counted, lostNow] : counted;
        var values = KolmogorovSmirnov.Of(before, now).P;
        var gaps = missing ? ChiSquare.TwoSample([lostBefore, before.Length], [lostNow, now.Length]).P : double.NaN;
        var words = Math.Abs(Share(lostNow, current.Length) - Share(lostBefore, reference.Length)) > 0.1
            ? DriftWords.Gap(name, Share(lostBefore, reference.Length), Share(lostNow, current.Length))
            : DriftWords.Moved(name, before, now);
        return Of(name, then, today, Both(values, gaps), words);
    }

    /// <summary>Compares categories, missing as its own; those too rare to say anything at this sample size are taken together. Chi-square.</summary>
    /// <param name="name">Column.</param>
    /// <param name="reference">Values then; null where missing.</param>
    /// <param name="current">Values now; null where missing.</param>
    public static FeatureComparison Categories(string name, IReadOnlyList<string?> reference, IReadOnlyList<string?> current)
    {
        var spelling = new Dictionary<string, string>(StringComparer.Ordinal);
        var counts = CategoryCounts.Of(reference.Select(value => Key(value, spelling)), current.Select(value => Key(value, spelling)));
        var kept = new List<(string Name, long Reference, long Current)>();
        var other = (Name: Other, Reference: 0L, Current: 0L);
        for (var i = 0; i < counts.Names.Count; i++)
        {
            var item = (spelling.GetValueOrDefault(counts.Names[i], Missing), counts.Reference[i], counts.Current[i]);
            if (Share(item.Item2, reference.Count) * current.Count >= FewestInBin)
            {
                kept.Add(item);
            }
            else
            {
                other = (Other, other.Reference + item.Item2, other.Current + item.Item3);
            }
        }

        if (other.Reference + other.Current > 0)
        {
            kept.Add(other);
        }

        long[] then = [.. kept.Select(item => item.Reference)], today = [.. kept.Select(item => item.Current)];
        var most = kept.MaxBy(item => Math.Abs(Share(item.Current, current.Count) - Share(item.Reference, reference.Count)));
        return Of(name, then, today, ChiSquare.TwoSample(then, today).P, DriftWords.Went($"{name} = {most.Name}", Share(most.Reference, reference.Count), Share(most.Current, current.Count)));
    }

    private static FeatureComparison Of(string name, long[] reference, long[] current, double p, string words) =>
        new(name, PopulationStability.OfCounts(reference, current), DriftThreshold.Psi(reference.Length, reference.Sum(), current.Sum(), Level), p, reference, current, words);

    // Two looks at one column: the smaller p-value counts twice (Bonferroni).
    private static double Both(double values, double gaps) =>
        double.IsNaN(gaps) ? values : double.IsNaN(values) ? gaps : Math.Min(1, 2 * Math.Min(values, gaps));

    private static double Share(long part, long all) => all == 0 ? 0 : (double)part / all;

    // Case and spaces differ between files and callers and mean nothing.
    private static string? Key(string? value, Dictionary<string, string> spelling)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var key = value.Trim().ToUpperInvariant();
        spelling.TryAdd(key, value.Trim());
        return key;
    }
}
