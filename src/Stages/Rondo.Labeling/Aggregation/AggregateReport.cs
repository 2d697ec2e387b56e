using System.Globalization;
using System.Text.Json.Serialization;
using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Labeling.LabelSets;
using Rondo.Statistics;

namespace Rondo.Labeling.Aggregation;

/// <summary>The label of an item.</summary>
/// <param name="Item">Item.</param>
/// <param name="Label">Label; null where no label was given.</param>
/// <param name="Probability">Its share of the posterior.</param>
internal sealed record AggregatedLabel(string Item, string? Label, double? Probability);

/// <summary>How good an annotator seems.</summary>
/// <param name="Annotator">Who.</param>
/// <param name="Labels">Labels given.</param>
/// <param name="Confusion">True class by given label, each row a distribution.</param>
/// <param name="Accuracy">Share right, weighted by the classes' shares.</param>
/// <param name="SpammerScore">0 where labels say nothing about the truth, 1 where they tell it wholly.</param>
internal sealed record AggregatedAnnotator(string Annotator, int Labels, IReadOnlyList<IReadOnlyList<double?>> Confusion, double? Accuracy, double? SpammerScore);

/// <summary>Labels of all items with how they came about.</summary>
internal sealed record AggregateReport
{
    /// <summary>The result in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Method.</summary>
    public required string Method { get; init; }

    /// <summary>Role to column.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>Items.</summary>
    public required int Items { get; init; }

    /// <summary>Classes, in the order of every list below.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Class to its share.</summary>
    public required IReadOnlyDictionary<string, double?> Prevalence { get; init; }

    /// <summary>Annotators.</summary>
    public required IReadOnlyList<AggregatedAnnotator> Annotators { get; init; }

    /// <summary>Log-likelihood; null for a method without a likelihood.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? LogLikelihood { get; init; }

    /// <summary>Iterations; 0 for a method without any.</summary>
    public required int Iterations { get; init; }

    /// <summary>Labels; null where they were written to a file.</summary>
    public IReadOnlyList<AggregatedLabel>? Labels { get; init; }

    /// <summary>What somebody should know.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    public static AggregateReport Of(string method, RatingsFile file, AggregationResult result)
    {
        var ratings = file.Ratings;
        var ties = result.IsTied.Count(tied => tied);
        var seen = Seen(ratings, result.Labels);
        var sure = Enumerable.Range(0, ratings.Items).Count(item => result.Labels[item] >= 0 && result.Posterior(item)[result.Labels[item]] >= 0.95);
        return new AggregateReport
        {
            Sentence = string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(ratings.Items, "item")} labelled by {method.Replace('_', ' ')} from {Plural.Of(ratings.Annotations, "annotation")}: {sure:N0} with a probability of at least 95 %{(ties > 0 ? $", {Plural.Of(ties, "tie")}" : "")}."),
            Method = method,
            Columns = file.Columns,
            Items = ratings.Items,
            Classes = ratings.Categories,
            Prevalence = ratings.Categories.Zip(result.Priors).ToDictionary(pair => pair.First, pair => pair.Second.OrNull()),
            Annotators = [.. Enumerable.Range(0, ratings.Annotators).Select(who => Annotator(ratings, result, seen[who], who))],
            LogLikelihood = result.LogLikelihood.OrNull(),
            Iterations = result.Iterations,
            Labels = [.. Enumerable.Range(0, ratings.Items).Select(item => Label(ratings, result, item))],
            Findings = [.. Find(file, ties)],
        };
    }

    private static AggregatedLabel Label(RatingTable ratings, AggregationResult result, int item)
    {
        var label = result.Labels[item];
        return label < 0 ? new AggregatedLabel(ratings.ItemNames[item], null, null) : new AggregatedLabel(ratings.ItemNames[item], ratings.Categories[label], (result.Posterior(item)[label]).OrNull());
    }

    // A vote has no model of its annotators; they are then compared with the label that won.
    private static AggregatedAnnotator Annotator(RatingTable ratings, AggregationResult result, double[] seen, int who)
    {
        var classes = ratings.Categories.Count;
        var modelled = result.Confusion(who);
        var right = Enumerable.Range(0, classes).Sum(c => seen[(c * classes) + c]);
        return new AggregatedAnnotator(
            ratings.AnnotatorNames[who],
            (int)seen.Sum(),
            modelled.IsEmpty ? Rows(Shares(seen, classes), classes) : Rows(modelled, classes),
            (modelled.IsEmpty ? right / seen.Sum() : result.Accuracy(who)).OrNull(),
            result.SpammerScore(who).OrNull());
    }

    /// <summary>Counts of winning label by given label, an annotator.</summary>
    private static double[][] Seen(RatingTable ratings, int[] labels)
    {
        var classes = ratings.Categories.Count;
        double[][] seen = [.. Enumerable.Range(0, ratings.Annotators).Select(_ => new double[classes * classes])];
        for (var item = 0; item < ratings.Items; item++)
        {
            var codes = ratings.CodesOf(item);
            var people = ratings.AnnotatorsOf(item);
            for (var i = 0; i < codes.Length; i++)
            {
                seen[people[i]][(labels[item] * classes) + codes[i]]++;
            }
        }

        return seen;
    }

    private static double[] Shares(double[] counts, int classes) =>
        [.. counts.Select((count, cell) => count / counts.AsSpan(cell / classes * classes, classes).ToArray().Sum())];

    private static List<IReadOnlyList<double?>> Rows(ReadOnlySpan<double> cells, int classes)
    {
        var rows = new List<IReadOnlyList<double?>>();
        for (var row = 0; row < classes; row++)
        {
            rows.Add([.. cells.Slice(row * classes, classes).ToArray().Select(EstimateWire.OrNull)]);
        }

        return rows;
    }

    private static IEnumerable<Finding> Find(RatingsFile file, int ties)
    {
        foreach (var finding in TableFiles.LeftOut(file.Left, "the item, the annotator or the label"))
        {
            yield return finding;
        }

        if (ties > 0)
        {
            yield return new Finding { Code = "tied_items", Severity = Severity.Warning, Sentence = $"{Plural.Of(ties, "item is", "items are")} tied: two labels or more are equally likely, and the first in order stands.", Numbers = new Dictionary<string, double> { ["items"] = ties }, NextStep = "Have the tied items labelled once more." };
        }
    }
}
