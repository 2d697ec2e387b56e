namespace Rondo.Statistics;

/// <summary>Agreement on one category: of two labels of an item, one of which is this category, how often the other is too.</summary>
/// <param name="Category">Index of the category.</param>
/// <param name="Labels">How often it was given, on items with two labels or more.</param>
/// <param name="Agreement">Share, with a bootstrap interval over items.</param>
/// <param name="Chance">Share that random labels would reach: the category's own share.</param>
public readonly record struct CategoryAgreement(int Category, long Labels, Estimate Agreement, double Chance);

/// <summary>One annotator against the others.</summary>
/// <param name="Annotator">Index of the annotator.</param>
/// <param name="Items">Items that they share with somebody.</param>
/// <param name="Agreement">Share of the others' labels on those items that equal theirs; Wilson interval over items.</param>
/// <param name="Bias">For each category, the share of their labels minus the share of the others' on the same items: positive means that they use it more.</param>
public sealed record AnnotatorAgreement(int Annotator, long Items, Estimate Agreement, double[] Bias);

/// <summary>Where agreement comes from: category by category and annotator by annotator.</summary>
public static class AgreementDetail
{
    /// <summary>Specific agreement of each category.</summary>
    /// <remarks>Source: Dice 1945; Fleiss, Levin and Paik 2003, section 18.1.</remarks>
    public static IReadOnlyList<CategoryAgreement> PerCategory(RatingTable table, double level = 0.95, int resamples = 500, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        var patterns = RatingPatterns.Of(table);
        var marginals = patterns.Marginals(patterns.Items);
        var total = marginals.Sum();
        return [.. Enumerable.Range(0, table.Categories.Count).Select(c => new CategoryAgreement(
            c, (long)marginals[c], patterns.Bootstrapped(weights => Specific(patterns, weights, c), resamples, level, seed), marginals[c] / total))];
    }

    /// <summary>Each annotator against the others on common items.</summary>
    public static IReadOnlyList<AnnotatorAgreement> PerAnnotator(RatingTable table, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        var k = table.Categories.Count;
        double[] equal = new double[table.Annotators];
        long[] items = new long[table.Annotators];
        double[][] own = [.. Enumerable.Range(0, table.Annotators).Select(_ => new double[k])], others = [.. own.Select(_ => new double[k])];
        for (var i = 0; i < table.Items; i++)
        {
            var codes = table.CodesOf(i);
            var people = table.AnnotatorsOf(i);
            for (var a = 0; a < codes.Length; a++)
            {
                var who = people[a];
                double different = 0, same = 0;
                for (var b = 0; b < codes.Length; b++)
                {
                    different += people[b] != who ? 1 : 0;
                    same += people[b] != who && codes[b] == codes[a] ? 1 : 0;
                }

                if (different == 0)
                {
                    continue;
                }

                items[who]++;
                equal[who] += same / different;
                own[who][codes[a]]++;
                for (var b = 0; b < codes.Length; b++)
                {
                    others[who][codes[b]] += people[b] != who ? 1 / different : 0;
                }
            }
        }

        return [.. Enumerable.Range(0, table.Annotators).Select(a => new AnnotatorAgreement(
            a, items[a], Proportion.Wilson(equal[a] / items[a], items[a], items[a], level),
            [.. Enumerable.Range(0, k).Select(c => items[a] == 0 ? double.NaN : (own[a][c] - others[a][c]) / items[a])]))];
    }

    private static double Specific(RatingPatterns patterns, ReadOnlySpan<long> weights, int category)
    {
        double agreeing = 0, given = 0;
        for (var p = 0; p < patterns.Count; p++)
        {
            var at = Array.IndexOf(patterns.Codes[p], category);
            if (at >= 0)
            {
                double count = patterns.Counts[p][at];
                agreeing += weights[p] * count * (count - 1) / (patterns.Labels[p] - 1);
                given += weights[p] * count;
            }
        }

        return agreeing / given;
    }
}
