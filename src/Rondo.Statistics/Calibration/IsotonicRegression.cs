namespace Rondo.Statistics;

/// <summary>
/// A rising step curve from score to probability that fits any shape as long as higher scores mean more positives.
/// Between its knots it interpolates linearly, outside it stays at the end values.
/// </summary>
/// <remarks>Source: Ayer et al. 1955 (pool adjacent violators); Zadrozny and Elkan 2002 (calibration).</remarks>
public sealed class IsotonicRegression
{
    private readonly double[] _x;
    private readonly double[] _y;

    private IsotonicRegression(double[] x, double[] y)
    {
        _x = x;
        _y = y;
    }

    /// <summary>Scores at the knots, ascending; empty where nothing could be fitted.</summary>
    public IReadOnlyList<double> Knots => _x;

    /// <summary>Values at the knots, never falling.</summary>
    public IReadOnlyList<double> Values => _y;

    /// <summary>Fits to outcomes.</summary>
    /// <param name="scores">Scores without NaN.</param>
    /// <param name="truth">What came true.</param>
    public static IsotonicRegression Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        Check.SameLength(scores.Length, truth.Length);
        if (ScoreGroups.Build(scores, truth) is not { } groups || groups.Count == 0)
        {
            return new IsotonicRegression([], []);
        }

        var n = groups.Count;
        double[] x = new double[n], mean = new double[n], weight = new double[n];
        for (var i = 0; i < n; i++)
        {
            // Groups come in descending order.
            var g = n - 1 - i;
            double tp = groups.TruePositives[g] - (g == 0 ? 0 : groups.TruePositives[g - 1]);
            double fp = groups.FalsePositives[g] - (g == 0 ? 0 : groups.FalsePositives[g - 1]);
            x[i] = groups.Score[g];
            weight[i] = tp + fp;
            mean[i] = tp / weight[i];
        }

        return Pool(x, mean, weight);
    }

    /// <summary>Fits to numbers with weights.</summary>
    /// <param name="scores">Where; without NaN.</param>
    /// <param name="values">What.</param>
    /// <param name="weights">How much each counts, above 0; empty counts all alike.</param>
    public static IsotonicRegression Fit(ReadOnlySpan<double> scores, ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default)
    {
        Check.SameLength(scores.Length, values.Length);
        double[] sorted = scores.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        List<double> x = [], mean = [], weight = [];
        for (var i = 0; i < order.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[order[i]];
            if (x.Count > 0 && x[^1] == sorted[i])
            {
                weight[^1] += w;
                mean[^1] += w / weight[^1] * (values[order[i]] - mean[^1]);
            }
            else
            {
                x.Add(sorted[i]);
                mean.Add(values[order[i]]);
                weight.Add(w);
            }
        }

        return Pool([.. x], [.. mean], [.. weight]);
    }

    /// <summary>Value at a score; NaN where nothing could be fitted.</summary>
    public double Apply(double score)
    {
        if (_x.Length == 0 || double.IsNaN(score))
        {
            return double.NaN;
        }

        var at = SortedColumn.CountBelow(_x, score);
        if (at == _x.Length)
        {
            return _y[^1];
        }

        if (at == 0 || _x[at] == score)
        {
            return _y[at];
        }

        var share = (score - _x[at - 1]) / (_x[at] - _x[at - 1]);
        return _y[at - 1] + (share * (_y[at] - _y[at - 1]));
    }

    /// <summary>Values at many scores.</summary>
    public double[] Apply(ReadOnlySpan<double> scores)
    {
        var result = new double[scores.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Apply(scores[i]);
        }

        return result;
    }

    /// <summary>Values at ascending scores, in one walk along the knots.</summary>
    internal double[] ApplySorted(ReadOnlySpan<double> scores)
    {
        var result = new double[scores.Length];
        var at = 0;
        for (var i = 0; i < result.Length; i++)
        {
            while (at < _x.Length && _x[at] < scores[i])
            {
                at++;
            }

            result[i] = at == _x.Length ? _y[^1]
                : at == 0 || _x[at] == scores[i] || _y[at] == _y[at - 1] ? _y[at]
                : _y[at - 1] + ((scores[i] - _x[at - 1]) / (_x[at] - _x[at - 1]) * (_y[at] - _y[at - 1]));
        }

        return result;
    }

    // One pass with a stack of blocks; of each block of equal values only the two ends are kept as knots.
    private static IsotonicRegression Pool(double[] x, double[] mean, double[] weight)
    {
        var start = new int[x.Length];
        var blocks = 0;
        for (var i = 0; i < x.Length; i++)
        {
            double m = mean[i], w = weight[i];
            var first = i;
            while (blocks > 0 && mean[blocks - 1] >= m)
            {
                blocks--;
                m = ((m * w) + (mean[blocks] * weight[blocks])) / (w + weight[blocks]);
                w += weight[blocks];
                first = start[blocks];
            }

            (mean[blocks], weight[blocks], start[blocks]) = (m, w, first);
            blocks++;
        }

        List<double> knots = [], values = [];
        for (var b = 0; b < blocks; b++)
        {
            var last = (b + 1 < blocks ? start[b + 1] : x.Length) - 1;
            knots.Add(x[start[b]]);
            values.Add(mean[b]);
            if (last > start[b])
            {
                knots.Add(x[last]);
                values.Add(mean[b]);
            }
        }

        return new IsotonicRegression([.. knots], [.. values]);
    }
}
