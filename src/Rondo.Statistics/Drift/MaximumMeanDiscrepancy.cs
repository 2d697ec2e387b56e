namespace Rondo.Statistics;

/// <summary>MMD: whether two sets of rows of numbers come from one distribution, all columns and their relations together.</summary>
/// <remarks>
/// Gaussian kernel with the median distance as width, columns scaled to unit spread, permutation p-value. Quadratic in rows,
/// so at most <c>maxRows</c> of each side are used, drawn with a seed. Source: Gretton et al. 2012.
/// </remarks>
public static class MaximumMeanDiscrepancy
{
    /// <summary>Unbiased squared MMD (may be slightly negative) and p. Undefined where a side has fewer than two rows.</summary>
    /// <param name="reference">Rows without NaN.</param>
    /// <param name="current">Rows without NaN.</param>
    /// <param name="permutations">Shuffles for the p-value.</param>
    /// <param name="maxRows">Rows of each side at most.</param>
    /// <param name="seed">Seed.</param>
    public static TestResult Of(IReadOnlyList<double[]> reference, IReadOnlyList<double[]> current, int permutations = 200, int maxRows = 300, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (reference.Count < 2 || current.Count < 2)
        {
            return TestResult.Undefined;
        }

        var random = new SeededRandom(seed);
        double[][] a = Sample(reference, maxRows, random), b = Sample(current, maxRows, random), rows = [.. a, .. b];
        var kernel = Kernel(rows);
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        var value = Value(kernel, order, a.Length);
        var asLarge = 1;
        for (var p = 0; p < permutations; p++)
        {
            random.Shuffle<int>(order);
            asLarge += Value(kernel, order, a.Length) >= value ? 1 : 0;
        }

        return new TestResult(value, permutations == 0 ? double.NaN : asLarge / (permutations + 1.0));
    }

    private static double[][] Sample(IReadOnlyList<double[]> rows, int count, SeededRandom random)
    {
        double[][] all = [.. rows];
        if (all.Length > count)
        {
            random.Shuffle<double[]>(all);
            all = all[..count];
        }

        return all;
    }

    private static double[][] Kernel(double[][] rows)
    {
        var d = rows[0].Length;
        var scale = new double[d];
        for (var f = 0; f < d; f++)
        {
            double[] column = [.. rows.Select(r => r[f])];
            var deviation = Spread.PopulationDeviation(column);
            scale[f] = double.IsFinite(deviation) && deviation > 0 ? 1 / deviation : 0;
        }

        double[][] squared = [.. rows.Select(_ => new double[rows.Length])];
        var distances = new List<double>();
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                double sum = 0;
                for (var f = 0; f < d; f++)
                {
                    sum += Math.Pow((rows[i][f] - rows[j][f]) * scale[f], 2);
                }

                squared[i][j] = squared[j][i] = sum;
                distances.Add(sum);
            }
        }

        var width = Quantiles.Median([.. distances]);
        foreach (var row in squared)
        {
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = width > 0 ? Math.Exp(-row[j] / width) : row[j] > 0 ? 0 : 1;
            }
        }

        return squared;
    }

    private static double Value(double[][] kernel, int[] order, int n)
    {
        double within = 0, other = 0, between = 0, m = order.Length - n;
        for (var i = 0; i < order.Length; i++)
        {
            var row = kernel[order[i]];
            for (var j = 0; j < i; j++)
            {
                var k = row[order[j]];
                if (i < n)
                {
                    within += k;
                }
                else if (j >= n)
                {
                    other += k;
                }
                else
                {
                    between += k;
                }
            }
        }

        return (2 * within / (n * (n - 1.0))) + (2 * other / (m * (m - 1))) - (2 * between / (n * m));
    }
}

internal sealed class MaximumMeanDiscrepancyStatistic() : Statistic(
    new Descriptor
    {
        Id = "mmd",
        Name = "Maximum mean discrepancy",
        Family = "Drift",
        Meaning = "Whether rows of several numbers have changed together, even where no single column has.",
        Unit = "none",
        Range = (-2, 2),
        Direction = Direction.LowerIsBetter,
        Inputs = [new Input("reference", Shape.NumberRows, "Rows of the reference."), new Input("current", Shape.NumberRows, "Rows of now.")],
        Parameters = [new Parameter("permutations", "Shuffles for the p-value.", "200", 0, 100_000), new Parameter("max_rows", "Rows of each side at most.", "300", 2, 5000), CommonParameters.Seed],
        MinimumSample = 2,
        EdgeCases = "Undefined where a side has fewer than two rows, or the sides differ in columns. Constant rows give 0.",
        Source = "Gretton et al. 2012.",
        Example = """{"reference": [[1, 2], [2, 1], [1, 1], [2, 2]], "current": [[5, 6], [6, 5], [5, 5], [6, 6]]}""",
    },
    inputs =>
    {
        double[][] a = inputs.NumberRows("reference"), b = inputs.NumberRows("current");
        if (a[0].Length != b[0].Length)
        {
            return StatisticResult.Undefined("The two sides differ in their number of columns.");
        }

        var test = MaximumMeanDiscrepancy.Of(a, b, inputs.Integer("permutations"), inputs.Integer("max_rows"), inputs.ReadSeed());
        return StatisticResult.Of(new Estimate(test.Statistic, Math.Min(a.Length, b.Length), double.NaN, double.NaN, 0.95, "none"), ("p", test.P));
    });
