using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Data.Judgement;
using Rondo.Data.Profiles;
using Rondo.Engines.Learning;
using Rondo.Engines.Rules;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Data.Scouting;

/// <summary>A file, judged as a data set of a product is judged.</summary>
internal static class ScoutedFile
{
    /// <summary>Options of every tool that asks what a file can teach.</summary>
    public static readonly IReadOnlyList<ToolOption> Options =
    [
        new("--target", "Column to predict.", Required: true),
        new("--positive", "Value looked for; every spelling of it counts. Default: the word for yes, else the rarer value."),
        new("--recall", "Recall that you would promise, 0 to 1. Default 0.8."),
        new("--margin", "Half-width within which it should be measurable. Default 0.05."),
        new("--cost-miss", "What one missed case costs."),
        new("--cost-false-alarm", "What one false alarm costs."),
        new("--rule", "Rule that a model would have to beat, for example: \"text contains 'refund' -> billing\". Further ones are run beside it.", Repeatable: true),
        new("--manual-minutes", "Minutes that a person needs for a case."),
        new("--cost-per-hour", "What an hour of that work costs."),
        new("--volume", "Cases a month."),
        new("--needs", "Form of data that the task needs: text, time or image.", Repeatable: true),
        new("--file-order", "The file is a log: its last rows are the newest, and the quick model is judged on them. A file in the order of one of its dates needs no telling.", Flag: true),
        new("--seed", "Seed. Default 1."),
    ];

    public static Answer<Readiness> Judge(ITables tables, ReadinessJudge judge, ToolInput input, string path, CancellationToken cancellation)
    {
        if (!input.Number("--recall", 0.8, 0.01, 0.999).Try(out var recall, out var refusal)
            || !input.Number("--margin", 0.05, 0.001, 0.5).Try(out var margin, out refusal)
            || !input.Number("--cost-miss", 0, 0, 1e12).Try(out var miss, out refusal)
            || !input.Number("--cost-false-alarm", 0, 0, 1e12).Try(out var alarm, out refusal)
            || !input.Number("--manual-minutes", 0, 0, 1e6).Try(out var minutes, out refusal)
            || !input.Number("--cost-per-hour", 0, 0, 1e6).Try(out var rate, out refusal)
            || !input.Number("--volume", 0, 0, 1e12).Try(out var volume, out refusal)
            || !input.Number("--seed", 1, 0, int.MaxValue).Try(out var seed, out refusal))
        {
            return refusal;
        }

        input.Report($"Reading {Path.GetFileName(path)}");
        if (!tables.ReadFile(path, new TableReadOptions(), cancellation).Try(out var reading, out refusal))
        {
            return refusal;
        }

        if (reading.Table.Find(input.Text("--target")) is not { } column)
        {
            return ImportDataset.Absent(input.Text("--target"), reading.Table);
        }

        var texts = input.Texts("--rule");
        foreach (var text in texts)
        {
            if (!RuleRefusals.Read(text, [.. RuleColumn.Of(reading.Table).Where(known => known.Name != column.Name)], "--rule").Try(out _, out refusal))
            {
                return refusal;
            }
        }

        var needs = new List<DataForm>();
        foreach (var text in input.Texts("--needs"))
        {
            if (!WireWords.TryRead(text, out DataForm form))
            {
                return new Refusal(ToolInput.InvalidOption, $"--needs is one of {string.Join(", ", Enum.GetValues<DataForm>().Select(WireWords.Write))}. Got '{text}' instead.", "Name a form of data.") { Fields = ["--needs"] };
            }

            needs.Add(form);
        }

        var without = new RuleBaseline { Text = texts.Count > 0 ? texts[0] : "", MinutesPerCase = minutes, HourlyRate = rate, CasesPerMonth = volume };
        input.Report("Looking for what is wrong, and for signal");
        var target = TargetColumn.ReadYesOrNo(column, input.Text("--positive"));
        return judge.Judge(reading, target, Profiler.Profile(reading, target), new ReadinessQuestion(column.Name, recall, margin, miss, alarm, (int)seed, without) { FurtherRules = [.. texts.Skip(1)], Needs = needs, InFileOrder = input.Has("--file-order") }, cancellation);
    }
}
