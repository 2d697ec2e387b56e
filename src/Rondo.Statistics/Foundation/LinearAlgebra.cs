namespace Rondo.Statistics;

/// <summary>The little linear algebra that statistics of few columns need.</summary>
internal static class LinearAlgebra
{
    /// <summary>Solves A x = b for a symmetric positive definite A, of which the lower half is read (Cholesky).</summary>
    internal static double[] SolvePositive(double[][] a, double[] b)
    {
        var n = b.Length;
        var l = new double[n][];
        for (var i = 0; i < n; i++)
        {
            l[i] = new double[n];
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i][j];
                for (var k = 0; k < j; k++)
                {
                    sum -= l[i][k] * l[j][k];
                }

                l[i][j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / l[j][j];
            }
        }

        var x = (double[])b.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= l[i][k] * x[k];
            }

            x[i] /= l[i][i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                x[i] -= l[k][i] * x[k];
            }

            x[i] /= l[i][i];
        }

        return x;
    }

    /// <summary>Eigenvalues (descending) and eigenvectors (rows) of a symmetric matrix by Jacobi rotations.</summary>
    internal static (double[] Values, double[][] Vectors) Eigen(double[][] symmetric)
    {
        var n = symmetric.Length;
        double[][] a = [.. symmetric.Select(row => (double[])row.Clone())];
        var v = new double[n][];
        for (var i = 0; i < n; i++)
        {
            v[i] = new double[n];
            v[i][i] = 1;
        }

        for (var sweep = 0; sweep < 100; sweep++)
        {
            double off = 0;
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    off += a[p][q] * a[p][q];
                    Rotate(a, v, p, q);
                }
            }

            if (off < 1e-26)
            {
                break;
            }
        }

        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => a[i][i])];
        return ([.. order.Select(i => a[i][i])], [.. order.Select(i => Enumerable.Range(0, n).Select(k => v[k][i]).ToArray())]);
    }

    private static void Rotate(double[][] a, double[][] v, int p, int q)
    {
        if (Math.Abs(a[p][q]) < 1e-300)
        {
            return;
        }

        var theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        for (var k = 0; k < a.Length; k++)
        {
            (a[k][p], a[k][q]) = ((c * a[k][p]) - (s * a[k][q]), (s * a[k][p]) + (c * a[k][q]));
        }

        for (var k = 0; k < a.Length; k++)
        {
            (a[p][k], a[q][k]) = ((c * a[p][k]) - (s * a[q][k]), (s * a[p][k]) + (c * a[q][k]));
            (v[k][p], v[k][q]) = ((c * v[k][p]) - (s * v[k][q]), (s * v[k][p]) + (c * v[k][q]));
        }
    }
}
