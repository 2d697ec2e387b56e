namespace Rondo.Statistics;

/// <summary>
/// Regression errors without labels: learns from labelled rows how large errors are where, and reads off what a chunk of
/// unlabelled rows should show.
/// </summary>
/// <remarks>
/// Here "where" is the predicted value, in quantile bins of the reference: no learner is needed and it is exact about what it
/// knows. It follows shifts of the predictions and is blind to everything else, above all to a changed concept. With a
/// learner of one's own, pass its expected losses to <see cref="Mean"/>. Source: NannyML, "Direct loss estimation".
/// </remarks>
public sealed class DirectLossEstimation
{
    private readonly ReferenceBins _bins;
    private readonly double[] _absolute;
    private readonly double[] _squared;
    private readonly double _absoluteDeviation;
    private readonly double _squaredDeviation;

    private DirectLossEstimation(ReferenceBins bins, double[] absolute, double[] squared, double absoluteDeviation, double squaredDeviation)
    {
        _bins = bins;
        (_absolute, _squared) = (absolute, squared);
        (_absoluteDeviation, _squaredDeviation) = (absoluteDeviation, squaredDeviation);
    }

    /// <summary>Learns from labelled rows.</summary>
    /// <param name="truth">True values, finite.</param>
    /// <param name="predicted">Predicted values for the same rows, finite.</param>
    /// <param name="bins">Quantile bins of the predictions; about a hundred rows each are wanted.</param>
    public static DirectLossEstimation Fit(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int bins = 20)
    {
        Check.SameLength(truth.Length, predicted.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(truth.Length, 2);
        var cut = ReferenceBins.Of(predicted, bins);
        double[] absolute = new double[cut.Count], squared = new double[cut.Count], n = new double[cut.Count];
        double[] allAbsolute = new double[truth.Length], allSquared = new double[truth.Length];
        for (var i = 0; i < truth.Length; i++)
        {
            double d = Math.Abs(truth[i] - predicted[i]);
            var b = cut.BinOf(predicted[i]);
            (allAbsolute[i], allSquared[i]) = (d, d * d);
            absolute[b] += d;
            squared[b] += d * d;
            n[b]++;
        }

        for (var b = 0; b < n.Length; b++)
        {
            absolute[b] = n[b] > 0 ? absolute[b] / n[b] : Spread.Mean(allAbsolute);
            squared[b] = n[b] > 0 ? squared[b] / n[b] : Spread.Mean(allSquared);
        }

        return new DirectLossEstimation(cut, absolute, squared, Math.Sqrt(Spread.Variance(allAbsolute)), Math.Sqrt(Spread.Variance(allSquared)));
    }

    /// <summary>Expected mean absolute error of a chunk; the interval is the spread that chunks of this size have by chance.</summary>
    public Estimate MeanAbsolute(ReadOnlySpan<double> predicted, double level = 0.95) => Mean(Losses(predicted, _absolute), _absoluteDeviation, level);

    /// <summary>Expected root mean squared error of a chunk.</summary>
    public Estimate RootMeanSquared(ReadOnlySpan<double> predicted, double level = 0.95)
    {
        var squared = Mean(Losses(predicted, _squared), _squaredDeviation, level);
        return squared with { Value = Math.Sqrt(squared.Value), Low = Math.Sqrt(squared.Low), High = Math.Sqrt(squared.High) };
    }

    /// <summary>Mean of expected losses with the interval that realised losses of a known deviation imply.</summary>
    /// <param name="expectedLosses">Expected loss of each row, at least 0.</param>
    /// <param name="deviation">Standard deviation of the realised losses on the reference.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static Estimate Mean(ReadOnlySpan<double> expectedLosses, double deviation, double level = 0.95)
    {
        Check.Level(level);
        if (expectedLosses.IsEmpty || Check.HasNonFinite(expectedLosses))
        {
            return Estimate.Undefined(expectedLosses.Length, "direct_loss");
        }

        double mean = Spread.Mean(expectedLosses), half = Distributions.Z(level) * deviation / Math.Sqrt(expectedLosses.Length);
        return new Estimate(mean, expectedLosses.Length, Math.Max(0, mean - half), mean + half, level, "direct_loss");
    }

    private double[] Losses(ReadOnlySpan<double> predicted, double[] table)
    {
        var losses = new double[predicted.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            losses[i] = double.IsFinite(predicted[i]) ? table[_bins.BinOf(predicted[i])] : double.NaN;
        }

        return losses;
    }
}

internal sealed class DirectLossStatistic() : Statistic(
    new Descriptor
    {
        Id = "direct_loss",
        Name = "Regression error without labels",
        Family = "Performance",
        Meaning = "How far predictions of numbers are probably off on rows whose true value is not known yet.",
        Unit = "unit of the target",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs =
        [
            new Input("reference_truth", Shape.Numbers, "True values of labelled rows.", Low: -1e100, High: 1e100),
            new Input("reference_prediction", Shape.Numbers, "Predicted values for them.", SameLengthAs: "reference_truth", Low: -1e100, High: 1e100),
            new Input("prediction", Shape.Numbers, "Predicted values of rows without labels."),
        ],
        Parameters =
        [
            new Parameter("measure", "mae is the mean absolute error, rmse weighs large errors more.", "mae", Choices: ["mae", "rmse"]),
            new Parameter("bins", "Quantile bins of the predictions.", "20", 1, 1000),
            CommonParameters.Level,
        ],
        MinimumSample = 2,
        EdgeCases = "Undefined for fewer than two rows on a side. Cannot notice that errors have grown for the same predictions.",
        Source = "NannyML, direct loss estimation; here by bins of the prediction.",
        Example = """{"reference_truth": [10, 12, 20, 22, 30, 33], "reference_prediction": [11, 12, 18, 23, 34, 30], "prediction": [11, 20, 31], "bins": 3}""",
    },
    inputs =>
    {
        var model = DirectLossEstimation.Fit(inputs.Numbers("reference_truth"), inputs.Numbers("reference_prediction"), inputs.Integer("bins"));
        double[] predicted = inputs.Numbers("prediction");
        return StatisticResult.Of(inputs.Choice("measure") == "mae" ? model.MeanAbsolute(predicted, inputs.Number("level")) : model.RootMeanSquared(predicted, inputs.Number("level")));
    });
