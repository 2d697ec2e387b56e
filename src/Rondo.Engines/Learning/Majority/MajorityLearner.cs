namespace Rondo.Engines.Learning.Majority;

/// <summary>The least a model must beat: the class shares of the training rows, whatever the input.</summary>
internal sealed class MajorityLearner : ILearner
{
    public const string Id = MajorityFormat.Id;

    public LearnerDescriptor Descriptor { get; } = new()
    {
        Id = Id,
        Name = "Class shares",
        Meaning = "Ignores the input and answers with how common each class was: whatever does not beat this has learned nothing.",
        Opacity = 0,
        ManyClasses = true,
        Text = true,
    };

    public IModel Fit(TrainingSet training, LearnerOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        TrainingChecks.Require(training, leastClassesSeen: 1);
        cancellation.ThrowIfCancellationRequested();
        var shares = new double[training.Task.Classes.Count];
        foreach (var label in training.Labels)
        {
            shares[label] += 1.0 / training.Labels.Length;
        }

        progress?.Report(1);
        return new MajorityModel(shares);
    }
}
