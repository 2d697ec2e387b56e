namespace Rondo.Tests.Worlds;

/// <summary>
/// A small logistic regression by Newton's method with a ridge, so that the world's promises are checked by a
/// model that owes nothing to the world. Numbers are standardised, categories one-hot, missing gets a column.
/// </summary>
internal sealed class LogisticRegression
{
    private readonly Encoder _encoder;
    private readonly double[] _weights;

    private LogisticRegression(Encoder encoder, double[] weights) => (_encoder, _weights) = (encoder, weights);

    public static LogisticRegression Fit(
        IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, IReadOnlyList<bool> labels, double ridge = 1)
    {
        var encoder = new Encoder(rows);
        var x = rows.Select(encoder.Encode).ToArray();
        var size = x[0].Length;
        var weights = new double[size];
        for (var step = 0; step < 12; step++)
        {
            var gradient = new double[size];
            var hessian = new double[size, size];
            for (var row = 0; row < x.Length; row++)
            {
                var p = Sigmoid(Dot(x[row], weights));
                var (error, spread) = (p - (labels[row] ? 1 : 0), p * (1 - p));
                for (var i = 0; i < size; i++)
                {
                    gradient[i] += error * x[row][i];
                    var scaled = spread * x[row][i];
                    for (var j = 0; scaled != 0 && j <= i; j++)
                    {
                        hessian[i, j] += scaled * x[row][j];
                    }
                }
            }

            for (var i = 0; i < size; i++)
            {
                gradient[i] += ridge * weights[i];
                hessian[i, i] += ridge;
            }

            var move = Solve(hessian, gradient);
            for (var i = 0; i < size; i++)
            {
                weights[i] -= move[i];
            }
        }

        return new LogisticRegression(encoder, weights);
    }

    public double[] Score(IReadOnlyList<IReadOnlyDictionary<string, object?>> rows) =>
        [.. rows.Select(row => Sigmoid(Dot(_encoder.Encode(row), _weights)))];

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Solves a symmetric positive definite system given by its lower triangle (Cholesky).</summary>
    private static double[] Solve(double[,] a, double[] b)
    {
        var n = b.Length;
        var y = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= a[i, k] * a[j, k];
                }

                a[i, j] = i == j ? Math.Sqrt(sum) : sum / a[j, j];
            }

            y[i] = b[i];
            for (var k = 0; k < i; k++)
            {
                y[i] -= a[i, k] * y[k];
            }

            y[i] /= a[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                y[i] -= a[k, i] * y[k];
            }

            y[i] /= a[i, i];
        }

        return y;
    }
}
