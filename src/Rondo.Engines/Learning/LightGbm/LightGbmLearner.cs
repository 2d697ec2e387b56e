using System.Globalization;

namespace Rondo.Engines.Learning.LightGbm;

/// <summary>Gradient boosted trees by LightGBM's native library.</summary>
internal sealed class LightGbmLearner : ILearner
{
    public const string Id = LightGbmFormat.Id;

    /// <summary>Most trees over all classes: 77 classes at 300 rounds would be 23,100 trees and minutes of training.</summary>
    private const int MaxTrees = 3_000;

    /// <summary>More classes of free text than these take minutes, for less than a linear model gives in seconds.</summary>
    private const int TextClasses = 20;

    /// <summary>Threads beyond these gain little on tables of our size.</summary>
    private const int MaxThreads = 8;

    /// <summary>Below so many cells one thread is the fastest: threads would wait for each other at every one of thousands of nodes.</summary>
    private const long OneThreadCells = 1_000_000;

    public LearnerDescriptor Descriptor { get; } = new()
    {
        Id = Id,
        Name = "Gradient boosted trees (LightGBM)",
        Meaning = "Hundreds of small decision trees that each correct the ones before: usually the most accurate on tables, and readable only through explanations of single answers.",
        Opacity = 2,
        ManyClasses = true,
        Text = true,
        Settings =
        [
            new("rounds", "Number of trees a class: more learn finer detail and overfit sooner.", 300, 1, 5_000),
            new("learning_rate", "How much each tree corrects: smaller needs more rounds and generalises better.", 0.03, 0.001, 1),
            new("leaves", "Most leaves of a tree: more see interplay of more columns.", 15, 2, 1_024),
            new("min_data_in_leaf", "Least rows behind any rule: more against rules made for a handful of rows.", 30, 1, 100_000),
            new("feature_fraction", "Share of columns each tree may use.", 0.8, 0.05, 1),
            new("bagging_fraction", "Share of rows each tree is grown on.", 0.8, 0.05, 1),
            new("lambda_l2", "Pulls leaf values towards zero.", 1, 0, 1_000),
        ],
    };

    public string? WhyNot(LearningTask task, int columns, int texts) =>
        !LightGbmNative.IsHere ? $"{Descriptor.Name} needs the system library libgomp1, which this machine does not have (Debian: apt-get install libgomp1)." :
        columns == 0 && task.Classes.Count > TextClasses ? $"{Descriptor.Name} is slow and no better than a linear model on text with {task.Classes.Count} classes." :
        null;

    public IModel Fit(TrainingSet training, LearnerOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        TrainingChecks.Require(training, leastClassesSeen: 2);
        cancellation.ThrowIfCancellationRequested();
        var outputs = Probabilities.Outputs(training.Task.Classes.Count);
        var asked = (int)Descriptor.Setting(options, "rounds");
        var rounds = Math.Min(asked, Math.Max(30, MaxTrees / outputs));
        var text = Booster.Train(training, Parameters(training, options, rate: asked / (double)rounds), rounds, progress, cancellation);
        progress?.Report(1);
        return LightGbmModel.Parse(text);
    }

    /// <summary>Implementation note: fewer rounds than asked for go with as much larger a learning rate, up to 0.3.</summary>
    private string Parameters(TrainingSet training, LearnerOptions options, double rate)
    {
        var learningRate = Descriptor.Setting(options, "learning_rate");
        learningRate = rate > 1 ? Math.Min(Math.Max(learningRate, 0.3), learningRate * rate) : learningRate;
        var categories = training.Features.Features.Index().Where(one => one.Item.Kind == FeatureKind.Category).Select(one => one.Index);
        var objective = training.Task.IsBinary ? "binary" : string.Create(CultureInfo.InvariantCulture, $"multiclass num_class={training.Task.Classes.Count}");
        var cells = (long)training.Features.Rows * training.Features.Features.Count + training.Features.TermIndex.Length;
        // One core stays free: LightGBM's threads wait by spinning, and on a full machine they wait for each other for minutes.
        var threads = cells < OneThreadCells ? 1 : Math.Clamp(Environment.ProcessorCount - 1, 1, MaxThreads);
        return string.Create(CultureInfo.InvariantCulture, $"""
            objective={objective} seed={Math.Abs((long)options.Seed) % int.MaxValue} deterministic=true force_row_wise=true num_threads={threads} verbosity=-1
            learning_rate={learningRate} num_leaves={Whole("leaves")} min_data_in_leaf={Whole("min_data_in_leaf")} lambda_l2={Descriptor.Setting(options, "lambda_l2")}
            feature_fraction={Descriptor.Setting(options, "feature_fraction")} bagging_fraction={Descriptor.Setting(options, "bagging_fraction")} bagging_freq=1
            categorical_feature={string.Join(',', categories)}
            """).ReplaceLineEndings(" ");

        int Whole(string name) => (int)Descriptor.Setting(options, name);
    }
}
