namespace Rondo.Statistics;

/// <summary>How often an annotator who sees an item again gives it the same label: no annotator agrees with others better than with themselves.</summary>
public static class SelfConsistency
{
    /// <summary>Share of equal pairs of labels that one annotator gave to one item, with a Wilson interval over pairs.</summary>
    /// <param name="table">Ratings with repeated labels.</param>
    /// <param name="annotator">Index of one annotator; negative takes all together.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <returns>Undefined where nobody saw an item twice.</returns>
    public static Estimate Of(RatingTable table, int annotator = -1, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        long equal = 0, pairs = 0;
        for (var i = 0; i < table.Items; i++)
        {
            var people = table.AnnotatorsOf(i);
            var codes = table.CodesOf(i);
            for (var a = 0; a < people.Length; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    if (people[a] == people[b] && (annotator < 0 || annotator == people[a]))
                    {
                        pairs++;
                        equal += codes[a] == codes[b] ? 1 : 0;
                    }
                }
            }
        }

        return Proportion.Wilson(equal, pairs, level);
    }
}

internal sealed class SelfConsistencyStatistic() : Statistic(
    new Descriptor
    {
        Id = "self_consistency",
        Name = "Consistency with oneself",
        Family = "LabelQuality",
        Meaning = "How often an annotator who sees an item again gives it the same label.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs =
        [
            new Input("items", Shape.Labels, "Item of each annotation."),
            new Input("annotators", Shape.Labels, "Annotator of each annotation.", SameLengthAs: "items"),
            new Input("labels", Shape.Labels, "Label of each annotation.", SameLengthAs: "items", MayMiss: true),
        ],
        Parameters = [CommonParameters.Level],
        EdgeCases = "Undefined where nobody saw an item twice.",
        Source = "Intra-rater agreement: Gwet 2014.",
        Example = """{"items": ["1", "1", "2", "2", "3"], "annotators": ["a", "a", "a", "a", "b"], "labels": ["x", "x", "y", "x", "x"]}""",
    },
    inputs => StatisticResult.Of(SelfConsistency.Of(
        RatingTable.FromTriples([.. inputs.Labels("items").Select(x => x!)], [.. inputs.Labels("annotators").Select(x => x!)], inputs.Labels("labels")), -1, inputs.Number("level"))));
