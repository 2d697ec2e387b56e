using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Data.Profiles;
using Rondo.Data.Judgement;
using Rondo.Engines.Learning;
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
        [
            new("--target", "Column to predict.", Required: true),
            new("--positive", "Value looked for; every spelling of it counts. Default: the word for yes, else the rarer value."),
            new("--recall", "Recall that you would promise, 0 to 1. Default 0.8."),
            new("--margin", "Half-width within which it should be measurable. Default 0.05."),
            new("--cost-miss", "What one missed case costs."),
            new("--cost-false-alarm", "What one false alarm costs."),
            new("--seed", "Seed. Default 1."),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        if (!input.Number("--recall", 0.8, 0.01, 0.999).Try(out var recall, out var refusal)
            || !input.Number("--margin", 0.05, 0.001, 0.5).Try(out var margin, out refusal)
            || !input.Number("--cost-miss", 0, 0, 1e12).Try(out var miss, out refusal)
            || !input.Number("--cost-false-alarm", 0, 0, 1e12).Try(out var alarm, out refusal)
            || !input.Number("--seed", 1, 0, int.MaxValue).Try(out var seed, out refusal))
        {
            return refusal;
        }

        input.Report("Reading the file");
        if (!tables.ReadFile(input.Arguments[0], new TableReadOptions(), cancellation).Try(out var reading, out refusal))
        {
            return refusal;
        }

        if (reading.Table.Find(input.Text("--target")) is not { } column)
        {
            return ImportDataset.Absent(input.Text("--target"), reading.Table);
        }

        input.Report("Looking for what is wrong, and for signal");
        var target = TargetColumn.Read(column, input.Text("--positive"));
        if (!target.Task.IsBinary)
        {
            // Several classes: scouted for the rarest one, which is the hardest to learn.
            var rarest = Enumerable.Range(0, target.Task.Classes.Count).MinBy(target.Count);
            target = TargetColumn.Read(column, target.Task.Classes[rarest]);
        }

        var question = new ReadinessQuestion(column.Name, recall, margin, miss, alarm, (int)seed);
        var readiness = judge.Judge(reading, target, Profiler.Profile(reading, target), question, cancellation);
        return new ToolResult(readiness, readiness.Sentence, readiness.Verdict == ReadinessVerdict.Plausible)
        {
            Tables =
            [
                new("What was found", ["", "finding", "next step"], [.. readiness.Findings.Select(finding => (IReadOnlyList<string>)[WireWords.Write(finding.Severity), finding.Sentence, finding.NextStep])]),
                new("Strongest fields", ["field", "kind", "missing", "signal (ROC-AUC alone)"], [.. readiness.Columns.Where(shown => shown.Signal is not null).Take(10).Select(shown => (IReadOnlyList<string>)[shown.Name, shown.Kind, $"{shown.Missing:N0}", $"{shown.Signal!.Value:0.00} ({shown.Signal.Low:0.00} to {shown.Signal.High:0.00})"])]),
            ],
        };
    }
}
