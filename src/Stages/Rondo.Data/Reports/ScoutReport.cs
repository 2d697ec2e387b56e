using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Data.Reports;

/// <summary>What was found in a file, as something worth mailing.</summary>
internal static class ScoutReport
{
    private const int FieldsShown = 12;

    public static string Of(string file, Readiness readiness)
    {
        var report = new HtmlReport()
            .Head($"{file}: {readiness.Rows:N0} rows, looking for {readiness.Target} = '{readiness.Positive}'", "Can this data teach it?", readiness.Sentence, readiness.Verdict switch { ReadinessVerdict.Plausible => "good", ReadinessVerdict.NeedData => "warn", _ => "bad" })
            .Sides([("Quantity", readiness.Quantity), ("Quality", readiness.Quality), ("Form", readiness.Form)]);
        if (readiness.Comparison is { } comparison)
        {
            report.Heading("Your rule beside a model").Paragraph(comparison.Sentence);
        }

        if (readiness.Baselines.Count > 0)
        {
            report.Heading("Ways to do it, on the same rows that no way had seen", readiness.Counted.Length > 0 ? $"Money per 1,000 rows counts {readiness.Counted}." : "")
                .Table(["way", "finds", "is right", "flags", "money"], readiness.Baselines.Select(way => (IReadOnlyList<string>)[way.Words, Share(way.Recall), Share(way.Precision), Share(way.Workload), Money(way.Cost)]), 1);
        }

        var fields = readiness.Columns.Where(column => column.Name != readiness.Target && column.Signal?.Value is not null).Take(FieldsShown).ToList();
        if (fields.Count > 0)
        {
            report.Heading("Which fields carry it", "How well one field alone separates the outcome (ROC-AUC: 0.5 is chance, 1 is perfect). It goes with the outcome; that it causes it, nobody has shown.")
                .Intervals("Signal of each field with its interval", [.. fields.Select(column => (column.Name, column.Signal!))], 0.5, 1);
        }

        if (readiness.Words.Count > 0)
        {
            report.Heading("Which words go with it", $"How often the outcome comes in rows that hold the word; over all rows it is {Percent((double)readiness.Positives / Math.Max(1, readiness.Rows))}.")
                .Intervals("Outcome by word with its interval", [.. readiness.Words.Select(word => ($"{word.Word} ({word.Rows:N0})", word.Rate))], 0, 1);
        }

        if (readiness.LearningCurve.Count > 1)
        {
            report.Heading("Would more rows help?", readiness.Outlook?.Sentence ?? "What twice the data would bring cannot be told from so few points.")
                .Intervals("ROC-AUC by training rows", [.. readiness.LearningCurve.Select(point => ($"{point.Rows:N0} rows", point.Auc))], 0.5, 1);
        }

        report.Heading(readiness.Findings.Count == 1 ? "1 finding" : $"{readiness.Findings.Count} findings").Findings(readiness.Findings);
        var rare = readiness.Groups.Where(group => group.UnderRepresented).ToList();
        if (rare.Count > 0)
        {
            report.Heading("Who is hardly in it").Table(["column", "group", "rows", "share", "outcome"], rare.Take(20).Select(group => (IReadOnlyList<string>)[group.Column, group.Value, $"{group.Rows:N0}", Percent(group.Share), Share(group.Rate)]), 2);
        }

        report.Heading("Columns").Table(
            ["column", "kind", "missing", "distinct", "signal"],
            readiness.Columns.Select(column => (IReadOnlyList<string>)[column.Name, column.Kind, $"{column.Missing:N0}", $"{column.Distinct:N0}", column.Signal?.Value is { } signal ? string.Create(CultureInfo.InvariantCulture, $"{signal:0.00}") : "–"]), 2);
        return report.Done($"Can {file} teach it?", $"Made by rondo scout. The quick model was judged on {(readiness.QuickModel is { Held.Length: > 0 } quick ? quick.Held : "rows that it had not seen")}. Plausible is not approved: the promise is proven later, on rows held out for that.");
    }

    private static string Share(Estimate? share) => share?.Value is not { } value ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100 * value:0} %{(share.Low is { } low ? $" ({100 * low:0} to {100 * share.High:0})" : "")}");

    private static string Money(Estimate? money) => money?.Value is not { } value ? "–" : string.Create(CultureInfo.InvariantCulture, $"{value:N0}{(money.Low is { } low ? $" ({low:N0} to {money.High:N0})" : "")}");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");
}
