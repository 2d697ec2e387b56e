namespace Rondo.Statistics;

/// <summary>Temperature scaling: divides all logits by one number, so that confidence changes and no decision does.</summary>
/// <remarks>Source: Guo, Pleiss, Sun and Weinberger 2017.</remarks>
public readonly record struct TemperatureScaling(double Temperature)
{
    /// <summary>Fits by least log loss.</summary>
    /// <param name="logits">One row of logits (or log probabilities) per row.</param>
    /// <param name="labels">Class of each row.</param>
    /// <returns>NaN on no rows. Above 1 the model was too sure of itself.</returns>
    public static TemperatureScaling Fit(IReadOnlyList<double[]> logits, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(logits);
        Check.SameLength(logits.Count, labels.Length);
        if (logits.Count == 0)
        {
            return new TemperatureScaling(double.NaN);
        }

        int[] label = labels.ToArray();
        // The loss is convex in the inverse temperature, so its slope crosses zero once.
        double Slope(double log)
        {
            double inverse = Math.Exp(log), sum = 0;
            for (var i = 0; i < label.Length; i++)
            {
                var p = Softmax(logits[i], inverse);
                sum -= logits[i][label[i]];
                for (var c = 0; c < p.Length; c++)
                {
                    sum += p[c] * logits[i][c];
                }
            }

            return sum;
        }

        var at = Roots.Bisect(Slope, Math.Log(1e-3), Math.Log(1e3));
        return new TemperatureScaling(Math.Exp(-at));
    }

    /// <summary>Calibrated probabilities of one row of logits.</summary>
    public double[] Apply(ReadOnlySpan<double> logits) => Softmax(logits, 1 / Temperature);

    private static double[] Softmax(ReadOnlySpan<double> logits, double inverse)
    {
        var most = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            most = Math.Max(most, logit);
        }

        var result = new double[logits.Length];
        double total = 0;
        for (var c = 0; c < result.Length; c++)
        {
            total += result[c] = Math.Exp((logits[c] - most) * inverse);
        }

        for (var c = 0; c < result.Length; c++)
        {
            result[c] /= total;
        }

        return result;
    }
}
