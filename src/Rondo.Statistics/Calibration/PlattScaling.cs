namespace Rondo.Statistics;

/// <summary>A logistic curve from score to probability: 1 / (1 + exp(-(slope x + intercept))).</summary>
/// <param name="Slope">Steepness; positive where higher scores mean more positives.</param>
/// <param name="Intercept">Log odds at a score of 0.</param>
public readonly record struct PlattScaling(double Slope, double Intercept)
{
    /// <summary>Fits the curve to a sample that the model was not trained on.</summary>
    /// <param name="scores">Any real scores; probabilities are welcome, their log odds are better.</param>
    /// <param name="truth">What came true.</param>
    /// <returns>NaN parameters where a class is missing or a score is not finite.</returns>
    /// <remarks>
    /// Newton's method on Platt's smoothed targets (N+ + 1) / (N+ + 2) and 1 / (N- + 2), which keep the curve finite on
    /// separable data. Source: Platt 1999; Lin, Lin and Weng 2007.
    /// </remarks>
    public static PlattScaling Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        Check.SameLength(scores.Length, truth.Length);
        double positives = Check.CountTrue(truth), negatives = truth.Length - positives;
        if (positives == 0 || negatives == 0 || Check.HasNonFinite(scores))
        {
            return new PlattScaling(double.NaN, double.NaN);
        }

        // Standardised scores keep Newton's steps sane whatever the unit.
        double mean = Spread.Mean(scores), scale = Math.Sqrt(Spread.SumOfSquares(scores) / scores.Length);
        if (!(scale > 0))
        {
            return new PlattScaling(0, Math.Log((positives + 1) / (negatives + 1)));
        }

        double high = (positives + 1) / (positives + 2), low = 1 / (negatives + 2), a = 0, b = Math.Log((positives + 1) / (negatives + 1));
        var loss = Loss(scores, truth, mean, scale, high, low, a, b);
        for (var step = 0; step < 100; step++)
        {
            double ga = 0, gb = 0, haa = 1e-12, hab = 0, hbb = 1e-12;
            for (var i = 0; i < scores.Length; i++)
            {
                var x = (scores[i] - mean) / scale;
                var p = Logistic((a * x) + b);
                double d = p - (truth[i] ? high : low), w = p * (1 - p);
                ga += d * x;
                gb += d;
                haa += w * x * x;
                hab += w * x;
                hbb += w;
            }

            var determinant = (haa * hbb) - (hab * hab);
            double da = ((hbb * ga) - (hab * gb)) / determinant, db = ((haa * gb) - (hab * ga)) / determinant, size = 1;
            var next = Loss(scores, truth, mean, scale, high, low, a - da, b - db);
            while (next > loss && size > 1e-10)
            {
                size /= 2;
                next = Loss(scores, truth, mean, scale, high, low, a - (size * da), b - (size * db));
            }

            (a, b) = (a - (size * da), b - (size * db));
            if (Math.Abs(loss - next) <= 1e-14 * Math.Abs(loss))
            {
                break;
            }

            loss = next;
        }

        return new PlattScaling(a / scale, b - (a * mean / scale));
    }

    /// <summary>Probability of a score.</summary>
    public double Apply(double score) => Logistic((Slope * score) + Intercept);

    /// <summary>Probabilities of many scores.</summary>
    public double[] Apply(ReadOnlySpan<double> scores)
    {
        var result = new double[scores.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Apply(scores[i]);
        }

        return result;
    }

    internal static double Logistic(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    private static double Loss(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double mean, double scale, double high, double low, double a, double b)
    {
        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var z = (a * (scores[i] - mean) / scale) + b;
            var softplus = z > 0 ? z + Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));
            sum += softplus - ((truth[i] ? high : low) * z);
        }

        return sum;
    }
}
