namespace Rondo.Statistics;

/// <summary>Beta calibration: 1 / (1 + exp(-(a ln p - b ln(1 - p) + c))). Fits skewed curves that Platt's cannot and can be the identity.</summary>
/// <remarks>Source: Kull, Silva Filho and Flach 2017.</remarks>
public readonly record struct BetaCalibration(double A, double B, double C)
{
    private const double Edge = 1e-12;

    /// <summary>Fits to a sample that the model was not trained on.</summary>
    /// <param name="scores">Stated probabilities, in [0, 1].</param>
    /// <param name="truth">What came true.</param>
    /// <returns>NaN parameters where a class is missing or a score is not finite.</returns>
    public static BetaCalibration Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        Check.SameLength(scores.Length, truth.Length);
        var positives = Check.CountTrue(truth);
        if (positives == 0 || positives == truth.Length || Check.HasNonFinite(scores))
        {
            return new BetaCalibration(double.NaN, double.NaN, double.NaN);
        }

        var rows = new double[scores.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Features(scores[i]);
        }

        bool[] outcome = truth.ToArray();
        var (a, b, c) = Solve(rows, outcome, useA: true, useB: true);
        // A falling curve would turn the order round; the paper drops the offending term.
        if (a < 0)
        {
            (a, b, c) = Solve(rows, outcome, useA: false, useB: true);
        }
        else if (b < 0)
        {
            (a, b, c) = Solve(rows, outcome, useA: true, useB: false);
        }

        return new BetaCalibration(a, b, c);
    }

    /// <summary>Probability of a score.</summary>
    public double Apply(double score)
    {
        var f = Features(score);
        return PlattScaling.Logistic((A * f[0]) + (B * f[1]) + C);
    }

    private static double[] Features(double score)
    {
        var p = Math.Clamp(score, Edge, 1 - Edge);
        return [Math.Log(p), -Math.Log(1 - p)];
    }

    private static (double A, double B, double C) Solve(double[][] rows, bool[] truth, bool useA, bool useB)
    {
        double[][] used = [.. rows.Select(r => useA && useB ? r : useA ? [r[0]] : new[] { r[1] })];
        var model = LogisticRegression.Fit(used, truth, ridge: 1e-6);
        var (beta, intercept) = model.RawCoefficients();
        return useA && useB ? (beta[0], beta[1], intercept) : useA ? (beta[0], 0, intercept) : (0, beta[0], intercept);
    }
}
