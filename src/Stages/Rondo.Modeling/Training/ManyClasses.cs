using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Modeling.Training;

/// <summary>One class among several: chosen by accuracy on validation rows, judged by accuracy and macro F1.</summary>
internal sealed class ManyClasses(IFeatureSpaces spaces)
{
    /// <summary>A fitted model and its accuracy on validation rows.</summary>
    public sealed record Fitted(PackedModel Package, Contracts.Estimate Accuracy, double Seconds);

    public Fitted Train(TrainingPlan plan, ILearner learner, LearnerOptions options, CancellationToken cancellation)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var validation = plan.Split.Validation;
        var train = plan.Split.Train;
        if (validation.Length == 0)
        {
            validation = [.. train.Where((_, i) => i % 5 == 4)];
            var held = validation.ToHashSet();
            train = [.. train.Where(row => !held.Contains(row))];
        }

        var exclude = plan.Excluded.Keys.Append(plan.TargetName).ToHashSet();
        var table = plan.Table.Take(train);
        var space = spaces.Fit(table, exclude);
        var labels = train.Select(row => plan.Target.Labels[row]).ToArray();
        var model = learner.Fit(new TrainingSet(space.Encode(table), labels, plan.Target.Task), options, null, cancellation);
        var package = new PackedModel(new PackageManifest { Learner = learner.Descriptor.Id, Target = plan.TargetName, Classes = plan.Target.Task.Classes }, space, model);
        var predicted = Predict(package, plan, validation).Classes;
        var right = validation.Where((row, i) => plan.Target.Labels[row] == predicted[i]).Count();
        return new Fitted(package, Proportion.Wilson(right, validation.Length).ToWire(), clock.Elapsed.TotalSeconds);
    }

    /// <summary>Most probable class and probabilities (rows x classes) of the given rows.</summary>
    public static (int[] Classes, double[] Probabilities) Predict(PackedModel package, TrainingPlan plan, int[] rows)
    {
        var k = plan.Target.Task.Classes.Count;
        var probabilities = new double[rows.Length * k];
        package.Model.Score(package.Space.Encode(plan.Table.Take(rows)), probabilities);
        var classes = new int[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            var best = 0;
            for (var c = 1; c < k; c++)
            {
                best = probabilities[(row * k) + c] > probabilities[(row * k) + best] ? c : best;
            }

            classes[row] = best;
        }

        return (classes, probabilities);
    }

    /// <summary>Accuracy and macro F1 on the held-out rows.</summary>
    public static IReadOnlyDictionary<string, Contracts.Estimate> Judge(PackedModel package, TrainingPlan plan)
    {
        var rows = plan.Split.Test;
        var truth = rows.Select(row => plan.Target.Labels[row]).ToArray();
        var predicted = Predict(package, plan, rows).Classes;
        return new Dictionary<string, Contracts.Estimate>
        {
            ["accuracy"] = Proportion.Wilson(truth.Zip(predicted).Count(pair => pair.First == pair.Second), truth.Length).ToWire(),
            ["macro_f1"] = Bootstrap.Percentile(truth.Length, drawn => MacroF1(drawn, truth, predicted, plan.Target.Task.Classes.Count), resamples: 200).ToWire(),
        };
    }

    private static double MacroF1(ReadOnlySpan<int> drawn, int[] truth, int[] predicted, int classes)
    {
        var tp = new int[classes];
        var said = new int[classes];
        var was = new int[classes];
        for (var i = 0; i < drawn.Length; i++)
        {
            was[truth[i]] += drawn[i];
            said[predicted[i]] += drawn[i];
            tp[truth[i]] += truth[i] == predicted[i] ? drawn[i] : 0;
        }

        return Enumerable.Range(0, classes).Where(c => was[c] > 0).Average(c => 2.0 * tp[c] / (was[c] + said[c]));
    }
}
