using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Labeling.LabelSets;
using Rondo.Statistics;
using Estimate = Rondo.Contracts.Estimate;

namespace Rondo.Labeling.Agreements;

/// <summary>One annotator against the truth.</summary>
/// <param name="Annotator">Who.</param>
/// <param name="Labels">Labels on items whose truth is known.</param>
/// <param name="Accuracy">Share that is right.</param>
internal sealed record GoldAnnotator(string Annotator, int Labels, Estimate Accuracy);

/// <summary>Annotations against the truth.</summary>
/// <param name="Items">Items whose truth is known.</param>
/// <param name="LabelAccuracy">Share of single labels that are right.</param>
/// <param name="MajorityAccuracy">Share of items whose majority is right; a tie counts as its share of a hit.</param>
/// <param name="Annotators">Each annotator, least right first.</param>
internal sealed record GoldReport(int Items, Estimate LabelAccuracy, Estimate MajorityAccuracy, IReadOnlyList<GoldAnnotator> Annotators);

/// <summary>Compares annotations with a column of true labels.</summary>
internal static class GoldComparison
{
    public static Answer<GoldReport> Of(RatingsFile file, string gold)
    {
        if (!file.Table.Require(gold).Try(out var column, out var refusal))
        {
            return refusal;
        }

        var items = file.Table.Find(file.Columns["item"])!;
        var truth = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var row = 0; row < column.Length; row++)
        {
            if (!column.IsMissing(row) && !items.IsMissing(row))
            {
                truth.TryAdd(items.Text(row), column.Text(row));
            }
        }

        return Of(file.Ratings, truth);
    }

    internal static GoldReport Of(RatingTable ratings, IReadOnlyDictionary<string, string> truth)
    {
        int[] labels = new int[ratings.Annotators], right = new int[ratings.Annotators];
        double majority = 0;
        var known = 0;
        for (var item = 0; item < ratings.Items; item++)
        {
            var codes = ratings.CodesOf(item);
            if (codes.Length == 0 || !truth.TryGetValue(ratings.ItemNames[item], out var name))
            {
                continue;
            }

            known++;
            var people = ratings.AnnotatorsOf(item);
            var votes = new int[ratings.Categories.Count];
            for (var i = 0; i < codes.Length; i++)
            {
                votes[codes[i]]++;
                labels[people[i]]++;
                right[people[i]] += ratings.Categories[codes[i]] == name ? 1 : 0;
            }

            var most = votes.Max();
            var leaders = Enumerable.Range(0, votes.Length).Where(code => votes[code] == most).ToList();
            majority += leaders.Any(code => ratings.Categories[code] == name) ? 1.0 / leaders.Count : 0;
        }

        return new GoldReport(
            known,
            Proportion.Wilson(right.Sum(), labels.Sum()).ToWire(),
            Proportion.Wilson(known == 0 ? double.NaN : majority / known, known, known).ToWire(),
            [.. Enumerable.Range(0, labels.Length).Where(a => labels[a] > 0).Select(a => new GoldAnnotator(ratings.AnnotatorNames[a], labels[a], Proportion.Wilson(right[a], labels[a]).ToWire())).OrderBy(one => one.Accuracy.Value)]);
    }
}
