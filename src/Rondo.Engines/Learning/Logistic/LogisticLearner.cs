using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Rondo.Engines.Learning.Additive;
using Rondo.Engines.Learning.MlNet;

namespace Rondo.Engines.Learning.Logistic;

/// <summary>Logistic regression; maximum entropy for many classes. Trained by ML.NET's L-BFGS, scored by our own sum.</summary>
internal sealed class LogisticLearner : ILearner
{
    public const string Id = LogisticFormat.Id;

    public LearnerDescriptor Descriptor { get; } = new()
    {
        Id = Id,
        Name = "Logistic regression",
        Meaning = "Every value adds or takes a fixed number of points, so the whole model can be read as a list; it sees no interplay between columns.",
        Opacity = 0,
        ManyClasses = true,
        Text = true,
        Settings =
        [
            new("l2", "Pulls weights towards zero: more against overfitting, less for fine detail. With text, a tenth of it is used, since term weights are small.", 1, 0, 1000),
            new("max_iterations", "Most steps of the optimiser.", 200, 1, 10_000),
        ],
    };

    public IModel Fit(TrainingSet training, LearnerOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        TrainingChecks.Require(training, leastClassesSeen: 2);
        cancellation.ThrowIfCancellationRequested();
        var expansion = Expansion.Of(training.Features);
        var (weights, bias) = Train(training, expansion, options, cancellation);
        progress?.Report(1);
        return Extract(training, expansion, weights, bias);
    }

    /// <summary>Weights (one row of inputs an output) and biases from ML.NET.</summary>
    private (VBuffer<float>[] Weights, double[] Bias) Train(TrainingSet training, Expansion expansion, LearnerOptions options, CancellationToken cancellation)
    {
        var ml = new MLContext(options.Seed);
        var l2 = (float)(Descriptor.Setting(options, "l2") * (training.Features.Terms.Count > 0 ? 0.1 : 1));
        var iterations = (int)Descriptor.Setting(options, "max_iterations");
        if (training.Task.IsBinary)
        {
            var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                L1Regularization = 0, L2Regularization = l2, MaximumNumberOfIterations = iterations, NumberOfThreads = 1, OptimizationTolerance = 1e-7f,
            });
            var linear = trainer.Fit(TrainingView.Binary(ml, expansion, training.Labels, cancellation)).Model.SubModel;
            return ([new VBuffer<float>(expansion.Width, [.. linear.Weights])], [linear.Bias]);
        }

        var many = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = 0, L2Regularization = l2, MaximumNumberOfIterations = iterations, NumberOfThreads = 1, OptimizationTolerance = 1e-7f,
        });
        var model = many.Fit(TrainingView.Many(ml, expansion, training.Labels, training.Task.Classes.Count, cancellation)).Model;
        VBuffer<float>[]? weights = null;
        model.GetWeights(ref weights, out _);
        return (weights, [.. model.GetBiases().Select(bias => (double)bias)]);
    }

    private static AdditiveModel Extract(TrainingSet training, Expansion expansion, VBuffer<float>[] weights, double[] bias)
    {
        var outputs = bias.Length;
        var dense = weights.Select(output => output.DenseValues().ToArray()).ToArray();
        var shapes = new Shape[expansion.Blocks.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            var block = expansion.Blocks[i];
            double[] missing = [.. dense.Select(output => block.Missing < 0 ? 0.0 : output[block.Missing])];
            shapes[i] = training.Features.Features[i].Kind == FeatureKind.Category
                ? new CategoryShape([.. from code in Enumerable.Range(0, block.Categories) from output in dense select (double)output[block.Start + code]], missing)
                : new LinearShape(block.Centre, [.. dense.Select(output => output[block.Start] * block.Scale)], missing);
        }

        var terms = new float[training.Features.Terms.Count * outputs];
        for (var k = 0; k < outputs; k++)
        {
            for (var term = 0; term < training.Features.Terms.Count; term++)
            {
                terms[(term * outputs) + k] = dense[k][expansion.DenseWidth + term];
            }
        }

        return new AdditiveModel(Id, training.Task.Classes.Count, bias, shapes, Averages.Of(shapes, training.Features, outputs), terms);
    }
}
