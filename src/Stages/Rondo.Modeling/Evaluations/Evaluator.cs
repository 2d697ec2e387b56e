using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Kernel;
using Rondo.Modeling.Promises;
using Rondo.Modeling.Training;
using Rondo.Statistics;

namespace Rondo.Modeling.Evaluations;

/// <summary>Everything that held-out rows say about a candidate.</summary>
internal static class Evaluator
{
    // Scores within half a unit of log-odds of the threshold would change sides with a small change of the row.
    private const double ShakyBand = 0.5;

    /// <summary>The held-out rows of a plan, scored.</summary>
    public static JudgedRows Score(TrainingPlan plan, PackedModel package)
    {
        var table = plan.Table.Take(plan.Split.Test);
        var truth = plan.Split.Test.Select(row => plan.Target.Labels[row] == 1).ToArray();
        return new JudgedRows(table, package.Score(package.Space.Encode(table)), truth, package);
    }

    public static IReadOnlyDictionary<string, Contracts.Estimate> Metrics(JudgedRows rows) =>
        ScoreReport.Of(rows.Scores, rows.Truth, [.. rows.Scores.Select(score => score >= rows.Threshold)]).ToDictionary(metric => metric.Key, metric => metric.Value.ToWire());

    public static Confusion At(JudgedRows rows, double threshold)
    {
        var counts = ConfusionCounts.At(rows.Scores, rows.Truth, threshold);
        return new Confusion(threshold, (int)counts.Tp, (int)counts.Fp, (int)counts.Fn, (int)counts.Tn);
    }

    public static IReadOnlyList<Confusion> Board(JudgedRows rows) => [.. Enumerable.Range(0, 101).Select(step => At(rows, step / 100.0))];

    public static IReadOnlyList<Contracts.ReliabilityBin> Calibration(JudgedRows rows) =>
        [.. Reliability.EqualMass(rows.Scores, rows.Truth).Where(bin => bin.Observed.N > 0).Select(bin => new Contracts.ReliabilityBin(bin.MeanScore, bin.Observed.ToWire()))];

    public static Contracts.Estimate Shaky(JudgedRows rows)
    {
        var cut = Probabilities.LogOdds(rows.Threshold);
        return Proportion.Wilson(rows.Scores.Count(score => Math.Abs(Probabilities.LogOdds(score) - cut) < ShakyBand), rows.Scores.Length).ToWire();
    }

    /// <summary>The most wrong decisions of either kind, each with the three strongest reasons.</summary>
    public static IReadOnlyList<ErrorExample> Examples(JudgedRows rows, TrainingPlan plan)
    {
        var all = Enumerable.Range(0, rows.Truth.Length).ToList();
        var alarms = all.Where(row => !rows.Truth[row] && rows.Scores[row] >= rows.Threshold).OrderByDescending(row => rows.Scores[row]).Take(3);
        var misses = all.Where(row => rows.Truth[row] && rows.Scores[row] < rows.Threshold).OrderBy(row => rows.Scores[row]).Take(3);
        return
        [
            .. misses.Concat(alarms).Select(row =>
            {
                var features = rows.Package.Space.Encode(rows.Table.Take([row]));
                var reasons = rows.Package.Model.Explain(features, 0).OrderByDescending(reason => Math.Abs(reason.Value)).Take(3)
                    .Select(reason => FormattableString.Invariant($"{reason.Feature} = {rows.Table.Find(reason.Feature.Split(':')[0])?.Text(row)} ({reason.Value:+0.00;-0.00})"));
                return new ErrorExample(plan.Split.Test[row], rows.Scores[row], rows.Truth[row] ? plan.Target.Task.Classes[1] : plan.Target.Task.Classes[0], [.. reasons]);
            }),
        ];
    }
}
