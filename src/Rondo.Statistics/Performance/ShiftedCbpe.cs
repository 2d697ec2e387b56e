namespace Rondo.Statistics;

/// <summary>
/// Performance without labels that keeps working when the inputs drift: the reference is weighted so that it looks like
/// the chunk, and calibrated anew with those weights, for each chunk.
/// </summary>
/// <remarks>
/// The density ratio comes from a logistic model that tells chunk from reference, with features and their squares. Still
/// blind to a changed concept, and unsure where the chunk lies outside the reference: see <see cref="Result.EffectiveRows"/>.
/// Source: Sugiyama et al. 2007; Bialek et al. 2024 (PAPE).
/// </remarks>
public sealed class ShiftedCbpe
{
    // A row may count at most this many times its share, or a handful of rows would decide alone.
    private const double MaxWeight = 50;
    private readonly double[] _scores;
    private readonly bool[] _truth;
    private readonly double[][] _features;
    private readonly double _threshold;

    private ShiftedCbpe(double[] scores, bool[] truth, double[][] features, double threshold)
    {
        _scores = scores;
        _truth = truth;
        _features = features;
        _threshold = threshold;
    }

    /// <summary>An estimate and how much of the reference it rests on.</summary>
    /// <param name="Chunk">Estimated measures.</param>
    /// <param name="EffectiveRows">Rows of the reference that count, after weighting; a small share of it is a warning.</param>
    public sealed record Result(CbpeChunk Chunk, double EffectiveRows);

    /// <summary>Keeps the labelled reference.</summary>
    /// <param name="scores">Stated probabilities.</param>
    /// <param name="truth">What came true; both classes must occur.</param>
    /// <param name="features">One row of numbers per row, without NaN.</param>
    /// <param name="threshold">A score at or above it is decided positive.</param>
    public static ShiftedCbpe Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, IReadOnlyList<double[]> features, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(features);
        Check.SameLength(scores.Length, truth.Length);
        Check.SameLength(scores.Length, features.Count);
        return new ShiftedCbpe(scores.ToArray(), truth.ToArray(), [.. features], threshold);
    }

    /// <summary>Estimates a chunk.</summary>
    /// <param name="scores">Stated probabilities of the chunk.</param>
    /// <param name="features">Features of the chunk, like those of the reference.</param>
    /// <param name="level">Coverage of the intervals.</param>
    public Result Estimate(ReadOnlySpan<double> scores, IReadOnlyList<double[]> features, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(features);
        Check.SameLength(scores.Length, features.Count);
        double[][] rows = [.. _features.Select(WithSquares), .. features.Select(WithSquares)];
        bool[] isChunk = [.. Enumerable.Range(0, rows.Length).Select(i => i >= _features.Length)];
        var model = LogisticRegression.Fit(rows, isChunk);
        double prior = (double)_features.Length / features.Count, sum = 0, squares = 0;
        var weights = new double[_features.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var p = model.Apply(rows[i]);
            weights[i] = Math.Clamp(p / (1 - p) * prior, 1e-6, MaxWeight);
            sum += weights[i];
            squares += weights[i] * weights[i];
        }

        var cbpe = Cbpe.Fit(_scores, _truth, _threshold, weights: weights);
        return new Result(cbpe.Estimate(scores, level), sum * sum / squares);
    }

    private static double[] WithSquares(double[] row) => [.. row, .. row.Select(x => x * x)];
}
