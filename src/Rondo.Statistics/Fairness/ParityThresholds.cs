namespace Rondo.Statistics;

/// <summary>Which rate is to be the same in all groups.</summary>
public enum ParityGoal
{
    /// <summary>The share decided positive.</summary>
    SelectionRate,

    /// <summary>The share of positives that is found.</summary>
    Recall,
}

/// <summary>Thresholds of each group, and what parity costs.</summary>
/// <param name="Thresholds">Threshold of each group.</param>
/// <param name="Counts">The four cells over all rows with those thresholds.</param>
/// <param name="CommonCounts">The four cells over all rows with the common threshold.</param>
/// <param name="ExtraCost">Cost of errors with parity minus cost without, in the unit of the costs; negative where parity saves.</param>
public sealed record ParityOutcome(IReadOnlyDictionary<string, double> Thresholds, ConfusionCounts Counts, ConfusionCounts CommonCounts, double ExtraCost);

/// <summary>Group-wise thresholds that give all groups the rate that a common threshold gives to all rows together.</summary>
/// <remarks>Using group membership in a decision is forbidden in some laws: this shows the price, not a permission. Source: Hardt, Price and Srebro 2016.</remarks>
public static class ParityThresholds
{
    /// <summary>Finds the thresholds on a tuning sample.</summary>
    /// <param name="scores">Scores without NaN.</param>
    /// <param name="truth">What came true.</param>
    /// <param name="groups">Group of each row.</param>
    /// <param name="threshold">Common threshold to compare with.</param>
    /// <param name="goal">Which rate is to be the same.</param>
    /// <param name="costMiss">Cost of a miss.</param>
    /// <param name="costFalseAlarm">Cost of a false alarm.</param>
    public static ParityOutcome Equalise(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, IReadOnlyList<string?> groups, double threshold = 0.5, ParityGoal goal = ParityGoal.Recall, double costMiss = 1, double costFalseAlarm = 1)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Check.SameLength(scores.Length, truth.Length);
        Check.SameLength(scores.Length, groups.Count);
        var common = ConfusionCounts.At(scores, truth, threshold);
        var target = goal == ParityGoal.Recall ? (double)common.Tp / common.Positives : (double)common.Selected / common.N;
        var rows = new SortedDictionary<string, List<(double Score, bool Truth)>>(StringComparer.Ordinal);
        for (var i = 0; i < scores.Length; i++)
        {
            var name = groups[i] ?? CategoryCounts.Missing;
            if (!rows.TryGetValue(name, out var list))
            {
                rows[name] = list = [];
            }

            list.Add((scores[i], truth[i]));
        }

        var thresholds = new Dictionary<string, double>();
        var counts = default(ConfusionCounts);
        foreach (var (name, list) in rows)
        {
            double[] groupScores = [.. list.Select(r => r.Score)];
            bool[] groupTruth = [.. list.Select(r => r.Truth)];
            thresholds[name] = Nearest(groupScores, groupTruth, target, goal, threshold);
            counts += ConfusionCounts.At(groupScores, groupTruth, thresholds[name]);
        }

        return new ParityOutcome(thresholds, counts, common, counts.Cost(costMiss, costFalseAlarm) - common.Cost(costMiss, costFalseAlarm));
    }

    private static double Nearest(double[] scores, bool[] truth, double target, ParityGoal goal, double fallback)
    {
        if (ScoreGroups.Build(scores, truth) is not { Count: > 0 } groups || (goal == ParityGoal.Recall && groups.Positives == 0) || double.IsNaN(target))
        {
            return fallback;
        }

        // Selecting nobody is a choice too.
        double best = Math.BitIncrement(groups.Score[0]), gap = target;
        for (var g = 0; g < groups.Count; g++)
        {
            var rate = goal == ParityGoal.Recall
                ? (double)groups.TruePositives[g] / groups.Positives
                : (double)(groups.TruePositives[g] + groups.FalsePositives[g]) / scores.Length;
            if (Math.Abs(rate - target) < gap)
            {
                (best, gap) = (groups.Score[g], Math.Abs(rate - target));
            }
        }

        return best;
    }
}
