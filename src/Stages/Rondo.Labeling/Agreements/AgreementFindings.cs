using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Labeling.LabelSets;
using Agreement = Rondo.Contracts.Agreement;

namespace Rondo.Labeling.Agreements;

/// <summary>What a file of annotations shows beside how far people agree.</summary>
internal static class AgreementFindings
{
    public static IEnumerable<Finding> Of(RatingsFile file, Agreement agreement)
    {
        var ratings = file.Ratings;
        foreach (var finding in TableFiles.LeftOut(file.Left, "the item, the annotator or the label"))
        {
            yield return finding;
        }

        var repeated = Enumerable.Range(0, ratings.Items).Sum(item => Repeats(ratings.AnnotatorsOf(item)));
        if (repeated > 0)
        {
            yield return Found("repeated_labels", Severity.Warning, $"{Plural.Of(repeated, "label is", "labels are")} a second one of an item by the same annotator; {(repeated == 1 ? "it counts" : "all count")}.", repeated, "Keep the first label of each annotator, or use them to see how far people agree with themselves.");
        }

        if (agreement.PerClass.Count == 1)
        {
            yield return Found("one_class", Severity.Warning, $"Every label is '{agreement.PerClass[0].Class}', so agreement beyond chance cannot be told.", ratings.Annotations, "Have items labelled of which some surely belong to another class.");
        }

        if (agreement.FleissKappa is null)
        {
            yield return Found("undefined_value", Severity.Info, "fleiss_kappa has no value: it takes items with the same number of labels each and at least two classes.", agreement.Items, "Read Krippendorff's alpha, which allows gaps.");
        }

        var pairs = (long)ratings.Annotators * (ratings.Annotators - 1) / 2;
        if (agreement.PerPair.Count < pairs)
        {
            yield return Found("pairs_left_out", Severity.Info, $"{agreement.PerPair.Count:N0} of {pairs:N0} pairs of annotators are shown: those with common items, the most common first.", agreement.PerPair.Count, "Give the same items to more people.");
        }
    }

    private static int Repeats(ReadOnlySpan<int> people)
    {
        var repeats = 0;
        for (var i = 1; i < people.Length; i++)
        {
            repeats += people[..i].Contains(people[i]) ? 1 : 0;
        }

        return repeats;
    }

    private static Finding Found(string code, Severity severity, string sentence, int count, string nextStep) =>
        new() { Code = code, Severity = severity, Sentence = sentence, Numbers = new Dictionary<string, double> { ["count"] = count }, NextStep = nextStep };
}
