using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Modeling.Evaluations;
using Rondo.Modeling.Measuring;
using Rondo.Modeling.Promises;
using Rondo.Modeling.Training;

namespace Rondo.Modeling.Scoring;

/// <summary>Trains on a file and judges the promise on rows that were held out.</summary>
internal sealed class TrainTool(ITables tables, ModelTrainer trainer, ManyClasses manyClasses, IModelPackages packages, IEnumerable<ILearner> learners) : ITool
{
    public const string PackageFile = "model.rondo";
    private const string ReportFile = "report.json";

    public ToolDescriptor Descriptor { get; } = new(
        "train",
        "Trains candidates on a file and judges your promise on held-out rows, on the bound.",
        [("FILE", "CSV, Parquet or JSON lines; .gz is fine.")],
        [
            new("--target", "Column to predict.", Required: true),
            new("--positive", "Value looked for. Default: the word for yes, else the rarer of two values."),
            new("--contract", "A promise, for example \"recall>=0.8\". Repeat it for more.", Repeatable: true),
            new("--learner", "auto, or a learner by id. Default auto: all that fit."),
            new("--split", "random, fifth (row i is held out when i % 5 == 4), time:COLUMN, hash:COLUMN, or a column with train and test. Default random."),
            new("--trials", "Settings tried per learner. Default 1: its defaults."),
            new("--cost-miss", "What one missed case costs."),
            new("--cost-false-alarm", "What one false alarm costs."),
            new("--seed", "Seed. Default 1."),
            new("--out", "Folder for the model and its report.", Required: true),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        if (!ContractOption.Read(input).Try(out var contract, out var refusal)
            || !input.Number("--seed", 1, 0, int.MaxValue).Try(out var seed, out refusal)
            || !input.Number("--trials", 1, 1, 200).Try(out var trials, out refusal)
            || !Learners(input).Try(out var chosen, out refusal)
            || !ToolOutput.Folder(input.Text("--out")).Try(out _, out refusal))
        {
            return refusal;
        }

        input.Report("Reading the file");
        if (!tables.ReadFile(input.Arguments[0], new TableReadOptions(), cancellation).Try(out var reading, out refusal))
        {
            return refusal;
        }

        if (!PlanMaker.Make(reading, contract, input.Text("--split", "random"), (int)seed).Try(out var plan, out refusal))
        {
            return refusal;
        }

        IReadOnlyList<ILearner> fitting = [.. chosen.Where(learner => plan.WhyNot(learner) is null)];
        return
            fitting.Count == 0 ? LearnerChoice.NoneFits(plan, chosen) :
            plan.Target.Task.IsBinary ? TrainTwo(plan, fitting, (int)trials, input, cancellation) :
            TrainMany(plan, fitting, input, cancellation);
    }

    private Answer<ToolResult> TrainTwo(TrainingPlan plan, IReadOnlyList<ILearner> chosen, int trials, ToolInput input, CancellationToken cancellation)
    {
        var trained = new List<TrainedCandidate>();
        foreach (var learner in chosen)
        {
            var tried = SettingTrials.Of(learner.Descriptor, trials, plan.Seed)
                .Select(options => trainer.Train(plan, learner, options, (_, what) => input.Report(what), cancellation))
                .OrderByDescending(candidate => candidate.Description.RocAuc.Value ?? 0)
                .ToList();
            trained.Add(tried[0]);
        }

        var (best, sentence) = CandidateChoice.Of(trained);
        input.Report("Judging the promise on held-out rows");
        var rows = Evaluator.Score(plan, best.Package);
        var judged = plan.Contract.Promises.Select(promise => JudgedPromise.Of(PromiseJudge.Judge(promise, rows))).ToList();
        var evaluation = Evaluator.Metrics(rows).ToDictionary(metric => metric.Key, metric => (object?)metric.Value);
        evaluation["n"] = rows.Truth.Length;
        evaluation["positives"] = rows.Truth.Count(positive => positive);
        evaluation["confusion"] = Evaluator.At(rows, best.Package.Manifest.Threshold);
        var report = new TrainReport
        {
            Sentence = judged.Count > 0 ? string.Join(' ', judged.Select(promise => promise.Sentence)) : sentence,
            Runs = [.. trained.Select(candidate => new TrainedRun(candidate.Description.Learner, candidate.Description.Settings, candidate.Description.RocAuc, null, candidate.Description.TrainSeconds))],
            Chosen = best.Description.Learner,
            OperatingPoint = best.Description.OperatingPoint,
            Evaluation = evaluation,
            Contract = judged,
            Signals = best.Description.Signals,
            Split = plan.Split.Words,
            Excluded = plan.Excluded,
        };
        return Finish(report, best.Package, input, [sentence]);
    }

    private Answer<ToolResult> TrainMany(TrainingPlan plan, IReadOnlyList<ILearner> chosen, ToolInput input, CancellationToken cancellation)
    {
        var fitted = new List<ManyClasses.Fitted>();
        foreach (var learner in chosen)
        {
            input.Report($"Fitting {learner.Descriptor.Name} on {plan.Target.Task.Classes.Count} classes");
            fitted.Add(manyClasses.Train(plan, learner, LearnerOptions.Default(plan.Seed), cancellation));
        }

        var best = fitted.MaxBy(candidate => candidate.Accuracy.Value ?? 0)!;
        var metrics = ManyClasses.Judge(best.Package, plan);
        var judged = plan.Contract.Promises.Select(promise =>
        {
            var bound = promise.Metric == PromiseMetric.Accuracy ? metrics["accuracy"] : new Estimate { N = plan.Split.Test.Length };
            var holds = PromiseJudge.Decide(promise, bound);
            return JudgedPromise.Of(new PromiseResult(promise.ToString(), bound, holds, $"'{promise}': {WireWords.Write(holds).Replace('_', ' ')}."));
        }).ToList();
        var evaluation = metrics.ToDictionary(metric => metric.Key, metric => (object?)metric.Value);
        evaluation["n"] = plan.Split.Test.Length;
        evaluation["classes"] = plan.Target.Task.Classes.Count;
        var accuracy = metrics["accuracy"];
        var report = new TrainReport
        {
            Sentence = FormattableString.Invariant($"{best.Package.Manifest.Learner} names the right one of {plan.Target.Task.Classes.Count} classes in {accuracy.Value * 100:0.0} % ({accuracy.Low * 100:0.0} to {accuracy.High * 100:0.0}) of {accuracy.N:N0} held-out rows."),
            Runs = [.. fitted.Select(candidate => new TrainedRun(candidate.Package.Manifest.Learner, new Dictionary<string, double>(), null, candidate.Accuracy, candidate.Seconds))],
            Chosen = best.Package.Manifest.Learner,
            Evaluation = evaluation,
            Contract = judged,
            Signals = [],
            Split = plan.Split.Words,
            Excluded = plan.Excluded,
        };
        return Finish(report, best.Package, input, []);
    }

    private Answer<ToolResult> Finish(TrainReport report, PackedModel package, ToolInput input, IReadOnlyList<string> notes)
    {
        var folder = Path.GetFullPath(input.Text("--out"));
        if (!ToolOutput.Write(Path.Combine(folder, PackageFile), file => packages.Write(package, file)).Try(out _, out var refusal)
            || !ToolOutput.Write(Path.Combine(folder, ReportFile), JsonSerializer.Serialize(report, RondoJson.Indented)).Try(out _, out refusal))
        {
            return refusal;
        }

        return new ToolResult(report, report.Sentence, report.Contract.All(promise => promise.Holds == "yes"))
        {
            Tables =
            [
                new("Candidates", ["learner", "validation", "seconds"], [.. report.Runs.Select(run => (IReadOnlyList<string>)[run.Learner == report.Chosen ? $"{run.Learner} (chosen)" : run.Learner, (run.RocAuc ?? run.Accuracy).Shown(), FormattableString.Invariant($"{run.Seconds:0.0}")])]),
                new("On held-out rows", ["metric", "value"], [.. report.Evaluation.Where(metric => metric.Value is Estimate).Select(metric => (IReadOnlyList<string>)[metric.Key, ((Estimate)metric.Value!).Shown()])]),
                new("It relies on (correlated, not proven causes)", ["field", "weight"], [.. report.Signals.Take(8).Select(signal => (IReadOnlyList<string>)[signal.Feature, FormattableString.Invariant($"{signal.Weight:0.00}")])]),
                new("", ["note"], [.. notes.Append($"Model and report are in {folder}. Score with: rondo score {input.Text("--out")} FILE").Select(note => (IReadOnlyList<string>)[note])]),
            ],
        };
    }

    private Answer<IReadOnlyList<ILearner>> Learners(ToolInput input)
    {
        var wanted = input.Text("--learner", "auto");
        IReadOnlyList<ILearner> all = [.. learners.OrderBy(learner => learner.Descriptor.Opacity).ThenBy(learner => learner.Descriptor.Id, StringComparer.Ordinal)];
        return
            wanted == "auto" ? AnswerOf.Good(all) :
            all.Where(learner => learner.Descriptor.Id == wanted).ToList() is { Count: 1 } named ? AnswerOf.Good<IReadOnlyList<ILearner>>(named) :
            new Refusal(ToolInput.InvalidOption, $"There is no learner '{wanted}'.", $"There are: auto, {string.Join(", ", all.Select(learner => learner.Descriptor.Id))}.") { Fields = ["--learner"] };
    }
}
