using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Modeling.Measuring;

/// <summary>One class of several, against the rest.</summary>
/// <param name="Class">Class.</param>
/// <param name="N">Rows that truly are of it.</param>
/// <param name="Predicted">Rows that were said to be of it.</param>
/// <param name="Precision">Share of those said to be of it that are.</param>
/// <param name="Recall">Share of those that are of it that were said to be.</param>
/// <param name="F1">Their harmonic mean; null where undefined.</param>
internal sealed record ClassRow(string Class, long N, long Predicted, Contracts.Estimate? Precision, Contracts.Estimate? Recall, double? F1);

/// <summary>Predicted classes against true ones.</summary>
internal static class ClassMetrics
{
    private const int Resamples = 500;
    private const int ClassesNamed = 200;

    /// <summary>Measures and returns the kept rows with whether each was right.</summary>
    public static Answer<MulticlassMetrics> Fill(Measured into, Column truth, Column prediction, ulong seed)
    {
        // Every class that occurs on either side, in one order that does not depend on the rows'.
        var names = Texts(truth).Concat(Texts(prediction)).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        if (names.Count > ClassesNamed)
        {
            return new Refusal(ScoredRows.ManyClasses, $"{truth.Name} and {prediction.Name} hold {names.Count:N0} different values; at most {ClassesNamed} can be classes.", "Name columns that hold classes.");
        }

        var index = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        int[] kept = [.. Enumerable.Range(0, truth.Length).Where(row => !truth.IsMissing(row) && !prediction.IsMissing(row))];
        if (kept.Length == 0)
        {
            return new Refusal(ScoredRows.NoRows, $"None of {truth.Length:N0} rows holds both {truth.Name} and {prediction.Name}.", "Check that the columns are the right ones.");
        }

        foreach (var finding in TableFiles.LeftOut(truth.Length - kept.Length, "the truth or the prediction"))
        {
            into.Add(finding);
        }

        int[] actual = [.. kept.Select(row => index[truth.Text(row)])], said = [.. kept.Select(row => index[prediction.Text(row)])];
        var metrics = MulticlassMetrics.Of(actual, said, names.Count);
        into.Note("n", kept.Length);
        into.Note("classes", names);
        into.Metric("accuracy", metrics.Accuracy(), "there is no row.");
        into.Metric("balanced_accuracy", metrics.Recall(resamples: Resamples, seed: seed), "no class occurs.");
        into.Metric("macro_precision", metrics.Precision(resamples: Resamples, seed: seed), "no class was predicted.");
        into.Metric("macro_recall", metrics.Recall(resamples: Resamples, seed: seed), "no class occurs.");
        into.Metric("macro_f1", metrics.F1(resamples: Resamples, seed: seed), "no class occurs.");
        into.Metric("weighted_f1", metrics.F1(Averaging.Weighted, Resamples, seed: seed), "no class occurs.");
        into.Metric("mcc", metrics.Mcc(Resamples, seed: seed), "the truth or the predictions hold one class only.");
        into.Note("per_class", metrics.PerClass().Select(one => new ClassRow(names[one.Class], one.Counts.Positives, one.Counts.Selected, one.Counts.Precision().ToWireOrNull(), one.Counts.Recall().ToWireOrNull(), one.Counts.F1.OrNull())).ToList());
        into.Note("confusion", Enumerable.Range(0, names.Count).Select(row => Enumerable.Range(0, names.Count).Select(column => metrics[row, column]).ToList()).ToList());
        return metrics;
    }

    private static IEnumerable<string> Texts(Column column) => column is TextColumn text ? text.Distinct : Enumerable.Range(0, column.Length).Select(column.Text);
}
