namespace Rondo.Statistics;

/// <summary>Average precision: the area under the precision-recall curve as a step sum, sum of (R_n - R_{n-1}) P_n.</summary>
public static class AveragePrecision
{
    /// <summary>Average precision with a bootstrap interval over rows.</summary>
    /// <param name="scores">One score per row.</param>
    /// <param name="truth">As long as <paramref name="scores"/>; true is positive.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples; 0 gives no interval.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined where there is no positive or a score is NaN.</returns>
    /// <remarks>Its chance level is the share of positives. Equal scores are one step. Source: Davis and Goadrich 2006.</remarks>
    public static Estimate Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double level = 0.95, int resamples = 200, ulong seed = 1)
    {
        Check.Level(level);
        var groups = ScoreGroups.Build(scores, truth);
        if (groups is null || groups.Positives == 0)
        {
            return Estimate.Undefined(scores.Length, "bootstrap");
        }

        var cells = new long[2 * groups.Count];
        for (var g = 0; g < groups.Count; g++)
        {
            cells[2 * g] = groups.TruePositives[g] - (g == 0 ? 0 : groups.TruePositives[g - 1]);
            cells[(2 * g) + 1] = groups.FalsePositives[g] - (g == 0 ? 0 : groups.FalsePositives[g - 1]);
        }

        var draws = CellBootstrap.Draws(cells, scores.Length, Value, resamples, seed);
        return Bootstrap.FromDraws(Value(groups), scores.Length, draws, level, "bootstrap");
    }

    /// <summary>The value alone; NaN where there is no positive or a score is NaN.</summary>
    public static double Value(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth) =>
        ScoreGroups.Build(scores, truth) is { } groups ? Value(groups) : double.NaN;

    internal static double Value(ScoreGroups groups)
    {
        double sum = 0;
        long before = 0;
        for (var g = 0; g < groups.Count; g++)
        {
            var tp = groups.TruePositives[g];
            if (tp > before)
            {
                sum += (tp - before) * ((double)tp / (tp + groups.FalsePositives[g]));
                before = tp;
            }
        }

        return groups.Positives == 0 ? double.NaN : sum / groups.Positives;
    }

    // Cells: positives and negatives of each score group, from the highest score down.
    private static double Value(ReadOnlySpan<long> cells)
    {
        double sum = 0;
        long tp = 0, fp = 0;
        for (var g = 0; g < cells.Length; g += 2)
        {
            tp += cells[g];
            fp += cells[g + 1];
            sum += cells[g] == 0 ? 0 : cells[g] * ((double)tp / (tp + fp));
        }

        return tp == 0 ? double.NaN : sum / tp;
    }
}

internal sealed class AveragePrecisionStatistic() : Statistic(
    new Descriptor
    {
        Id = "average_precision",
        Name = "Average precision",
        Family = "Promises",
        Meaning = "How pure the top of the list is, over all lengths of the list; a random order scores the share of positives.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = CommonParameters.ScoresAndTruth,
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined without a positive. All scores equal give the share of positives.",
        Source = "Davis and Goadrich 2006; step sum without interpolation.",
        Example = """{"scores": [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], "truth": [1, 0, 1, 0, 1, 0]}""",
    },
    inputs => StatisticResult.Of(AveragePrecision.Of(
        inputs.Numbers("scores"), inputs.Flags("truth"), inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed())));
