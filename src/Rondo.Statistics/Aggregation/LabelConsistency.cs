namespace Rondo.Statistics;

/// <summary>How well aggregated labels fit what the annotators said, each trusted as far as they agree with the aggregate.</summary>
/// <remarks>
/// Mean over items of the posterior of the aggregated label, with each annotator's skill equal to their share of labels that
/// equal the aggregate, errors spread evenly, and equal priors. Source: Crowd-Kit's consistency.
/// </remarks>
public static class LabelConsistency
{
    /// <summary>Consistency in [0, 1]; NaN where no item has a label.</summary>
    /// <param name="table">Ratings.</param>
    /// <param name="labels">Aggregated label of each item; negative leaves the item out.</param>
    public static double Of(RatingTable table, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(table);
        Check.SameLength(table.Items, labels.Length);
        double[] right = new double[table.Annotators], given = new double[table.Annotators];
        for (var i = 0; i < table.Items; i++)
        {
            var codes = table.CodesOf(i);
            var people = table.AnnotatorsOf(i);
            for (var a = 0; a < codes.Length && labels[i] >= 0; a++)
            {
                given[people[a]]++;
                right[people[a]] += codes[a] == labels[i] ? 1 : 0;
            }
        }

        double sum = 0, items = 0;
        var k = table.Categories.Count;
        var product = new double[k];
        for (var i = 0; i < table.Items; i++)
        {
            var codes = table.CodesOf(i);
            var people = table.AnnotatorsOf(i);
            if (labels[i] < 0 || codes.IsEmpty)
            {
                continue;
            }

            Array.Fill(product, 1);
            for (var a = 0; a < codes.Length; a++)
            {
                var skill = right[people[a]] / given[people[a]];
                for (var c = 0; c < k; c++)
                {
                    product[c] *= codes[a] == c ? skill : (1 - skill) / Math.Max(1, k - 1);
                }
            }

            var total = product.Sum();
            sum += total > 0 ? product[labels[i]] / total : 1.0 / k;
            items++;
        }

        return sum / items;
    }
}
