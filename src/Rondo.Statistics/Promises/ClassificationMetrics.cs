namespace Rondo.Statistics;

/// <summary>The measures of the four cells as catalogue entries; they differ in a sentence and a formula only.</summary>
internal abstract class CellStatistic(string id, string name, string meaning, (double Low, double High) range, string edge, string source, Func<ConfusionCounts, StatisticInputs, Estimate> measure)
    : Statistic(
        new Descriptor
        {
            Id = id,
            Name = name,
            Family = "Promises",
            Meaning = meaning,
            Unit = range.Low < 0 ? "none" : "share",
            Range = range,
            Direction = Direction.HigherIsBetter,
            Inputs = CommonParameters.ScoresAndTruth,
            Parameters = [CommonParameters.Threshold, CommonParameters.Level, CommonParameters.Resamples(1000), CommonParameters.Seed],
            EdgeCases = edge,
            Source = source,
            Example = """{"scores": [0.9, 0.8, 0.7, 0.6, 0.4, 0.3], "truth": [1, 1, 0, 1, 1, 0]}""",
        },
        inputs =>
        {
            var counts = ConfusionCounts.At(inputs.Numbers("scores"), inputs.Flags("truth"), inputs.Number("threshold"));
            return StatisticResult.Of(measure(counts, inputs), ("tp", counts.Tp), ("fp", counts.Fp), ("fn", counts.Fn), ("tn", counts.Tn));
        })
{
    private protected static Estimate Drawn(ConfusionCounts counts, StatisticInputs inputs, Func<ConfusionCounts, double> measure) =>
        counts.Bootstrapped(measure, inputs.Integer("resamples"), inputs.Number("level"), inputs.ReadSeed());
}

internal sealed class RecallStatistic() : CellStatistic(
    "recall", "Recall", "The share of the true cases that is found.", (0, 1), "Undefined without a true case.", "Wilson 1927 (interval).",
    (c, i) => c.Recall(i.Number("level")));

internal sealed class PrecisionStatistic() : CellStatistic(
    "precision", "Precision", "The share of the alarms that is right.", (0, 1), "Undefined without an alarm.", "Wilson 1927 (interval).",
    (c, i) => c.Precision(i.Number("level")));

internal sealed class SpecificityStatistic() : CellStatistic(
    "specificity", "Specificity", "The share of the negatives that is left alone.", (0, 1), "Undefined without a negative.", "Wilson 1927 (interval).",
    (c, i) => c.Specificity(i.Number("level")));

internal sealed class AccuracyStatistic() : CellStatistic(
    "accuracy", "Accuracy", "The share of right decisions; on rare cases doing nothing already scores high.", (0, 1), "Undefined on empty input.", "Wilson 1927 (interval).",
    (c, i) => c.Accuracy(i.Number("level")));

internal sealed class F1Statistic() : CellStatistic(
    "f1", "F1", "One number for finding the true cases and raising few false alarms, both alike important.", (0, 1), "Undefined with neither a true case nor an alarm.", "van Rijsbergen 1979.",
    (c, i) => Drawn(c, i, x => x.F1));

internal sealed class MccStatistic() : CellStatistic(
    "mcc", "Matthews correlation", "How decisions and truth go together, fair also where one class is rare; 0 is guessing.", (-1, 1),
    "Undefined on empty input; 0 where all rows or all decisions are of one kind.", "Matthews 1975; Chicco and Jurman 2020.",
    (c, i) => Drawn(c, i, x => x.Mcc));

internal sealed class BalancedAccuracyStatistic() : CellStatistic(
    "balanced_accuracy", "Balanced accuracy", "The mean of the shares found in each class, so that a rare class counts as much as a common one.", (0, 1),
    "Undefined where a class is missing.", "Brodersen et al. 2010.",
    (c, i) => Drawn(c, i, x => x.BalancedAccuracy));
