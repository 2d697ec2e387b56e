using System.Diagnostics;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Modeling.Training;

/// <summary>What is to be learned, from which rows, and what was promised.</summary>
internal sealed record TrainingPlan
{
    /// <summary>Table.</summary>
    public required Table Table { get; init; }

    /// <summary>Target as classes.</summary>
    public required TargetReading Target { get; init; }

    /// <summary>Name of the target.</summary>
    public required string TargetName { get; init; }

    /// <summary>Rows to learn from, to tune on, to judge on.</summary>
    public required SplitRows Split { get; init; }

    /// <summary>Columns that must not be features, with the reason.</summary>
    public required IReadOnlyDictionary<string, string> Excluded { get; init; }

    /// <summary>Promises and costs.</summary>
    public required SuccessContract Contract { get; init; }

    /// <summary>Seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Why a learner cannot learn this; null where it can.</summary>
    public string? WhyNot(ILearner learner)
    {
        var features = Table.Columns.Where(column => column.Name != TargetName && !Excluded.ContainsKey(column.Name)).ToList();
        var texts = features.Count(column => column.Kind == ColumnKind.Text);
        return learner.WhyNot(Target.Task, features.Count - texts, texts);
    }
}

/// <summary>A fitted candidate: its package and how it did on rows it was not fitted on.</summary>
internal sealed record TrainedCandidate(Candidate Description, PackedModel Package, double[] ValidationScores, bool[] ValidationTruth);

/// <summary>
/// Trains candidates under one contract. Small data is tuned on five folds of the training rows, each row scored by a
/// model that has not seen it; large data, or data with marked validation rows, on those rows. Calibration and
/// threshold come from these scores alone; the held-out rows are not touched.
/// </summary>
internal sealed class ModelTrainer(IFeatureSpaces spaces)
{
    private const int FoldLimit = 20_000;
    private const int Folds = 5;

    public TrainedCandidate Train(TrainingPlan plan, ILearner learner, LearnerOptions options, Action<double, string> report, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var exclude = plan.Excluded.Keys.Append(plan.TargetName).ToHashSet();
        var (rows, scores) = Validation(plan, learner, options, exclude, report, cancellation);
        var truth = rows.Select(row => plan.Target.Labels[row] == 1).ToArray();

        // Refitted on every training row where folds served for tuning; marked validation rows stay out.
        report(0.85, $"Fitting {learner.Descriptor.Name} on all training rows");
        var (space, model) = Fit(plan, learner, options, plan.Split.Train, exclude, cancellation);
        var platt = PlattScaling.Fit([.. scores.Select(Probabilities.LogOdds)], truth);
        var manifest = new PackageManifest
        {
            Learner = learner.Descriptor.Id,
            Target = plan.TargetName,
            Classes = plan.Target.Task.Classes,
            Slope = double.IsFinite(platt.Slope) && platt.Slope > 0 ? platt.Slope : 1,
            Offset = double.IsFinite(platt.Slope) && platt.Slope > 0 ? platt.Intercept : 0,
        };
        var calibrated = scores.Select(manifest.Calibrate).ToArray();
        var point = OperatingPoints.Choose(calibrated, truth, plan.Contract, plan.Split.Test.Count(row => plan.Target.Labels[row] == 1));
        var bare = new PackedModel(manifest with { Threshold = point.Threshold }, space, model);
        var package = new PackedModel(bare.Manifest, space, model) { Probes = RowProbes.Of(plan.Table, rows, bare) };
        report(0.95, $"Asking {learner.Descriptor.Name} what it relies on");
        var sample = plan.Split.Train.Length > 2_000 ? plan.Split.Train[..2_000] : plan.Split.Train;
        var description = new Candidate
        {
            Id = learner.Descriptor.Id,
            Learner = learner.Descriptor.Id,
            Settings = learner.Descriptor.Settings.ToDictionary(setting => setting.Name, setting => options.Values.GetValueOrDefault(setting.Name, setting.Default)),
            Blob = "",
            RocAuc = RocAuc.DeLong(calibrated, truth).ToWire(),
            AveragePrecision = AveragePrecision.Of(calibrated, truth).ToWire(),
            Brier = BrierScore.Of(calibrated, truth).ToWire(),
            OperatingPoint = point,
            TrainSeconds = clock.Elapsed.TotalSeconds,
            Opacity = learner.Descriptor.Opacity,
            Signals = [.. model.Importance(space.Encode(plan.Table.Take(sample))).Where(signal => signal.Value > 0).Take(20).Select(signal => new Signal(signal.Feature, signal.Value))],
        };
        return new TrainedCandidate(description, package, calibrated, truth);
    }

    private (int[] Rows, double[] Scores) Validation(TrainingPlan plan, ILearner learner, LearnerOptions options, HashSet<string> exclude, Action<double, string> report, CancellationToken cancellation)
    {
        if (plan.Split.Validation.Length > 0)
        {
            report(0.1, $"Fitting {learner.Descriptor.Name}, tuned on the marked validation rows");
            return (plan.Split.Validation, FitAndScore(plan, learner, options, plan.Split.Train, plan.Split.Validation, exclude, cancellation));
        }

        var shuffled = (int[])plan.Split.Train.Clone();
        new Random(plan.Seed).Shuffle(shuffled);
        var stratified = shuffled.OrderBy(row => plan.Target.Labels[row]).ToArray();
        var folds = plan.Split.Train.Length > FoldLimit ? 1 : Folds;
        var rows = new List<int>(stratified.Length);
        var scores = new List<double>(stratified.Length);
        for (var fold = 0; fold < folds; fold++)
        {
            report(0.8 * fold / folds, $"Tuning {learner.Descriptor.Name}, fold {fold + 1} of {folds}");
            var held = stratified.Where((_, i) => i % Folds == fold).ToArray();
            var rest = stratified.Where((_, i) => i % Folds != fold).ToArray();
            rows.AddRange(held);
            scores.AddRange(FitAndScore(plan, learner, options, rest, held, exclude, cancellation));
        }

        return ([.. rows], [.. scores]);
    }

    private double[] FitAndScore(TrainingPlan plan, ILearner learner, LearnerOptions options, int[] train, int[] held, HashSet<string> exclude, CancellationToken cancellation)
    {
        var (space, model) = Fit(plan, learner, options, train, exclude, cancellation);
        using (model)
        {
            var raw = new double[held.Length * 2];
            model.Score(space.Encode(plan.Table.Take(held)), raw);
            return [.. Enumerable.Range(0, held.Length).Select(row => raw[(row * 2) + 1])];
        }
    }

    private (IFeatureSpace Space, IModel Model) Fit(TrainingPlan plan, ILearner learner, LearnerOptions options, int[] rows, HashSet<string> exclude, CancellationToken cancellation)
    {
        var table = plan.Table.Take(rows);
        var space = spaces.Fit(table, exclude);
        var labels = rows.Select(row => plan.Target.Labels[row]).ToArray();
        return (space, learner.Fit(new TrainingSet(space.Encode(table), labels, plan.Target.Task), options, null, cancellation));
    }
}
