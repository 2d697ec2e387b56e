namespace Rondo.Engines.Learning;

/// <summary>A way of learning. Adding one adds one file: learners are found, not listed.</summary>
public interface ILearner
{
    /// <summary>What it is, in words.</summary>
    LearnerDescriptor Descriptor { get; }

    /// <summary>Why this learner cannot learn this here, in one sentence; null where it can.</summary>
    /// <param name="task">Classes.</param>
    /// <param name="columns">Columns of numbers, categories and times.</param>
    /// <param name="texts">Columns of free text.</param>
    string? WhyNot(LearningTask task, int columns, int texts) =>
        !Descriptor.ManyClasses && !task.IsBinary ? $"{Descriptor.Name} tells two classes apart, not {task.Classes.Count}." :
        !Descriptor.Text && columns == 0 ? $"{Descriptor.Name} does not read text, and there is no other column." :
        null;

    /// <summary>Fits a model. Deterministic for a given seed.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between rounds.</exception>
    IModel Fit(TrainingSet training, LearnerOptions options, IProgress<double>? progress, CancellationToken cancellation);
}

/// <summary>States once what a learner is.</summary>
public sealed record LearnerDescriptor
{
    /// <summary>Stable id, for example <c>lightgbm</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name as the field writes it.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for a product manager.</summary>
    public required string Meaning { get; init; }

    /// <summary>0 = a person can read the whole model, 1 = parts of it, 2 = only explanations of it.</summary>
    public required int Opacity { get; init; }

    /// <summary>True where it handles more than two classes.</summary>
    public required bool ManyClasses { get; init; }

    /// <summary>True where it uses the sparse term features.</summary>
    public required bool Text { get; init; }

    /// <summary>Settings with default, smallest and largest value.</summary>
    public IReadOnlyList<LearnerSetting> Settings { get; init; } = [];
}

/// <summary>One setting of a learner.</summary>
public sealed record LearnerSetting(string Name, string Meaning, double Default, double Low, double High);

/// <summary>Settings of one fit.</summary>
/// <param name="Seed">Repeats the fit to the bit.</param>
/// <param name="Values">Settings by name; missing ones take their default.</param>
public sealed record LearnerOptions(int Seed, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>Defaults only.</summary>
    public static LearnerOptions Default(int seed = 1) => new(seed, new Dictionary<string, double>());
}
