namespace Rondo.Engines.Learning.Gam;

/// <summary>
/// Categories as numbers, for a trainer of curves over numbers: the rank of a category by its share of the second class
/// among the training rows, pulled towards the overall share where it has few rows. One curve over ranks says what one
/// input a category would say, at a fraction of the time.
/// </summary>
internal sealed class RankedCategories
{
    /// <summary>Rows' worth of overall share that each category starts with.</summary>
    private const double PriorRows = 20;

    private readonly double[]?[] _rankOf;

    private RankedCategories(double[]?[] rankOf, FeatureMatrix ranked)
    {
        (_rankOf, Ranked) = (rankOf, ranked);
    }

    /// <summary>The rows with ranks in place of category codes; every feature is a number.</summary>
    public FeatureMatrix Ranked { get; }

    public static RankedCategories Fit(FeatureMatrix features, int[] labels)
    {
        var width = features.Features.Count;
        var overall = labels.Average();
        var rankOf = new double[]?[width];
        for (var i = 0; i < width; i++)
        {
            if (features.Features[i].Kind == FeatureKind.Category)
            {
                rankOf[i] = Ranks(features, labels, i, overall);
            }
        }

        var dense = (double[])features.Dense.Clone();
        for (var at = 0; at < dense.Length; at++)
        {
            if (rankOf[at % width] is { } ranks)
            {
                dense[at] = dense[at] >= 0 && dense[at] < ranks.Length ? ranks[(int)dense[at]] : double.NaN;
            }
        }

        Feature[] numbers = [.. features.Features.Select(feature => new Feature(feature.Name, FeatureKind.Number, []))];
        return new RankedCategories(rankOf, new FeatureMatrix { Rows = features.Rows, Features = numbers, Dense = dense });
    }

    /// <summary>Rank of each category code of a feature; null for a number.</summary>
    public ReadOnlySpan<double> RanksOf(int feature) => _rankOf[feature];

    /// <summary>True for a category.</summary>
    public bool IsCategory(int feature) => _rankOf[feature] is not null;

    private static double[] Ranks(FeatureMatrix features, int[] labels, int feature, double overall)
    {
        var categories = features.Features[feature].Categories.Count;
        var rows = new double[categories];
        var positives = new double[categories];
        for (var row = 0; row < features.Rows; row++)
        {
            var code = features.Row(row)[feature];
            if (code >= 0 && code < categories)
            {
                rows[(int)code]++;
                positives[(int)code] += labels[row];
            }
        }

        var ranks = new double[categories];
        var order = Enumerable.Range(0, categories).OrderBy(code => (positives[code] + (overall * PriorRows)) / (rows[code] + PriorRows)).ThenBy(code => code);
        foreach (var (rank, code) in order.Index())
        {
            ranks[code] = rank;
        }

        return ranks;
    }
}
