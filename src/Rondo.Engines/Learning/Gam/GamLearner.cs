using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;
using Rondo.Engines.Learning.Additive;
using Rondo.Engines.Learning.MlNet;

namespace Rondo.Engines.Learning.Gam;

/// <summary>Generalised additive model: one curve a column. Trained by ML.NET, taken over as tables, scored by our own sum.</summary>
internal sealed class GamLearner : ILearner
{
    public const string Id = GamFormat.Id;

    public LearnerDescriptor Descriptor { get; } = new()
    {
        Id = Id,
        Name = "Generalised additive model",
        Meaning = "Draws one curve for each column and adds them up: it bends where a straight line cannot, and every curve can be looked at.",
        Opacity = 0,
        ManyClasses = false,
        Text = false,
        Settings =
        [
            new("rounds", "Passes over all columns: more follow finer bends and overfit sooner.", 1_000, 10, 20_000),
            new("learning_rate", "How far each pass moves a curve.", 0.01, 0.0005, 0.5),
            new("bins", "Most steps of a curve.", 64, 2, 1_024),
            new("min_data_in_leaf", "Least rows behind any step.", 20, 1, 10_000),
        ],
    };

    public IModel Fit(TrainingSet training, LearnerOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        TrainingChecks.Require(training, leastClassesSeen: 2);
        if (!training.Task.IsBinary)
        {
            throw new NotSupportedException($"The additive model tells two classes apart, not {training.Task.Classes.Count}.");
        }

        if (training.Features.Terms.Count > 0 && training.Features.Features.Count == 0)
        {
            throw new NotSupportedException("The additive model does not read text, and there is no other column.");
        }

        cancellation.ThrowIfCancellationRequested();
        var dense = WithoutTerms(training.Features);
        var categories = RankedCategories.Fit(dense, training.Labels);
        var expansion = Expansion.Of(categories.Ranked);
        var ml = new MLContext(options.Seed);
        var trainer = ml.BinaryClassification.Trainers.Gam(TrainerOptions(options));
        var model = trainer.Fit(TrainingView.Binary(ml, expansion, training.Labels, cancellation)).Model;
        progress?.Report(1);
        return GamExtraction.Of(categories, dense, expansion, model.SubModel, (PlattCalibrator)model.Calibrator, training.Labels.Average());
    }

    internal GamBinaryTrainer.Options TrainerOptions(LearnerOptions options) => new()
    {
        NumberOfIterations = (int)Descriptor.Setting(options, "rounds"),
        LearningRate = Descriptor.Setting(options, "learning_rate"),
        MaximumBinCountPerFeature = (int)Descriptor.Setting(options, "bins"),
        MinimumExampleCountPerLeaf = (int)Descriptor.Setting(options, "min_data_in_leaf"),
        NumberOfThreads = 1,
        Seed = options.Seed,
    };

    private static FeatureMatrix WithoutTerms(FeatureMatrix features) =>
        features.Terms.Count == 0 ? features : new FeatureMatrix { Rows = features.Rows, Features = features.Features, Dense = features.Dense };
}
