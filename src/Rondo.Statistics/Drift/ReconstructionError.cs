namespace Rondo.Statistics;

/// <summary>
/// How badly rows fit the relations between columns that the reference had: project on its main components and measure
/// what is lost. Notices changed relations that leave every single column alone.
/// </summary>
/// <remarks>Source: Pearson 1901 (principal components); NannyML, "data reconstruction with PCA".</remarks>
public sealed class ReconstructionError
{
    private readonly double[] _mean;
    private readonly double[] _scale;
    private readonly double[][] _components;

    private ReconstructionError(double[] mean, double[] scale, double[][] components)
    {
        _mean = mean;
        _scale = scale;
        _components = components;
    }

    /// <summary>Components kept.</summary>
    public int Components => _components.Length;

    /// <summary>Learns from the reference.</summary>
    /// <param name="reference">Rows without NaN; at least two.</param>
    /// <param name="keep">Share of the variance to keep, in (0, 1).</param>
    public static ReconstructionError Fit(IReadOnlyList<double[]> reference, double keep = 0.65)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentOutOfRangeException.ThrowIfLessThan(reference.Count, 2);
        int d = reference[0].Length, n = reference.Count;
        double[] mean = new double[d], scale = new double[d];
        for (var f = 0; f < d; f++)
        {
            double[] column = [.. reference.Select(r => r[f])];
            mean[f] = Spread.Mean(column);
            var deviation = Spread.PopulationDeviation(column);
            scale[f] = double.IsFinite(deviation) && deviation > 0 ? 1 / deviation : 0;
        }

        double[][] correlation = [.. Enumerable.Range(0, d).Select(_ => new double[d])];
        foreach (var row in reference)
        {
            for (var i = 0; i < d; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    correlation[i][j] += (row[i] - mean[i]) * scale[i] * (row[j] - mean[j]) * scale[j] / n;
                    correlation[j][i] = correlation[i][j];
                }
            }
        }

        var (values, vectors) = LinearAlgebra.Eigen(correlation);
        double total = values.Sum(v => Math.Max(0, v)), sum = 0;
        var count = 0;
        while (count < d && sum < keep * total)
        {
            sum += Math.Max(0, values[count++]);
        }

        return new ReconstructionError(mean, scale, vectors[..count]);
    }

    /// <summary>Mean distance of rows from their reconstruction, in standard deviations of the reference, with a normal interval.</summary>
    public Estimate Of(IReadOnlyList<double[]> rows, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Check.Level(level);
        if (rows.Count < 2)
        {
            return Estimate.Undefined(rows.Count, "normal");
        }

        double[] errors = [.. rows.Select(OfRow)];
        double mean = Spread.Mean(errors), half = Distributions.Z(level) * Math.Sqrt(Spread.Variance(errors) / errors.Length);
        return new Estimate(mean, rows.Count, Math.Max(0, mean - half), mean + half, level, "normal");
    }

    private double OfRow(double[] row)
    {
        double[] z = [.. row.Select((x, f) => (x - _mean[f]) * _scale[f])];
        double[] rest = [.. z];
        foreach (var component in _components)
        {
            double along = 0;
            for (var f = 0; f < z.Length; f++)
            {
                along += component[f] * z[f];
            }

            for (var f = 0; f < z.Length; f++)
            {
                rest[f] -= along * component[f];
            }
        }

        return Math.Sqrt(rest.Sum(x => x * x));
    }
}

internal sealed class ReconstructionErrorStatistic() : Statistic(
    new Descriptor
    {
        Id = "reconstruction_error",
        Name = "Reconstruction error",
        Family = "Drift",
        Meaning = "How badly rows of now fit the relations between columns that the reference had.",
        Unit = "standard deviations",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = [new Input("reference", Shape.NumberRows, "Rows of the reference."), new Input("current", Shape.NumberRows, "Rows of now.")],
        Parameters = [new Parameter("keep", "Share of the variance that the components keep.", "0.65", 0.01, 0.999), CommonParameters.Level],
        MinimumSample = 2,
        EdgeCases = "Undefined where a side has fewer than two rows, or the sides differ in columns. Constant columns do not count.",
        Source = "Pearson 1901; NannyML.",
        Example = """{"reference": [[1, 1.1], [2, 2.1], [3, 2.9], [4, 4.2], [5, 4.8]], "current": [[1, 4], [2, 3], [4, 2], [5, 1]]}""",
    },
    inputs =>
    {
        double[][] a = inputs.NumberRows("reference"), b = inputs.NumberRows("current");
        if (a[0].Length != b[0].Length)
        {
            return StatisticResult.Undefined("The two sides differ in their number of columns.");
        }

        var model = ReconstructionError.Fit(a, inputs.Number("keep"));
        var now = model.Of(b, inputs.Number("level"));
        return double.IsFinite(now.Value)
            ? StatisticResult.Of(now, ("reference", model.Of(a).Value))
            : StatisticResult.Undefined("The values are too large to be measured against the reference.");
    });
