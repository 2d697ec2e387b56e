namespace Rondo.Statistics;

/// <summary>What confident learning found.</summary>
/// <param name="Joint">Estimated joint distribution of given label (rows) and true label (columns); sums to 1.</param>
/// <param name="Suspects">Rows whose label is probably wrong, most suspicious first.</param>
/// <param name="Suggested">Probable true label of each suspect, in the order of <paramref name="Suspects"/>.</param>
/// <param name="ErrorShare">Estimated share of wrong labels, with its bootstrap-free normal interval on the counts.</param>
public sealed record LabelErrors(double[][] Joint, int[] Suspects, int[] Suggested, Estimate ErrorShare);

/// <summary>
/// Finds labels that are probably wrong from a model's out-of-fold probabilities: a row is suspicious when another class
/// is as probable for it as for rows that really have that label.
/// </summary>
/// <remarks>Source: Northcutt, Jiang and Chuang 2021, "Confident learning"; pruning by class with the largest margin first.</remarks>
public static class ConfidentLearning
{
    /// <summary>Searches.</summary>
    /// <param name="labels">Given label of each row, from 0.</param>
    /// <param name="probabilities">One row of class probabilities per row, from a model that did not see that row.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static LabelErrors Find(ReadOnlySpan<int> labels, IReadOnlyList<double[]> probabilities, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Check.SameLength(labels.Length, probabilities.Count);
        if (labels.IsEmpty)
        {
            return new LabelErrors([], [], [], Estimate.Undefined(0, "wilson"));
        }

        int n = labels.Length, k = probabilities[0].Length;
        double[] threshold = new double[k], given = new double[k];
        for (var i = 0; i < n; i++)
        {
            threshold[labels[i]] += probabilities[i][labels[i]];
            given[labels[i]]++;
        }

        for (var c = 0; c < k; c++)
        {
            threshold[c] = given[c] > 0 ? threshold[c] / given[c] : double.PositiveInfinity;
        }

        var confident = new int[n];
        double[][] joint = [.. Enumerable.Range(0, k).Select(_ => new double[k])];
        for (var i = 0; i < n; i++)
        {
            var best = -1;
            for (var c = 0; c < k; c++)
            {
                if (probabilities[i][c] >= threshold[c] - 1e-12 && (best < 0 || probabilities[i][c] > probabilities[i][best]))
                {
                    best = c;
                }
            }

            confident[i] = best;
            if (best >= 0)
            {
                joint[labels[i]][best]++;
            }
        }

        Calibrate(joint, given, n);
        int[] label = labels.ToArray();
        int[] suspects = [.. Enumerable.Range(0, n).Where(i => confident[i] >= 0 && confident[i] != label[i])
            .OrderBy(i => probabilities[i][label[i]] - probabilities[i][confident[i]])];
        double wrong = 0;
        for (var c = 0; c < k; c++)
        {
            wrong += joint[c].Sum() - joint[c][c];
        }

        return new LabelErrors(joint, suspects, [.. suspects.Select(i => confident[i])], Proportion.Wilson(Math.Clamp(wrong, 0, 1), n, n, level));
    }

    // Rows are scaled to the number of rows that really carry the label.
    private static void Calibrate(double[][] joint, double[] given, double n)
    {
        for (var c = 0; c < joint.Length; c++)
        {
            var row = joint[c].Sum();
            for (var d = 0; d < joint.Length; d++)
            {
                joint[c][d] = row > 0 ? joint[c][d] / row * given[c] / n : c == d ? given[c] / n : 0;
            }
        }
    }
}

internal sealed class ConfidentLearningStatistic() : Statistic(
    new Descriptor
    {
        Id = "label_errors",
        Name = "Suspected label errors",
        Family = "LabelQuality",
        Meaning = "The share of labels that are probably wrong, judged by a model that did not see them.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs =
        [
            new Input("labels", Shape.Numbers, "Given label of each row, numbered from 0.", Low: 0, High: 100_000),
            new Input("probabilities", Shape.NumberRows, "Class probabilities of each row, from a model that did not see it.", SameLengthAs: "labels", Low: 0, High: 1),
        ],
        Parameters = [CommonParameters.Level],
        EdgeCases = "Undefined on empty input and where a label has no column of probabilities.",
        Source = "Northcutt, Jiang and Chuang 2021.",
        Example = """{"labels": [0, 0, 0, 1, 1, 1], "probabilities": [[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.2, 0.8], [0.1, 0.9], [0.3, 0.7]]}""",
    },
    inputs =>
    {
        int[] labels = [.. inputs.Numbers("labels").Select(l => (int)l)];
        double[][] probabilities = inputs.NumberRows("probabilities");
        if (labels.Any(l => l >= probabilities[0].Length))
        {
            return StatisticResult.Undefined("A label has no column of probabilities.", labels.Length);
        }

        var found = ConfidentLearning.Find(labels, probabilities, inputs.Number("level"));
        return StatisticResult.Of(found.ErrorShare, ("suspects", found.Suspects.Length)) with
        {
            Lists = new Dictionary<string, double[]> { ["suspects"] = [.. found.Suspects.Select(i => (double)i)], ["suggested"] = [.. found.Suggested.Select(c => (double)c)] },
        };
    });
