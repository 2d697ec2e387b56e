namespace Rondo.Engines.Learning;

/// <summary>A fitted model. Immutable and safe to score from many threads.</summary>
public interface IModel : IDisposable
{
    /// <summary>Id of the learner that made it; names the format in which it is written.</summary>
    string Learner { get; }

    /// <summary>Number of classes.</summary>
    int Classes { get; }

    /// <summary>
    /// True where a row takes microseconds whatever it holds: such a model is asked in place. Others work on a thread of
    /// their own, against the clock.
    /// </summary>
    bool IsPrompt => false;

    /// <summary>Scores one dense row without allocating. Models that need terms throw <see cref="NotSupportedException"/>.</summary>
    /// <param name="dense">One value a dense feature.</param>
    /// <param name="probabilities">One slot a class; sums to 1.</param>
    void Score(ReadOnlySpan<double> dense, Span<double> probabilities);

    /// <summary>Scores many rows.</summary>
    /// <param name="features">Encoded rows.</param>
    /// <param name="probabilities">rows x classes, row-major.</param>
    void Score(FeatureMatrix features, Span<double> probabilities);

    /// <summary>
    /// How far each dense feature (then each term that occurs) moved the score of the positive class, in log-odds, from the average row.
    /// </summary>
    IReadOnlyList<Contribution> Explain(FeatureMatrix features, int row);

    /// <summary>Mean absolute contribution of each feature over the given rows: what the model relies on. Largest first.</summary>
    IReadOnlyList<Contribution> Importance(FeatureMatrix features);

    /// <summary>Writes itself in its own format.</summary>
    void Write(Stream stream);
}

/// <summary>Contribution of one feature.</summary>
/// <param name="Feature">Column name, or "column:term".</param>
/// <param name="Value">In log-odds; positive pushes towards the positive class.</param>
public readonly record struct Contribution(string Feature, double Value);

/// <summary>Restores models of one learner.</summary>
public interface IModelFormat
{
    /// <summary>The learner whose models it reads.</summary>
    string Learner { get; }

    /// <summary>Restores what <see cref="IModel.Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Broken, hostile or of another version; nothing is half-loaded.</exception>
    IModel Read(Stream stream);
}
