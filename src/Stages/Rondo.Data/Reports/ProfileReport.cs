using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Data.Reports;

/// <summary>A profile as a file to pass on.</summary>
internal static class ProfileReport
{
    public static string Of(string file, string sentence, DataProfile profile)
    {
        var report = new HtmlReport()
            .Head(file, "What is in this file?", sentence, profile.Findings.Any(finding => finding.Severity >= Severity.Warning) ? "warn" : "good")
            .Heading(profile.Findings.Count == 1 ? "1 finding" : $"{profile.Findings.Count} findings").Findings(profile.Findings)
            .Heading("Columns").Table(
                ["column", "kind", "typical", "missing", "distinct", "mean", "std"],
                profile.Columns.Select(column => (IReadOnlyList<string>)[column.Name, column.Kind, Typical(column), $"{column.Missing:N0}", $"{column.Distinct:N0}", Number(column.Mean), Number(column.Std)]), 3);
        return report.Done($"What is in {file}?", "Made by rondo profile.");
    }

    internal static string Typical(ColumnProfile column) => column.Quantiles is { } quantiles
        ? string.Create(CultureInfo.InvariantCulture, $"{quantiles["0.5"]:G4} ({quantiles["0.05"]:G4} to {quantiles["0.95"]:G4})")
        : string.Join(", ", column.Top.Take(3).Select(value => $"{(value.Value.Length > 24 ? value.Value[..24] + "..." : value.Value)} ({value.Count:N0})"));

    private static string Number(double? value) => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:G5}") : "–";
}
