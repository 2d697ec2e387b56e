namespace Rondo.Statistics;

/// <summary>What one chunk is expected to score.</summary>
/// <param name="N">Rows.</param>
/// <param name="Confusion">Expected counts at the threshold.</param>
/// <param name="Metrics">
/// <c>accuracy</c>, <c>precision</c>, <c>recall</c>, <c>specificity</c>, <c>f1</c>, <c>roc_auc</c> and <c>average_precision</c>;
/// each interval is the spread that chunks of this size have by chance.
/// </param>
public sealed record CbpeChunk(long N, ExpectedConfusion Confusion, IReadOnlyDictionary<string, Estimate> Metrics);

/// <summary>
/// Confidence-based performance estimation: calibrated probabilities say how often the model will turn out right, so its
/// performance can be read off before the labels arrive.
/// </summary>
/// <remarks>
/// It holds while the calibration holds: the inputs may drift within what the reference has seen, but the relation of score
/// and outcome may not. Where the concept changes it cannot notice: expected values stay high while the truth falls. Watch
/// real outcomes, however few, beside it. Source: NannyML, "How CBPE works"; Bialek et al. 2024, "Estimating model
/// performance under covariate shift without labels".
/// </remarks>
public sealed class Cbpe
{
    private readonly CbpeErrors _errors;

    private Cbpe(IsotonicRegression? calibrator, CbpeErrors errors, double threshold)
    {
        Calibrator = calibrator;
        _errors = errors;
        Threshold = threshold;
    }

    /// <summary>Curve from score to probability; null where the scores were well calibrated as they came.</summary>
    public IsotonicRegression? Calibrator { get; }

    /// <summary>A score at or above it is decided positive.</summary>
    public double Threshold { get; }

    /// <summary>Learns the calibration and the sampling errors from labelled rows.</summary>
    /// <param name="scores">Stated probabilities, in [0, 1], without NaN.</param>
    /// <param name="truth">What came true; both classes must occur.</param>
    /// <param name="threshold">A score at or above it is decided positive.</param>
    /// <param name="calibrate">Null calibrates only where that lowers the calibration error on held-out rows.</param>
    /// <param name="weights">Weight of each row, for example its density ratio; empty counts all alike.</param>
    /// <param name="decisions">What was decided for each row, where that was not done by the threshold.</param>
    /// <exception cref="ArgumentException">One class is missing or a score is NaN.</exception>
    public static Cbpe Fit(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double threshold = 0.5, bool? calibrate = null, ReadOnlySpan<double> weights = default, ReadOnlySpan<bool> decisions = default)
    {
        if (ScoreGroups.Build(scores, truth) is not { Positives: > 0, Negatives: > 0 } groups)
        {
            throw new ArgumentException("The reference must hold both classes and no missing score.", nameof(truth));
        }

        IsotonicRegression? calibrator = null;
        if (!weights.IsEmpty)
        {
            calibrator = IsotonicRegression.Fit(scores, CalibrationNeed.AsNumbers(truth), weights);
        }
        else if (calibrate ?? CalibrationNeed.Shows(scores, truth))
        {
            calibrator = IsotonicRegression.Fit(scores, truth);
        }

        var counts = decisions.IsEmpty ? ConfusionCounts.At(scores, truth, threshold) : ConfusionCounts.Of(decisions, truth);
        return new Cbpe(calibrator, CbpeErrors.Of(groups, counts), threshold);
    }

    /// <summary>Estimates a chunk of unlabelled rows. O(n) after sorting.</summary>
    /// <param name="scores">Stated probabilities, without NaN.</param>
    /// <param name="level">Coverage of the intervals.</param>
    public CbpeChunk Estimate(ReadOnlySpan<double> scores, double level = 0.95)
    {
        double[] sorted = scores.ToArray();
        Sorting.Ascending(sorted);
        var from = SortedColumn.CountBelow(sorted, Threshold);
        var probability = Probabilities(sorted);
        double below = Sum(probability.AsSpan(0, from)), above = Sum(probability.AsSpan(from));
        var confusion = new ExpectedConfusion(above, sorted.Length - from - above, below, from - below);
        return new CbpeChunk(scores.Length, confusion, Metrics(confusion, sorted, probability, level));
    }

    /// <summary>Estimates a chunk whose decisions were not made by the threshold.</summary>
    /// <param name="scores">Stated probabilities, without NaN.</param>
    /// <param name="decisions">What was decided for each row.</param>
    /// <param name="level">Coverage of the intervals.</param>
    public CbpeChunk Estimate(ReadOnlySpan<double> scores, ReadOnlySpan<bool> decisions, double level = 0.95)
    {
        Check.SameLength(scores.Length, decisions.Length);
        double tp = 0, fp = 0, fn = 0, tn = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var p = Probability(scores[i]);
            (tp, fp, fn, tn) = decisions[i] ? (tp + p, fp + 1 - p, fn, tn) : (tp, fp, fn + p, tn + 1 - p);
        }

