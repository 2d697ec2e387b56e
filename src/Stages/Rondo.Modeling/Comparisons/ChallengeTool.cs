using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Modeling.Measuring;

namespace Rondo.Modeling.Comparisons;

/// <summary>Is the challenger better than the champion, on the same rows?</summary>
internal sealed class ChallengeTool(ITables tables) : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "challenge",
        "Compares a challenger's scores with the champion's on the same rows.",
        [("FILE", "CSV, Parquet or JSON lines with one row a case; .gz is fine.")],
        [
            new("--truth", "Column that holds what came true.", Required: true),
            new("--champion", "Column of the champion's scores.", Required: true),
            new("--challenger", "Column of the challenger's scores.", Required: true),
            new("--positive", "Value of the truth that is looked for. Default: the word for yes, else the rarer value."),
            new("--threshold", "A score at or above it is decided positive, by both. Default 0.5."),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        var options = new TableReadOptions { Categorical = new HashSet<string> { input.Text("--truth") } };
        if (!input.Number("--threshold", 0.5, -1e300, 1e300).Try(out var threshold, out var refusal)
            || !tables.ReadFile(input.Arguments[0], options, cancellation).Try(out var reading, out refusal)
            || !reading.Table.RequireNumbers(input.Text("--champion")).Try(out var champion, out refusal)
            || !reading.Table.RequireNumbers(input.Text("--challenger")).Try(out var challenger, out refusal)
            || !ScoredRows.Read(reading.Table, input.Text("--truth"), input.Text("--positive"), champion, challenger).Try(out var rows, out refusal))
        {
            return refusal;
        }

        var report = Challenge.Of(rows.Of(champion), rows.Of(challenger), rows.Truth, threshold, rows.Findings());
        return new ToolResult(report, report.Sentence)
        {
            Tables =
            [
                new("", ["measure", "value"],
                [
                    ["champion, ROC-AUC", report.Champion.Shown()],
                    ["challenger, ROC-AUC", report.Challenger.Shown()],
                    ["difference", report.Difference.Shown()],
                    ["same decision", report.SameDecision.Percent()],
                    ["McNemar's exact p", report.Mcnemar.P is { } p ? FormattableString.Invariant($"{p:0.####}") : "undefined"],
                ]),
                new("Findings", ["finding", "next step"], [.. report.Findings.Select(finding => (IReadOnlyList<string>)[finding.Sentence, finding.NextStep])]),
            ],
        };
    }
}
