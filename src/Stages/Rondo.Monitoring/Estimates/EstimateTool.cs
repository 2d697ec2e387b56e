using System.Globalization;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Monitoring.Estimates;

/// <summary>How does the model perform, before outcomes arrive?</summary>
internal sealed class EstimateTool(ITables tables) : ITool
{
    private const int ChunksByDefault = 10;

    // Fewer rows than this hold too few of the rarer class to rank anything.
    private const int FewestByDefault = 300;

    public ToolDescriptor Descriptor { get; } = new(
        "estimate",
        "Estimates how a model performs on rows without outcomes, chunk by chunk.",
        [("REFERENCE", "File with scores and outcomes: CSV, Parquet or JSON lines; .gz is fine."), ("ANALYSIS", "File with scores of now, in the order of time.")],
        [
            new("--truth", "Column that holds what came true.", Required: true),
            new("--score", "Column of probabilities; for several classes CLASS=COLUMN, repeated.", Repeatable: true),
            new("--prediction", "Column of what was decided. Without --score: a predicted number."),
            new("--positive", "Value of the truth that is looked for. Default: the word for yes, else the rarer value."),
            new("--threshold", "A score at or above it is decided positive, where --prediction is not given. Default 0.5."),
            new("--chunk-size", "Rows judged together. Default: a tenth of the analysis, at least 300."),
            new("--targets", "File with the outcomes that came late; joined by a column that names each row, else by order."),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        var scores = input.Texts("--score");
        var several = scores.Count > 1 || scores.Any(score => score.Contains('=', StringComparison.Ordinal));
        var numbers = scores.Count == 0;
        // Classes are classes although they may look like numbers; numbers stay numbers.
        IReadOnlySet<string> categorical = numbers ? new HashSet<string>() : new HashSet<string> { input.Text("--truth"), input.Text("--prediction") };
        if (!input.Number("--threshold", 0.5, -1e300, 1e300).Try(out var threshold, out var refusal)
            || !EstimateTables.Read(tables, input, categorical, cancellation).Try(out var files, out refusal)
            || !input.Number("--chunk-size", Math.Max(FewestByDefault, (files.Analysis.RowCount + ChunksByDefault - 1) / ChunksByDefault), 1, int.MaxValue).Try(out var size, out refusal))
        {
            return refusal;
        }

        var made = several ? PerformanceFiles.Classes(files, input) : numbers ? PerformanceFiles.Numbers(files, input) : PerformanceFiles.YesNo(files, input, threshold);
        if (!made.Try(out var performance, out refusal))
        {
            return refusal;
        }

        input.Report("Estimating");
        var report = EstimateReport.Of(performance, numbers ? "dle" : "cbpe", files.Reference.RowCount, files.Analysis.RowCount, (int)size, files.Findings, cancellation);
        return new ToolResult(report, report.Sentence) { Tables = [Shown(report), new("Findings", ["finding", "next step"], [.. report.Findings.Select(finding => (IReadOnlyList<string>)[finding.Sentence, finding.NextStep])])] };
    }

    private static ToolTable Shown(EstimateReport report)
    {
        var names = report.Thresholds.Keys.Where(name => name is "roc_auc" or "precision" or "recall" or "mae" or "rmse").ToList();
        return new ToolTable("Estimated, and as it turned out where that is known", ["rows", .. names.Select(name => name.Replace('_', ' '))], [.. report.Chunks.Select(chunk => (IReadOnlyList<string>)[string.Create(CultureInfo.InvariantCulture, $"{chunk.Start:N0} to {chunk.End:N0}"), .. names.Select(name => Cell(chunk.Metrics[name]))])]);
    }

    private static string Cell(ChunkMetric metric)
    {
        var (estimated, realised) = (metric.Estimated?.Value, metric.Realised?.Value);
        return FormattableString.Invariant($"{estimated:G4}{(metric.Alert ? " !" : "")}{(realised is null ? "" : FormattableString.Invariant($" / {realised:G4}{(metric.RealisedAlert ? " !" : "")}"))}");
    }
}
