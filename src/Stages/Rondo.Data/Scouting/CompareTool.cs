using Rondo.Contracts;
using Rondo.Data.Judgement;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Data.Scouting;

/// <summary>A file in a ranking.</summary>
/// <param name="File">File as it was named.</param>
/// <param name="Verdict">Verdict.</param>
/// <param name="Reason">Why it stands where it stands.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Positives">Rows with the outcome.</param>
/// <param name="Signal">The quick model's ROC-AUC; null where there was nothing to learn from.</param>
internal sealed record RankedFile(string File, ReadinessVerdict Verdict, string Reason, int Rows, int Positives, Estimate? Signal);

/// <summary>Which of two files can teach more?</summary>
internal sealed class CompareTool(ITables tables, ReadinessJudge judge) : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "compare",
        "Says which of two files can teach more, and why.",
        [("A", "CSV, Parquet or JSON lines; .gz is fine."), ("B", "The other file.")],
        ScoutedFile.Options);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        if (!ScoutedFile.Judge(tables, judge, input, input.Arguments[0], cancellation).Try(out var first, out var refusal) || !ScoutedFile.Judge(tables, judge, input, input.Arguments[1], cancellation).Try(out var second, out refusal))
        {
            return refusal;
        }

        var judged = new[] { (Name: input.Arguments[0], Readiness: first), (Name: input.Arguments[1], Readiness: second) };
        var ranked = RankDatasets.Rank(judged);
        IReadOnlyList<RankedFile> ranking = [.. ranked.Ranking.Select((place, i) => (place, judged.First(pair => pair.Name == place.Dataset).Readiness)).Select(pair => new RankedFile(pair.place.Dataset, pair.place.Verdict, pair.place.Reason, pair.Readiness.Rows, pair.Readiness.Positives, pair.place.Signal))];
        return new ToolResult(new { ranked.Sentence, ranking }, ranked.Sentence, ranking[0].Verdict == ReadinessVerdict.Plausible)
        {
            Tables = [new("Ranking", ["file", "verdict", "why"], [.. ranking.Select(file => (IReadOnlyList<string>)[Path.GetFileName(file.File), WireWords.Write(file.Verdict).Replace('_', ' '), file.Reason])])],
        };
    }
}
