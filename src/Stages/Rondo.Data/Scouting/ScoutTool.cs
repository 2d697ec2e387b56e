using System.Globalization;
using Rondo.Contracts;
using Rondo.Data.Judgement;
using Rondo.Data.Reports;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Data.Scouting;

/// <summary>The light touch: a file and a hunch, and within seconds an answer whether this can be learned.</summary>
internal sealed class ScoutTool(ITables tables, ReadinessJudge judge) : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "scout",
        "Says within seconds whether a file can teach a model what you want to know.",
        [("FILE", "CSV, Parquet or JSON lines; .gz is fine.")],
        [.. ScoutedFile.Options, new("--html", "File to write the same to, as one page that needs nothing else.")]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        if (!ScoutedFile.Judge(tables, judge, input, input.Arguments[0], cancellation).Try(out var readiness, out var refusal))
        {
            return refusal;
        }

        if (input.Has("--html") && !ToolOutput.Write(input.Text("--html"), ScoutReport.Of(Path.GetFileName(input.Arguments[0]), readiness)).Try(out _, out refusal))
        {
            return refusal;
        }

        IReadOnlyList<string> sides = [.. new[] { ("quantity", readiness.Quantity), ("quality", readiness.Quality), ("form", readiness.Form) }.Where(side => side.Item2 is not null).Select(side => $"{side.Item1} {WireWords.Write(side.Item2!.Score)}")];
        return new ToolResult(readiness, string.Join(' ', new[] { readiness.Sentence, readiness.Comparison?.Sentence, readiness.Outlook?.Sentence, $"({string.Join(", ", sides)})" }.Where(part => !string.IsNullOrEmpty(part))), readiness.Verdict == ReadinessVerdict.Plausible)
        {
            Tables =
            [
                new("What was found", ["", "finding", "next step"], [.. readiness.Findings.Select(finding => (IReadOnlyList<string>)[WireWords.Write(finding.Severity), finding.Sentence, finding.NextStep])]),
                .. readiness.Baselines.Count > 0 ? new[] { Ways(readiness) } : [],
                new("Strongest fields", ["field", "kind", "missing", "signal (ROC-AUC alone)"], [.. readiness.Columns.Where(shown => shown.Signal is not null).Take(10).Select(shown => (IReadOnlyList<string>)[shown.Name, shown.Kind, $"{shown.Missing:N0}", $"{shown.Signal!.Value:0.00} ({shown.Signal.Low:0.00} to {shown.Signal.High:0.00})"])]),
            ],
        };
    }

    private static ToolTable Ways(Readiness readiness) => new(
        "Ways to do it, on the same held-out rows",
        ["way", "finds", "is right", "flags", readiness.Counted.Length > 0 ? $"per 1,000 rows: {readiness.Counted}" : "money"],
        [.. readiness.Baselines.Select(way => (IReadOnlyList<string>)[way.Words, Share(way.Recall), Share(way.Precision), Share(way.Workload), way.Cost is { Value: { } cost } ? string.Create(CultureInfo.InvariantCulture, $"{cost:N0}{(way.Cost.Low is { } low ? $" ({low:N0} to {way.Cost.High:N0})" : "")}") : ""])]);

    private static string Share(Estimate? share) =>
        share?.Value is not { } value ? "" : string.Create(CultureInfo.InvariantCulture, $"{value:0 %}{(share.Low is { } low ? $" ({100 * low:0} to {100 * share.High:0})" : "")}");
}
