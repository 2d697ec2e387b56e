namespace Rondo.Engines.Learning.Additive;

/// <summary>
/// A model that is a sum: bias + what each feature adds + what each term adds. The logistic regression and the additive
/// model (GAM) are both of this form, so they share scoring, explanation and storage, and a person can read all of it.
/// </summary>
/// <param name="learner">Id of the learner.</param>
/// <param name="classes">Number of classes; two classes have one output, the log-odds of the second.</param>
/// <param name="bias">One entry an output.</param>
/// <param name="shapes">One a dense feature.</param>
/// <param name="average">shapes x outputs: what the feature added on average over the training rows.</param>
/// <param name="termWeights">terms x outputs; empty without terms.</param>
internal sealed class AdditiveModel(string learner, int classes, double[] bias, Shape[] shapes, double[] average, float[] termWeights) : IModel
{
    private readonly int _outputs = bias.Length;

    public string Learner => learner;

    public int Classes => classes;

    public bool IsPrompt => true;

    public IReadOnlyList<double> Bias => bias;

    public IReadOnlyList<Shape> Shapes => shapes;

    public IReadOnlyList<double> Average => average;

    public ReadOnlySpan<float> TermWeights => termWeights;

    public void Score(ReadOnlySpan<double> dense, Span<double> probabilities)
    {
        if (termWeights.Length > 0)
        {
            throw new NotSupportedException("The model reads text: score an encoded row with its terms instead of dense values alone.");
        }

        Finish(dense, [], [], probabilities);
    }

    public void Score(FeatureMatrix features, Span<double> probabilities)
    {
        RequireFit(features);
        for (var row = 0; row < features.Rows; row++)
        {
            var (start, end) = Terms(features, row);
            Finish(features.Row(row), features.TermIndex.AsSpan(start, end - start), features.TermWeight.AsSpan(start, end - start), probabilities.Slice(row * classes, classes));
        }
    }

    public IReadOnlyList<Contribution> Explain(FeatureMatrix features, int row)
    {
        RequireFit(features);
        var output = 0;
        if (_outputs > 1)
        {
            // With many classes there is no positive one: explain the class that the model would choose.
            Span<double> probabilities = new double[classes];
            var (start, end) = Terms(features, row);
            Finish(features.Row(row), features.TermIndex.AsSpan(start, end - start), features.TermWeight.AsSpan(start, end - start), probabilities);
            output = Probabilities.Largest(probabilities);
        }

        List<Contribution> all = [];
        var dense = features.Row(row);
        for (var i = 0; i < shapes.Length; i++)
        {
            all.Add(new Contribution(features.Features[i].Name, shapes[i].At(dense[i], output) - average[(i * _outputs) + output]));
        }

        var (first, last) = Terms(features, row);
        for (var at = first; at < last; at++)
        {
            var term = features.TermIndex[at];
            all.Add(new Contribution(features.Terms[term], termWeights[(term * _outputs) + output] * (double)features.TermWeight[at]));
        }

        return all;
    }

    public IReadOnlyList<Contribution> Importance(FeatureMatrix features)
    {
        RequireFit(features);
        var sums = new double[shapes.Length + features.Terms.Count];
        for (var row = 0; row < features.Rows; row++)
        {
            var dense = features.Row(row);
            var (start, end) = Terms(features, row);
            for (var k = 0; k < _outputs; k++)
            {
                for (var i = 0; i < shapes.Length; i++)
                {
                    sums[i] += Math.Abs(shapes[i].At(dense[i], k) - average[(i * _outputs) + k]);
                }

                for (var at = start; at < end; at++)
                {
                    sums[shapes.Length + features.TermIndex[at]] += Math.Abs(termWeights[(features.TermIndex[at] * _outputs) + k] * (double)features.TermWeight[at]);
                }
            }
        }

        var cells = Math.Max(1.0, (double)features.Rows * _outputs);
        return [.. sums.Select((sum, i) => new Contribution(i < shapes.Length ? features.Features[i].Name : features.Terms[i - shapes.Length], sum / cells)).OrderByDescending(one => one.Value)];
    }

    public void Write(Stream stream) => AdditiveJson.Write(this, stream);

    public void Dispose()
    {
        // Managed arrays only; the interface is disposable for models that hold native memory.
    }

    private void Finish(ReadOnlySpan<double> dense, ReadOnlySpan<int> terms, ReadOnlySpan<float> weights, Span<double> probabilities)
    {
        // Two classes have one output, which fits in the first slot until both are known.
        var scores = probabilities[.._outputs];
        bias.CopyTo(scores);
        for (var i = 0; i < shapes.Length; i++)
        {
            shapes[i].Add(dense[i], scores);
        }

        for (var at = 0; at < terms.Length; at++)
        {
            var ofTerm = termWeights.AsSpan(terms[at] * _outputs, _outputs);
            for (var k = 0; k < _outputs; k++)
            {
                scores[k] += ofTerm[k] * (double)weights[at];
            }
        }

        if (_outputs == 1)
        {
            Probabilities.FromLogOdds(scores[0], probabilities);
        }
        else
        {
            Probabilities.Softmax(scores);
        }
    }

    private (int Start, int End) Terms(FeatureMatrix features, int row) =>
        termWeights.Length == 0 ? (0, 0) : (features.RowStart[row], features.RowStart[row + 1]);

    private void RequireFit(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Features.Count != shapes.Length || (termWeights.Length > 0 && features.Terms.Count * _outputs != termWeights.Length))
        {
            throw new ArgumentException($"The rows have {features.Features.Count} features and {features.Terms.Count} terms, the model {shapes.Length} and {termWeights.Length / _outputs}.", nameof(features));
        }
    }
}
