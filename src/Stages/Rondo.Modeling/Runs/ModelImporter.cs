using System.Diagnostics;
using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Learning.Imports;
using Rondo.Kernel;
using Rondo.Modeling.Training;
using Rondo.Statistics;

namespace Rondo.Modeling.Runs;

/// <summary>From a bundle to a candidate under the contract.</summary>
internal sealed class ModelImporter(IFeatureSpaces spaces, IEnumerable<IModelImport> imports)
{
    public static readonly ProblemCode UnreadableModel = new("unreadable_model", 422, "The model cannot be read");
    public static readonly ProblemCode ProbeMismatch = new("probe_mismatch", 409, "The model answers differently here");
    public static readonly ProblemCode ColumnsMissing = new("model_columns_missing", 409, "The data set lacks columns that the model expects");

    // A model from elsewhere is not opened up: only its answers can be explained.
    private const int Opacity = 2;

    public Answer<TrainedCandidate> Import(Stream stream, TrainingPlan plan)
    {
        var clock = Stopwatch.StartNew();
        PackedModel? package = null;
        try
        {
            var bundle = ModelBundle.Read(stream, [.. imports.Select(import => import.FileName)]);
            var import = imports.Single(import => import.FileName == bundle.FileName);
            package = Package(import.Read(bundle.Model, bundle.Features), bundle, plan, out var features);
            if (Refuse(package, plan) is { } refusal)
            {
                package.Dispose();
                return refusal;
            }

            // With what the rows say of each column: what is out of range, and what is typical.
            var known = Fill(features, package.Space.Encode(plan.Table.Take(plan.Split.Train)));
            package.Dispose();
            package = Package(import.Read(bundle.Model, known), bundle, plan, out _);
            return Describe(package, plan, clock);
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException)
        {
            package?.Dispose();
            return new Refusal(UnreadableModel, $"{broken.Message} Nothing was kept.", "See 'Bring your own model' for data scientists: the zip holds the model, probes.jsonl and, for ONNX, features.json.");
        }
    }

    /// <summary>What a wrong answer to its probes, or a lack in the data, is called.</summary>
    internal static Refusal? OffProbe(PackedModel package)
    {
        var result = ProbeResult.Of(package);
        return result.Holds ? null : new Refusal(
            ProbeMismatch,
            string.Create(CultureInfo.InvariantCulture, $"Probe {result.WorstRow + 1} of {result.Rows} expects the score {result.Expected:0.########}, and here the model gives {result.Served:0.########}; up to {ProbeResult.Tolerance} may be rounding. Nothing was kept."),
            "Compare how categories, gaps and units are encoded there and here; the order of features.json must be that of training.");
    }

    private PackedModel Package(ImportedModel imported, ModelBundle bundle, TrainingPlan plan, out IReadOnlyList<DeclaredFeature> features)
    {
        features = imported.Features;
        return new PackedModel(new PackageManifest { Learner = imported.Model.Learner, Target = plan.TargetName, Classes = plan.Target.Task.Classes }, spaces.Declare(features), imported.Model) { Probes = bundle.Probes };
    }

    private static DeclaredFeature[] Fill(IReadOnlyList<DeclaredFeature> features, FeatureMatrix rows) =>
    [
        .. features.Select((feature, i) =>
        {
            var present = Enumerable.Range(0, rows.Rows).Select(row => rows.Row(row)[i]).Where(value => !double.IsNaN(value)).Order().ToList();
            return present.Count == 0 ? feature
                : feature.IsCategory ? feature with { Typical = present.CountBy(code => code).MaxBy(pair => pair.Value).Key }
                : feature with { Low = feature.Low ?? (feature.High is null ? present[0] : null), High = feature.High ?? (feature.Low is null ? present[^1] : null), Typical = present[present.Count / 2] };
        }),
    ];

    private static Refusal? Refuse(PackedModel package, TrainingPlan plan)
    {
        if (OffProbe(package) is { } off)
        {
            return off;
        }

        var missing = package.Space.Inputs.Where(input => plan.Table.Find(input.Name) is null).Select(input => input.Name).ToList();
        return missing.Count > 0
            ? new Refusal(ColumnsMissing, $"The model expects {missing.Count} column{(missing.Count == 1 ? "" : "s")} that the data set does not have: {string.Join(", ", missing.Take(10))}. Nothing was kept.", "Judge it on a data set with these columns, under the same names.")
            : null;
    }

    private static TrainedCandidate Describe(PackedModel package, TrainingPlan plan, Stopwatch clock)
    {
        // Marked validation rows where there are some; else all rows before the hold-out.
        var rows = plan.Split.Validation.Length > 0 ? plan.Split.Validation : plan.Split.Train;
        var features = package.Space.Encode(plan.Table.Take(rows));
        var scores = package.Score(features);
        var truth = rows.Select(row => plan.Target.Labels[row] == 1).ToArray();
        var point = OperatingPoints.Choose(scores, truth, plan.Contract, plan.Split.Test.Count(row => plan.Target.Labels[row] == 1));
        var learner = package.Manifest.Learner;
        var description = new Candidate
        {
            Id = $"{learner}-import",
            Learner = learner,
            Settings = new Dictionary<string, double>(),
            Blob = "",
            RocAuc = RocAuc.DeLong(scores, truth).ToWire(),
            AveragePrecision = AveragePrecision.Of(scores, truth).ToWire(),
            Brier = BrierScore.Of(scores, truth).ToWire(),
            OperatingPoint = point,
            TrainSeconds = clock.Elapsed.TotalSeconds,
            Opacity = Opacity,
            Signals = [.. package.Model.Importance(features).Where(signal => signal.Value > 0).Take(20).Select(signal => new Signal(signal.Feature, signal.Value))],
        };
        var final = new PackedModel(package.Manifest with { Threshold = point.Threshold }, package.Space, package.Model) { Probes = package.Probes };
        return new TrainedCandidate(description, final, scores, truth);
    }
}
