namespace Rondo.Statistics;

/// <summary>Whether the right thing is near the top.</summary>
public static class TopK
{
    /// <summary>Share of rows whose true class is among the k most probable; ties count against the model.</summary>
    /// <param name="probabilities">One row of class scores per row.</param>
    /// <param name="labels">True class of each.</param>
    /// <param name="k">How many places count.</param>
    /// <param name="level">Coverage of the Wilson interval.</param>
    public static Estimate Accuracy(IReadOnlyList<double[]> probabilities, ReadOnlySpan<int> labels, int k, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Check.SameLength(probabilities.Count, labels.Length);
        long hits = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var own = probabilities[i][labels[i]];
            var ahead = 0;
            for (var c = 0; c < probabilities[i].Length; c++)
            {
                ahead += c != labels[i] && probabilities[i][c] >= own ? 1 : 0;
            }

            hits += ahead < k ? 1 : 0;
        }

        return Proportion.Wilson(hits, labels.Length, level);
    }

    /// <summary>Share of positives among the k rows with the highest scores: what a team that can handle k cases will see. Ties share their places.</summary>
    public static Estimate Precision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, int k, double level = 0.95)
    {
        if (ScoreGroups.Build(scores, truth) is not { Count: > 0 } groups || k < 1)
        {
            return Estimate.Undefined(scores.Length, "wilson");
        }

        double hits = 0, places = Math.Min(k, scores.Length), taken = 0;
        for (var g = 0; g < groups.Count && taken < places; g++)
        {
            double before = g == 0 ? 0 : groups.TruePositives[g - 1], rows = groups.TruePositives[g] + groups.FalsePositives[g] - taken;
            var here = Math.Min(rows, places - taken);
            hits += (groups.TruePositives[g] - before) * here / rows;
            taken += here;
        }

        return Proportion.Wilson(hits / places, places, (long)places, level);
    }
}

internal sealed class TopKStatistic() : Statistic(
    new Descriptor
    {
        Id = "precision_at_k",
        Name = "Precision at k",
        Family = "Promises",
        Meaning = "The share of true cases among the k rows with the highest scores: what a team that can handle k cases will see.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = CommonParameters.ScoresAndTruth,
        Parameters = [new Parameter("k", "How many rows can be handled.", "3", 1, 1e9), CommonParameters.Level],
        EdgeCases = "Undefined on empty input. More places than rows take all rows; ties share their places.",
        Source = "Manning, Raghavan and Schuetze 2008, chapter 8.",
        Example = """{"scores": [0.9, 0.8, 0.7, 0.6], "truth": [1, 0, 1, 0], "k": 2}""",
    },
    inputs => StatisticResult.Of(TopK.Precision(inputs.Numbers("scores"), inputs.Flags("truth"), inputs.Integer("k"), inputs.Number("level"))));