        double[] sorted = scores.ToArray();
        Sorting.Ascending(sorted);
        var confusion = new ExpectedConfusion(tp, fp, fn, tn);
        return new CbpeChunk(scores.Length, confusion, Metrics(confusion, sorted, Probabilities(sorted), level));
    }

    /// <summary>Calibrated probability of a score.</summary>
    public double Probability(double score) => Calibrator is null ? score : Calibrator.Apply(score);

    // The calibration never falls, so probabilities of sorted scores come in one walk along its knots.
    private double[] Probabilities(double[] sorted) => Calibrator is null ? sorted : Calibrator.ApplySorted(sorted);

    private Dictionary<string, Estimate> Metrics(ExpectedConfusion c, double[] sorted, double[] probability, double level)
    {
        var (auc, precision) = Ranking(sorted, probability);
        var n = sorted.Length;
        var z = Distributions.Z(level);
        Estimate Of(double value, double error) => double.IsNaN(value)
            ? Statistics.Estimate.Undefined(n, "cbpe")
            : new Estimate(value, n, Math.Max(0, value - (z * error)), Math.Min(1, value + (z * error)), level, "cbpe");
        return new Dictionary<string, Estimate>
        {
            ["accuracy"] = Of(c.Accuracy, _errors.Accuracy / Math.Sqrt(n)),
            ["precision"] = Of(c.Precision, _errors.Precision / Math.Sqrt(n)),
            ["recall"] = Of(c.Recall, _errors.Recall / Math.Sqrt(n)),
            ["specificity"] = Of(c.Specificity, _errors.Specificity / Math.Sqrt(n)),
            ["f1"] = Of(c.F1, _errors.F1 / Math.Sqrt(n)),
            ["roc_auc"] = Of(auc, _errors.RocAuc / Math.Sqrt(n)),
            ["average_precision"] = Of(precision, _errors.AveragePrecision / Math.Sqrt(n)),
        };
    }

    // From the highest score down; equal scores are one step.
    private static (double Auc, double AveragePrecision) Ranking(double[] sorted, double[] probability)
    {
        double positives = 0, negatives = 0, area = 0, precision = 0;
        for (var end = sorted.Length; end > 0;)
        {
            var start = end - 1;
            var p = probability[start];
            while (start > 0 && sorted[start - 1] == sorted[end - 1])
            {
                p += probability[--start];
            }

            var q = end - start - p;
            area += q * (positives + (p / 2));
            positives += p;
            negatives += q;
            precision += p * positives / (positives + negatives);
            end = start;
        }

        return (area / (positives * negatives), precision / positives);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}

internal sealed class CbpeStatistic() : Statistic(
    new Descriptor
    {
        Id = "cbpe",
        Name = "Performance without labels (CBPE)",
        Family = "Performance",
        Meaning = "How well the model probably does on rows whose outcome is not known yet, as long as scores still mean what they meant.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs =
        [
            new Input("reference_scores", Shape.Numbers, "Stated probabilities of labelled rows.", Low: 0, High: 1),
            new Input("reference_truth", Shape.Flags, "What came true for them.", SameLengthAs: "reference_scores"),
            new Input("scores", Shape.Numbers, "Stated probabilities of rows without labels.", Low: 0, High: 1),
        ],
        Parameters =
        [
            new Parameter("metric", "Which measure to estimate.", "roc_auc", Choices: ["accuracy", "precision", "recall", "specificity", "f1", "roc_auc", "average_precision"]),
            CommonParameters.Threshold,
            CommonParameters.Level,
        ],
        MinimumSample = 2,
        EdgeCases = "Undefined where the reference holds one class. Cannot notice that the relation of score and outcome has changed.",
        Source = "NannyML; Bialek et al. 2024.",
        Example = """{"reference_scores": [0.9, 0.8, 0.7, 0.3, 0.2, 0.1], "reference_truth": [1, 1, 0, 1, 0, 0], "scores": [0.95, 0.6, 0.4, 0.15]}""",
    },
    inputs =>
    {
        bool[] truth = inputs.Flags("reference_truth");
        if (truth.Distinct().Count() < 2)
        {
            return StatisticResult.Undefined("The reference holds one class only, so nothing can be learned from it.", truth.Length);
        }

        var chunk = Cbpe.Fit(inputs.Numbers("reference_scores"), truth, inputs.Number("threshold")).Estimate(inputs.Numbers("scores"), inputs.Number("level"));
        return new StatisticResult(chunk.Metrics[inputs.Choice("metric")], chunk.Metrics.ToDictionary(m => m.Key, m => m.Value.Value));
    });
