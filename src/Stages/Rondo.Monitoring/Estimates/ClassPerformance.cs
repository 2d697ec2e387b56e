using Rondo.Statistics;

namespace Rondo.Monitoring.Estimates;

/// <summary>Scores of several classes.</summary>
/// <param name="Scores">One list a class.</param>
/// <param name="Predictions">Predicted class; -1 where missing; null where the highest score decides.</param>
/// <param name="Truth">True class; -1 where it is not known.</param>
internal sealed record ClassScores(IReadOnlyList<double[]> Scores, int[]? Predictions, int[] Truth)
{
    /// <summary>Rows that hold every score.</summary>
    public int[] Scored(int[] rows) => [.. rows.Where(row => Scores.All(list => double.IsFinite(list[row])))];

    /// <summary>The scores of these rows.</summary>
    public IReadOnlyList<double[]> Of(int[] rows) => [.. Scores.Select(list => rows.Select(row => list[row]).ToArray())];

    /// <summary>Decided class of each of these rows.</summary>
    public int[] Decided(int[] rows) => [.. rows.Select(row => Predictions is { } given && given[row] >= 0 ? given[row] : Enumerable.Range(0, Scores.Count).MaxBy(c => Scores[c][row]))];
}

/// <summary>Confidence-based estimation for several classes: each against the rest, macro averages.</summary>
internal sealed class ClassPerformance(ClassScores reference, ClassScores analysis) : IPerformance
{
    private readonly MulticlassCbpe _cbpe = Fit(reference);

    public (double Low, double High) Range => (0, 1);

    public IReadOnlyDictionary<string, Estimate> Estimated(int[] rows)
    {
        var kept = analysis.Scored(rows);
        return kept.Length == 0 ? new Dictionary<string, Estimate>() : _cbpe.Estimate(analysis.Of(kept), analysis.Decided(kept));
    }

    public IReadOnlyDictionary<string, Estimate> Realised(int[] rows) => Measured(analysis, rows);

    public IReadOnlyDictionary<string, Estimate> OnReference(int[] rows) => Measured(reference, rows);

    private static MulticlassCbpe Fit(ClassScores rows)
    {
        int[] kept = [.. rows.Scored([.. Enumerable.Range(0, rows.Truth.Length)]).Where(row => rows.Truth[row] >= 0)];
        return MulticlassCbpe.Fit(rows.Of(kept), [.. kept.Select(row => rows.Truth[row])]);
    }

    private static Dictionary<string, Estimate> Measured(ClassScores side, int[] rows)
    {
        int[] kept = [.. side.Scored(rows).Where(row => side.Truth[row] >= 0)];
        if (kept.Length == 0)
        {
            return [];
        }

        int[] truth = [.. kept.Select(row => side.Truth[row])];
        var metrics = MulticlassMetrics.Of(truth, side.Decided(kept), side.Scores.Count);
        var areas = Enumerable.Range(0, side.Scores.Count).Select(c => RocAuc.DeLong([.. kept.Select(row => side.Scores[c][row])], [.. truth.Select(actual => actual == c)]));
        var specificity = metrics.PerClass().Select(one => one.Counts.Specificity());
        return new Dictionary<string, Estimate>
        {
            ["roc_auc"] = MacroAverage.Of([.. areas], "delong"),
            ["accuracy"] = metrics.Accuracy(),
            ["precision"] = metrics.Precision(),
            ["recall"] = metrics.Recall(),
            ["specificity"] = MacroAverage.Of([.. specificity], "wilson"),
            ["f1"] = metrics.F1(),
        };
    }
}
