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

    // An eighth, a quarter, a half, all: enough sizes to fit a curve through.
    private static readonly int[] Parts = [8, 4, 2];

    /// <summary>What the quick model showed.</summary>
    /// <param name="Model">Its ROC-AUC and that of the shuffled one.</param>
    /// <param name="Curve">ROC-AUC on the same held-out rows with parts of the training rows and with all.</param>
    /// <param name="Scores">Scores of the held-out rows.</param>
    /// <param name="Truth">Outcomes of the held-out rows.</param>
    /// <param name="Rows">The held-out rows.</param>
    /// <param name="Crossing">Rows that were held out first and left out of judging, because a copy stands among those learned from.</param>
    /// <param name="Held">Rows held out before those were left out.</param>
    public sealed record Showing(QuickModel Model, IReadOnlyList<LearningPoint> Curve, double[] Scores, bool[] Truth, int[] Rows, int Crossing, int Held)
    {
        /// <summary>ROC-AUC by training rows: two parts of each size that share no row, and all.</summary>
        public required IReadOnlyList<(int Rows, double Auc)> Sizes { get; init; }
    }

    /// <summary>Null where there are fewer than ten rows of a class.</summary>
    /// <param name="table">Table.</param>
    /// <param name="target">Outcome.</param>
    /// <param name="targetName">Its column.</param>
    /// <param name="copies">For each row the first one that it is a copy of; itself where it is none.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellation">Cancellation.</param>
    public Showing? Try(Table table, TargetReading target, string targetName, ReadOnlySpan<int> copies, ReadinessQuestion question, CancellationToken cancellation)
    {
        var seed = question.Seed;
        var rows = Sample(target, seed);
        if (!HasBoth(rows, target, MinimumOfEachClass))
        {
            return null;
        }

        (rows, var words) = HeldOut.Order(table, rows, targetName, question.InFileOrder);
        var cut = rows.Length * 7 / 10;
        var (train, kept) = (rows[..cut], rows[cut..]);
        var learned = new HashSet<int>(train.Length);
        foreach (var row in train)
        {
            learned.Add(copies[row]);
        }

        var first = copies.ToArray();
        int[] test = [.. kept.Where(row => !learned.Contains(first[row]))];
        if (!HasBoth(train, target, 1) || !HasBoth(test, target, 1))
        {
            return null;
        }

        var truth = test.Select(row => target.Labels[row] == 1).ToArray();
        var labels = train.Select(row => target.Labels[row]).ToArray();
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
        // The rows of a part are drawn, also where those held out are the newest.
        var drawn = Shuffle(train, seed + 3);
        var (curve, sizes) = (new List<LearningPoint>(), new List<(int Rows, double Auc)>());
        foreach (var share in Parts)
        {
            // Which rows a part holds moves its result as much as how many: two parts that share none say how much.
            var rowsOfPart = drawn.Length / share;
            foreach (var (i, part) in new[] { drawn[..rowsOfPart], drawn[rowsOfPart..(2 * rowsOfPart)] }.Index())
            {
                if (HasBoth(part, target, MinimumOfEachClass))
                {
                    var area = RocAuc.DeLong(Fit(space.Encode(table.Take(part)), [.. part.Select(row => target.Labels[row])], testFeatures, target.Task, seed, cancellation), truth);
                    sizes.Add((part.Length, area.Value));
                    if (i == 0)
                    {
                        curve.Add(new LearningPoint(part.Length, area.ToWire()));
                    }
                }
            }
        }

        curve.Add(new LearningPoint(train.Length, auc.ToWire()));
        sizes.Add((train.Length, auc.Value));
        var learnable = auc.IsDefined && auc.Low > 0.5 && auc.Low > shuffled.Value;
        return new Showing(new QuickModel(auc.ToWire(), shuffled.ToWire(), learnable, words), curve, scores, truth, test, kept.Length - test.Length, kept.Length) { Sizes = sizes };
    }

    private static bool HasBoth(int[] rows, TargetReading target, int least) =>
        rows.Count(row => target.Labels[row] == 1) >= least && rows.Count(row => target.Labels[row] == 0) >= least;

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
