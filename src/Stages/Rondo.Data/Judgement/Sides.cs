using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Tables;

namespace Rondo.Data.Judgement;

/// <summary>The fifth risk from its three sides: quantity, quality, form.</summary>
internal static class Sides
{
    private const double MostlyMissing = 0.5;
    private const double ManyConflicts = 0.02;
    private const int KeyFields = 5;

    /// <summary>Green where one in five of the positives is enough to judge on, amber where it is half of that.</summary>
    public static ReadinessSide Quantity(int rows, int positives, int needed, double? months)
    {
        var judged = positives * ReadinessJudge.EvaluationShare;
        var wait = months is > 0 ? $" To wait at the present pace: {Pace.Words(months.Value)}." : "";
        return judged >= needed
            ? new ReadinessSide(RiskScore.Green, string.Create(CultureInfo.InvariantCulture, $"{positives:N0} positives in {rows:N0} rows; {Math.Ceiling(needed / ReadinessJudge.EvaluationShare):N0} are needed."))
            : new ReadinessSide(judged >= needed / 2.0 ? RiskScore.Amber : RiskScore.Red, string.Create(CultureInfo.InvariantCulture, $"{positives:N0} positives in {rows:N0} rows; {Math.Ceiling(needed / ReadinessJudge.EvaluationShare):N0} are needed, {needed:N0} of them to judge on.{wait}"));
    }

    /// <summary>Red where a field that matters is mostly missing or many labels contradict each other; amber where anything is worth repairing.</summary>
    public static ReadinessSide Quality(int rows, IReadOnlyList<ColumnProfile> columns, DuplicateCounts duplicates, IReadOnlyList<Finding> findings)
    {
        var key = columns.Where(column => column.Signal?.Low > 0.5).Take(KeyFields).FirstOrDefault(column => (double)column.Missing / Math.Max(1, rows) >= MostlyMissing);
        var flaws = findings.Where(finding => finding.Severity >= Severity.Warning && finding.Topic is FindingTopic.Gap or FindingTopic.Record).ToList();
        if (key is not null)
        {
            return new ReadinessSide(RiskScore.Red, string.Create(CultureInfo.InvariantCulture, $"{key.Name} is one of the fields that carry the signal, and {100.0 * key.Missing / rows:0} % of its values are missing."));
        }

        if (duplicates.Conflicting > rows * ManyConflicts)
        {
            return new ReadinessSide(RiskScore.Red, string.Create(CultureInfo.InvariantCulture, $"{duplicates.Conflicting:N0} of {rows:N0} rows repeat an earlier one with the opposite outcome."));
        }

        return flaws.Count == 0
            ? new ReadinessSide(RiskScore.Green, "Nothing was found that would have to be repaired first.")
            : new ReadinessSide(RiskScore.Amber, $"{Plural.Of(flaws.Count, "flaw")} to deal with, the first: {flaws[0].Sentence}");
    }

    /// <summary>Red where the task needs something that no column holds.</summary>
    public static ReadinessSide Form(Table table, IReadOnlyList<DataForm> needs, string target)
    {
        var texts = table.Columns.Where(column => column.Kind == ColumnKind.Text && column.Name != target).Select(column => column.Name).ToList();
        var times = table.Columns.OfType<TimeColumn>().Select(column => column.Name).ToList();
        var lacking = new List<string>();
        if (needs.Contains(DataForm.Text) && texts.Count == 0)
        {
            lacking.Add("the task needs free text, and no column holds any");
        }

        if (needs.Contains(DataForm.Time) && times.Count == 0)
        {
            lacking.Add("the task needs to know when things happened, and no column holds a date");
        }

        if (needs.Contains(DataForm.Image))
        {
            lacking.Add("the task needs pictures or sound, and this is a table");
        }

        var found = $"{Plural.Of(table.Columns.Count - 1, "column")} beside the outcome{(texts.Count > 0 ? $", free text in {string.Join(", ", texts.Take(3))}" : "")}{(times.Count > 0 ? $", dates in {string.Join(", ", times.Take(3))}" : "")}";
        return lacking.Count > 0 ? new ReadinessSide(RiskScore.Red, $"Not in this form: {string.Join("; ", lacking)}.")
            : table.Columns.Count < 2 ? new ReadinessSide(RiskScore.Red, "There is no column beside the outcome.")
            : new ReadinessSide(RiskScore.Green, $"{found}.");
    }
}
