using System.Globalization;
using Rondo.Contracts;
using Rondo.Data.Reports;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Data.Profiles;

/// <summary>What is in a file, column by column, and what somebody should know about it.</summary>
internal sealed class ProfileTool(ITables tables) : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "profile",
        "Describes a file column by column: kinds, gaps, values, repeats, and what looks wrong.",
        [("FILE", "CSV, Parquet or JSON lines; .gz is fine.")],
        [
            new("--target", "Column that holds the outcome, to find rows that repeat with the opposite one."),
            new("--positive", "Value looked for, with --target."),
            new("--html", "File to write the same to, as one page that needs nothing else."),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        input.Report("Reading the file");
        if (!tables.ReadFile(input.Arguments[0], new TableReadOptions(), cancellation).Try(out var reading, out var refusal))
        {
            return refusal;
        }

        Column? outcome = null;
        if (input.Has("--target") && !reading.Table.Require(input.Text("--target")).Try(out outcome, out refusal))
        {
            return refusal;
        }

        input.Report("Describing it");
        var profile = Profiler.Profile(reading, outcome is null ? null : TargetColumn.Read(outcome, input.Text("--positive")));
        var gaps = profile.Incompleteness!;
        var sentence = string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(profile.Rows, "row")} and {Plural.Of(profile.Columns.Count, "column")}: {gaps.IncompleteRows:N0} {(gaps.IncompleteRows == 1 ? "row lacks" : "rows lack")} a value, {profile.Duplicates.Exact + profile.Duplicates.Near:N0} repeat an earlier one, and {Plural.Of(profile.Findings.Count, "thing is", "things are")} worth knowing.");
        if (input.Has("--html") && !ToolOutput.Write(input.Text("--html"), ProfileReport.Of(Path.GetFileName(input.Arguments[0]), sentence, profile)).Try(out _, out refusal))
        {
            return refusal;
        }

        var document = new Dictionary<string, object?>
        {
            ["sentence"] = sentence,
            ["rows"] = profile.Rows,
            ["format"] = reading.Format,
            ["encoding"] = reading.Encoding,
            ["delimiter"] = reading.Delimiter,
            ["ragged_rows"] = reading.RaggedRows,
            ["columns"] = profile.Columns,
            ["duplicates"] = profile.Duplicates,
            ["incompleteness"] = gaps,
            ["findings"] = profile.Findings,
        };
        return new ToolResult(document, sentence)
        {
            Tables =
            [
                new("What was found", ["", "finding", "next step"], [.. profile.Findings.Select(finding => (IReadOnlyList<string>)[WireWords.Write(finding.Severity), finding.Sentence, finding.NextStep])]),
                new("Columns", ["column", "kind", "missing", "distinct", "typical"], [.. profile.Columns.Select(column => (IReadOnlyList<string>)[column.Name, column.Kind, $"{column.Missing:N0}", $"{column.Distinct:N0}", ProfileReport.Typical(column)])]),
            ],
        };
    }
}
