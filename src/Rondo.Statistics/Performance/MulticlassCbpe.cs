namespace Rondo.Statistics;

/// <summary>Performance without labels for several classes: each class against the rest, macro averages.</summary>
/// <remarks>The same limits as <see cref="Cbpe"/> hold.</remarks>
public sealed class MulticlassCbpe
{
    private readonly Cbpe[] _classes;

    private MulticlassCbpe(Cbpe[] classes) => _classes = classes;

    /// <summary>Learns from labelled rows.</summary>
    /// <param name="scores">One list per class: the stated probability of that class for each row.</param>
    /// <param name="truth">Class of each row, an index into <paramref name="scores"/>.</param>
    /// <exception cref="ArgumentException">A class never occurs or is the only one.</exception>
    public static MulticlassCbpe Fit(IReadOnlyList<double[]> scores, ReadOnlySpan<int> truth)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var classes = new Cbpe[scores.Count];
        var flags = new bool[truth.Length];
        for (var c = 0; c < classes.Length; c++)
        {
            for (var i = 0; i < flags.Length; i++)
            {
                flags[i] = truth[i] == c;
            }

            classes[c] = Cbpe.Fit(scores[c], flags);
        }

        return new MulticlassCbpe(classes);
    }

    /// <summary>Estimates a chunk: macro <c>roc_auc</c>, <c>f1</c>, <c>precision</c>, <c>recall</c>, <c>specificity</c>, <c>average_precision</c>, and <c>accuracy</c>.</summary>
    /// <param name="scores">One list per class.</param>
    /// <param name="predictions">Predicted class of each row; empty takes the most probable.</param>
    /// <param name="level">Coverage of the intervals.</param>
    public IReadOnlyDictionary<string, Estimate> Estimate(IReadOnlyList<double[]> scores, ReadOnlySpan<int> predictions = default, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Check.SameLength(scores.Count, _classes.Length);
        int k = _classes.Length, n = scores[0].Length;
        int[] decided = predictions.IsEmpty ? MostProbable(scores) : predictions.ToArray();
        double right = 0;
        for (var i = 0; i < n; i++)
        {
            double total = 0, own = 0;
            for (var c = 0; c < k; c++)
            {
                var p = _classes[c].Probability(scores[c][i]);
                total += p;
                own = c == decided[i] ? p : own;
            }

            right += total > 0 ? own / total : 1.0 / k;
        }

        var perClass = new List<CbpeChunk>(k);
        var flags = new bool[n];
        for (var c = 0; c < k; c++)
        {
            for (var i = 0; i < n; i++)
            {
                flags[i] = decided[i] == c;
            }

            perClass.Add(_classes[c].Estimate(scores[c], flags, level));
        }

        var result = new Dictionary<string, Estimate>();
        foreach (var name in perClass[0].Metrics.Keys)
        {
            result[name] = name == "accuracy" ? Accuracy(right / n, n, level) : MacroAverage.Of([.. perClass.Select(p => p.Metrics[name])], "cbpe");
        }

        return result;
    }

    private static Estimate Accuracy(double value, int n, double level) => Proportion.Wilson(value, n, n, level) with { Method = "cbpe" };

    private static int[] MostProbable(IReadOnlyList<double[]> scores)
    {
        var best = new int[scores[0].Length];
        for (var c = 1; c < scores.Count; c++)
        {
            for (var i = 0; i < best.Length; i++)
            {
                best[i] = scores[c][i] > scores[best[i]][i] ? c : best[i];
            }
        }

        return best;
    }
}
