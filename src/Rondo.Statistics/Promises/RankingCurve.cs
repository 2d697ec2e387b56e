namespace Rondo.Statistics;

/// <summary>One threshold of a ranking.</summary>
/// <param name="Threshold">A score at or above it is positive.</param>
/// <param name="Recall">Share of positives at or above it.</param>
/// <param name="Precision">Share of positives among the rows at or above it.</param>
/// <param name="FalsePositiveRate">Share of negatives at or above it.</param>
public readonly record struct RankingPoint(double Threshold, double Recall, double Precision, double FalsePositiveRate);

/// <summary>ROC and precision-recall curve of one sample, and the areas under both, from one sort.</summary>
public sealed class RankingCurve
{
    private readonly ScoreGroups _groups;

    private RankingCurve(ScoreGroups groups) => _groups = groups;

    /// <summary>Sorts; null where a score is NaN.</summary>
    /// <param name="scores">One score per row.</param>
    /// <param name="truth">What came true.</param>
    public static RankingCurve? Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth) =>
        ScoreGroups.Build(scores, truth) is { } groups ? new RankingCurve(groups) : null;

    /// <summary>Number of distinct thresholds.</summary>
    public int Count => _groups.Count;

    /// <summary>A point, from the highest threshold down.</summary>
    public RankingPoint this[int index]
    {
        get
        {
            double tp = _groups.TruePositives[index], fp = _groups.FalsePositives[index];
            return new RankingPoint(_groups.Score[index], tp / _groups.Positives, tp / (tp + fp), fp / _groups.Negatives);
        }
    }

    /// <summary>Average precision; NaN without a positive.</summary>
    public double AveragePrecision => Statistics.AveragePrecision.Value(_groups);

    /// <summary>Area under the ROC curve with DeLong's interval.</summary>
    public Estimate RocAuc(double level = 0.95)
    {
        Check.Level(level);
        return Statistics.RocAuc.DeLong(_groups, level);
    }
}
