using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Statistics;

namespace Rondo.Data.Judgement.Checks;

/// <summary>Columns that hold a value only where the outcome came, or only where it did not: a cancellation date, a reason for leaving.</summary>
internal sealed class FilledAfterwards : IDataCheck
{
    private const int FewestOfEach = 10;

    // A little below what a column of values must reach: filled or not has only two values, and a few are always forgotten.
    private const double GivesAway = LeakageScore.SuspiciousArea - 0.02;

    public IEnumerable<Finding> Look(Examination examination)
    {
        var rows = examination.SomeRows().Where(row => examination.Target.Labels[row] >= 0).ToArray();
        var truth = rows.Select(row => examination.Target.Labels[row] == 1).ToArray();
        foreach (var column in examination.Table.Columns.Where(column => column.Name != examination.TargetName))
        {
            var filled = rows.Select(row => column.IsMissing(row) ? 0.0 : 1).ToArray();
            var there = filled.Count(value => value > 0);
            if (there < FewestOfEach || rows.Length - there < FewestOfEach)
            {
                continue;
            }

            var area = UnivariateSignal.Auc(filled, truth);
            var (whereFilled, whereNot) = (Rate(filled, truth, 1), Rate(filled, truth, 0));
            if (Math.Max(area.Low, 1 - area.High) >= GivesAway)
            {
                yield return new Finding
                {
                    Code = "leak_missing",
                    Severity = Severity.Warning,
                    Topic = FindingTopic.Record,
                    Sentence = string.Create(CultureInfo.InvariantCulture, $"Whether {column.Name} is filled gives the outcome away: it came in {100 * whereFilled:0} % of {there:N0} rows that have one and in {100 * whereNot:0} % of {rows.Length - there:N0} others that were looked at. It was probably written afterwards."),
                    Numbers = new Dictionary<string, double> { ["auc"] = Math.Max(area.Value, 1 - area.Value), ["rate_filled"] = whereFilled, ["rate_missing"] = whereNot },
                    NextStep = "Leave it out: at the time of the decision nobody has it.",
                    Column = column.Name,
                };
            }
        }
    }

    private static double Rate(double[] filled, bool[] truth, double which) =>
        Enumerable.Range(0, truth.Length).Where(row => filled[row] == which).Select(row => truth[row] ? 1.0 : 0).DefaultIfEmpty(0).Average();
}
