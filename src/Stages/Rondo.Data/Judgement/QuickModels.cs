using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Judgement;

/// <summary>
/// A small linear model, trained in a second or two, against the same model on shuffled outcomes: is there anything to
/// learn at all?
/// </summary>
internal sealed class QuickModels(IFeatureSpaces spaces, IEnumerable<ILearner> learners)
{
    // Light by design: discovery decides on plausibility, not on the last point of a metric.
    private const int MaxRows = 10_000;
    private const int MinimumOfEachClass = 10;

    /// <summary>What the quick model showed.</summary>
    /// <param name="Model">Its ROC-AUC and that of the shuffled one.</param>
    /// <param name="Curve">ROC-AUC on the same held-out rows with a quarter, half and all of the training rows.</param>
    /// <param name="Scores">Scores of the held-out rows.</param>
    /// <param name="Truth">Outcomes of the held-out rows.</param>
    /// <param name="Rows">The held-out rows.</param>
    public sealed record Showing(QuickModel Model, IReadOnlyList<LearningPoint> Curve, double[] Scores, bool[] Truth, int[] Rows);

    /// <summary>Null where there are fewer than ten rows of a class.</summary>
    public Showing? Try(Table table, TargetReading target, string targetName, int seed, CancellationToken cancellation)
    {
        var rows = Sample(target, seed);
        if (rows.Count(row => target.Labels[row] == 1) < MinimumOfEachClass || rows.Count(row => target.Labels[row] == 0) < MinimumOfEachClass)
        {
            return null;
        }

        var cut = rows.Length * 7 / 10;
        var (train, test) = (rows[..cut], rows[cut..]);
        var truth = test.Select(row => target.Labels[row] == 1).ToArray();
        var labels = train.Select(row => target.Labels[row]).ToArray();
        if (labels.Distinct().Count() < 2 || truth.Distinct().Count() < 2)
        {
            return null;
        }

        var trainTable = table.Take(train);
        var space = spaces.Fit(trainTable, new HashSet<string> { targetName });
        if (space.Features.Count + space.Terms.Count == 0)
        {
            return null;
        }

        var trainFeatures = space.Encode(trainTable);
        var testFeatures = space.Encode(table.Take(test));
        var scores = Fit(trainFeatures, labels, testFeatures, target.Task, seed, cancellation);
        var auc = RocAuc.DeLong(scores, truth);
        // Shuffled on both sides: a model of noise would still line up with real outcomes, or against them, along a strong field.
        var shuffled = RocAuc.DeLong(Fit(trainFeatures, Shuffle(labels, seed + 1), testFeatures, target.Task, seed, cancellation), Shuffle(truth, seed + 2));
        var curve = new List<LearningPoint>();
        foreach (var share in new[] { 4, 2 })
        {
            var part = train[..(train.Length / share)];
            var partLabels = part.Select(row => target.Labels[row]).ToArray();
            if (partLabels.Count(label => label == 1) >= MinimumOfEachClass)
            {
                curve.Add(new LearningPoint(part.Length, RocAuc.DeLong(Fit(space.Encode(table.Take(part)), partLabels, testFeatures, target.Task, seed, cancellation), truth).ToWire()));
            }
        }

        curve.Add(new LearningPoint(train.Length, auc.ToWire()));
        var learnable = auc.IsDefined && auc.Low > 0.5 && auc.Low > shuffled.Value;
        return new Showing(new QuickModel(auc.ToWire(), shuffled.ToWire(), learnable), curve, scores, truth, test);
    }

    private double[] Fit(FeatureMatrix train, int[] labels, FeatureMatrix test, LearningTask task, int seed, CancellationToken cancellation)
    {
        var learner = learners.First(learner => learner.Descriptor.Id == "logistic");
        using var model = learner.Fit(new TrainingSet(train, labels, task), LearnerOptions.Default(seed), null, cancellation);
        var raw = new double[test.Rows * 2];
        model.Score(test, raw);
        return [.. Enumerable.Range(0, test.Rows).Select(row => raw[(row * 2) + 1])];
    }

    private static int[] Sample(TargetReading target, int seed)
    {
        var rows = Enumerable.Range(0, target.Labels.Length).Where(row => target.Labels[row] >= 0).ToArray();
        new Random(seed).Shuffle(rows);
        return rows.Length > MaxRows ? rows[..MaxRows] : rows;
    }

    private static T[] Shuffle<T>(T[] values, int seed)
    {
        var shuffled = (T[])values.Clone();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
