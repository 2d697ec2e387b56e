namespace Rondo.Statistics;

/// <summary>A small ridge logistic regression on standardised features, for use inside other statistics.</summary>
/// <remarks>Newton's method (iteratively reweighted least squares); features are few.</remarks>
internal sealed class LogisticRegression
{
    private readonly double[] _mean;
    private readonly double[] _scale;
    private readonly double[] _beta;

    private LogisticRegression(double[] mean, double[] scale, double[] beta)
    {
        _mean = mean;
        _scale = scale;
        _beta = beta;
    }

    internal static LogisticRegression Fit(double[][] rows, bool[] truth, double ridge = 1)
    {
        int n = rows.Length, d = n == 0 ? 0 : rows[0].Length;
        double[] mean = new double[d], scale = new double[d];
        for (var f = 0; f < d; f++)
        {
            double[] column = [.. rows.Select(r => r[f])];
            mean[f] = Spread.Mean(column);
            var deviation = Math.Sqrt(Spread.SumOfSquares(column) / n);
            scale[f] = deviation > 0 ? deviation : 1;
        }

        var beta = new double[d + 1];
        var x = new double[d + 1];
        x[d] = 1;
        for (var step = 0; step < 25; step++)
        {
            var gradient = new double[d + 1];
            var hessian = new double[d + 1][];
            for (var a = 0; a <= d; a++)
            {
                hessian[a] = new double[d + 1];
                hessian[a][a] = a < d ? ridge : 1e-9;
                gradient[a] = a < d ? ridge * beta[a] : 0;
            }

            for (var i = 0; i < n; i++)
            {
                double z = beta[d];
                for (var f = 0; f < d; f++)
                {
                    x[f] = (rows[i][f] - mean[f]) / scale[f];
                    z += beta[f] * x[f];
                }

                double p = PlattScaling.Logistic(z), w = Math.Max(1e-9, p * (1 - p)), error = p - (truth[i] ? 1 : 0);
                for (var a = 0; a <= d; a++)
                {
                    gradient[a] += error * x[a];
                    for (var b = 0; b <= a; b++)
                    {
                        hessian[a][b] += w * x[a] * x[b];
                    }
                }
            }

            var move = LinearAlgebra.SolvePositive(hessian, gradient);
            double most = 0;
            for (var a = 0; a <= d; a++)
            {
                var size = Math.Clamp(move[a], -5, 5);
                beta[a] -= size;
                most = Math.Max(most, Math.Abs(size));
            }

            if (most < 1e-8)
            {
                break;
            }
        }

        return new LogisticRegression(mean, scale, beta);
    }

    /// <summary>Coefficients in the unit of the features, and the intercept.</summary>
    internal (double[] Beta, double Intercept) RawCoefficients()
    {
        var beta = new double[_mean.Length];
        var intercept = _beta[^1];
        for (var f = 0; f < beta.Length; f++)
        {
            beta[f] = _beta[f] / _scale[f];
            intercept -= beta[f] * _mean[f];
        }

        return (beta, intercept);
    }

    internal double Apply(double[] row)
    {
        var z = _beta[^1];
        for (var f = 0; f < _mean.Length; f++)
        {
            z += _beta[f] * (row[f] - _mean[f]) / _scale[f];
        }

        return PlattScaling.Logistic(z);
    }
}
