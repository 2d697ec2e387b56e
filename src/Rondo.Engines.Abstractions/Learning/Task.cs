namespace Rondo.Engines.Learning;

/// <summary>What is to be learned: one of two or more classes.</summary>
/// <param name="Classes">Class names; for two classes the second one is the positive.</param>
public sealed record LearningTask(IReadOnlyList<string> Classes)
{
    /// <summary>True for two classes.</summary>
    public bool IsBinary => Classes.Count == 2;
}

/// <summary>Rows ready for a learner.</summary>
/// <param name="Features">Encoded features.</param>
/// <param name="Labels">Class index a row, 0 to classes - 1.</param>
/// <param name="Task">Classes.</param>
public sealed record TrainingSet(FeatureMatrix Features, int[] Labels, LearningTask Task);
