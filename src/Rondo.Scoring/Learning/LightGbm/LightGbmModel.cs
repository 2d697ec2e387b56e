namespace Rondo.Engines.Learning.LightGbm;

/// <summary>
/// Boosted trees, scored by our own walk over the parsed text: no native call on the hot path, nothing to lock or to
/// free, and a hostile model file never reaches native code.
/// </summary>
/// <param name="text">The model as LightGBM wrote it.</param>
/// <param name="ensemble">The same, parsed.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class LightGbmModel(byte[] text, TreeEnsemble ensemble, int classes) : IModel
{
    /// <summary>Most rows x trees that an importance looks at; beyond it, evenly spaced rows stand for all.</summary>
    private const long MostShapTrees = 600_000;

    public string Learner => LightGbmFormat.Id;

    public int Classes => classes;

    public bool IsPrompt => true;

    /// <exception cref="InvalidDataException">Not such a text.</exception>
    public static LightGbmModel Parse(byte[] text)
    {
        var ensemble = TreeModelText.Parse(text, out var classes);
        return new LightGbmModel(text, ensemble, classes);
    }

    public void Score(ReadOnlySpan<double> dense, Span<double> probabilities)
    {
        if (dense.Length != ensemble.FeatureCount)
        {
            throw dense.Length < ensemble.FeatureCount
                ? new NotSupportedException($"The model has {ensemble.FeatureCount} features with its terms, the row {dense.Length}: score an encoded row instead of dense values alone.")
                : new ArgumentException($"The model has {ensemble.FeatureCount} features, the row {dense.Length}.", nameof(dense));
        }

        // Two classes have one output, which fits in the first slot until both are known.
        var outputs = probabilities[..ensemble.Outputs];
        ensemble.Sum(dense, outputs);
        if (ensemble.Outputs == 1)
        {
            Probabilities.FromLogOdds(outputs[0], probabilities);
        }
        else
        {
            Probabilities.Softmax(outputs);
        }
    }

    public void Score(FeatureMatrix features, Span<double> probabilities)
    {
        var rows = new WideRow(features, ensemble.FeatureCount);
        for (var row = 0; row < features.Rows; row++)
        {
            Score(rows.At(row), probabilities.Slice(row * classes, classes));
        }
    }

    public IReadOnlyList<Contribution> Explain(FeatureMatrix features, int row)
    {
        var values = new WideRow(features, ensemble.FeatureCount).At(row);
        var output = 0;
        if (classes > 2)
        {
            // With many classes there is no positive one: explain the class that the model would choose.
            var probabilities = new double[classes];
            Score(values, probabilities);
            output = Probabilities.Largest(probabilities);
        }

        var contributions = new double[ensemble.FeatureCount];
        new TreeShap(ensemble).Add(values, output, contributions);
        var dense = features.Features.Count;
        List<Contribution> all = [.. features.Features.Select((feature, i) => new Contribution(feature.Name, contributions[i]))];
        for (var at = features.RowStart.Length == 0 ? 0 : features.RowStart[row]; features.RowStart.Length > 0 && at < features.RowStart[row + 1]; at++)
        {
            all.Add(new Contribution(features.Terms[features.TermIndex[at]], contributions[dense + features.TermIndex[at]]));
        }

        return all;
    }

    public IReadOnlyList<Contribution> Importance(FeatureMatrix features)
    {
        var rows = new WideRow(features, ensemble.FeatureCount);
        var shap = new TreeShap(ensemble);
        var step = (int)Math.Max(1, features.Rows * (long)Math.Max(1, ensemble.Trees.Length) / MostShapTrees);
        var sums = new double[ensemble.FeatureCount];
        var one = new double[sums.Length];
        var seen = 0;
        for (var row = 0; row < features.Rows; row += step, seen++)
        {
            for (var output = 0; output < ensemble.Outputs; output++)
            {
                Array.Clear(one);
                shap.Add(rows.At(row), output, one);
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += Math.Abs(one[i]);
                }
            }
        }

        var cells = Math.Max(1.0, (double)seen * ensemble.Outputs);
        var dense = features.Features.Count;
        return [.. sums.Select((sum, i) => new Contribution(i < dense ? features.Features[i].Name : features.Terms[i - dense], sum / cells)).OrderByDescending(each => each.Value)];
    }

    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(text);
    }

    public void Dispose()
    {
        // The native library is used while training only.
    }
}
