namespace Rondo.Statistics;

/// <summary>What one threshold does.</summary>
/// <param name="Threshold">A score at or above it is positive.</param>
/// <param name="Counts">The four cells.</param>
/// <param name="Cost">Cost of errors per row.</param>
public readonly record struct CostPoint(double Threshold, ConfusionCounts Counts, double Cost);

/// <summary>Misses, false alarms, workload and money at every threshold: the data behind a threshold slider.</summary>
public static class CostCurve
{
    /// <summary>The curve, from the highest threshold down.</summary>
    /// <param name="scores">Scores without NaN.</param>
    /// <param name="truth">What came true.</param>
    /// <param name="costMiss">Cost of a miss.</param>
    /// <param name="costFalseAlarm">Cost of a false alarm.</param>
    /// <param name="points">At most this many points, evenly spread over the distinct scores.</param>
    public static IReadOnlyList<CostPoint> Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double costMiss, double costFalseAlarm, int points = 500)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        if (ScoreGroups.Build(scores, truth) is not { Count: > 0 } groups)
        {
            return [];
        }

        var step = Math.Max(1.0, (double)groups.Count / points);
        var result = new List<CostPoint>();
        for (double at = step - 1; at < groups.Count - 0.5; at += step)
        {
            var g = (int)Math.Round(at);
            var counts = new ConfusionCounts(groups.TruePositives[g], groups.FalsePositives[g], groups.Positives - groups.TruePositives[g], groups.Negatives - groups.FalsePositives[g]);
            result.Add(new CostPoint(groups.Score[g], counts, counts.Cost(costMiss, costFalseAlarm) / counts.N));
        }

        return result;
    }

    /// <summary>The cheapest point of all thresholds, "select nobody" (threshold above the highest score) included; null on no rows.</summary>
    public static CostPoint? Cheapest(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double costMiss, double costFalseAlarm)
    {
        if (ScoreGroups.Build(scores, truth) is not { Count: > 0 } groups)
        {
            return null;
        }

        var none = new ConfusionCounts(0, 0, groups.Positives, groups.Negatives);
        var best = new CostPoint(Math.BitIncrement(groups.Score[0]), none, none.Cost(costMiss, costFalseAlarm) / none.N);
        for (var g = 0; g < groups.Count; g++)
        {
            var counts = new ConfusionCounts(groups.TruePositives[g], groups.FalsePositives[g], groups.Positives - groups.TruePositives[g], groups.Negatives - groups.FalsePositives[g]);
            var cost = counts.Cost(costMiss, costFalseAlarm) / counts.N;
            best = cost < best.Cost ? new CostPoint(groups.Score[g], counts, cost) : best;
        }

        return best;
    }
}
