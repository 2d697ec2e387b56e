namespace Rondo.Statistics;

/// <summary>How far predicted numbers are from true ones.</summary>
/// <param name="MeanAbsolute">MAE, in the unit of the target.</param>
/// <param name="MeanAbsolutePercentage">MAPE as a share; undefined where a true value is 0.</param>
/// <param name="MeanSquared">MSE, in the squared unit.</param>
/// <param name="RootMeanSquared">RMSE, in the unit of the target.</param>
/// <param name="MeanSquaredLog">MSLE; undefined where a value is below 0.</param>
/// <param name="RootMeanSquaredLog">RMSLE; undefined where a value is below 0.</param>
/// <param name="RSquared">Share of the variance explained; below 0 is worse than the mean. Undefined where the truth is constant.</param>
public sealed record RegressionErrors(
    Estimate MeanAbsolute, Estimate MeanAbsolutePercentage, Estimate MeanSquared, Estimate RootMeanSquared, Estimate MeanSquaredLog, Estimate RootMeanSquaredLog, Estimate RSquared)
{
    /// <summary>All errors with bootstrap intervals over rows.</summary>
    /// <param name="truth">True values, without NaN.</param>
    /// <param name="predicted">Predicted values for the same rows.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples; 0 gives no intervals.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined on no rows and where a value is not finite.</returns>
    public static RegressionErrors Of(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, double level = 0.95, int resamples = 200, ulong seed = 1)
    {
        Check.SameLength(truth.Length, predicted.Length);
        double[] y = truth.ToArray(), p = predicted.ToArray();
        Estimate Mean(Func<double, double, double> loss, bool root = false)
        {
            double[] losses = [.. y.Zip(p, loss)];
            return Bootstrap.Percentile(losses.Length, w => root ? Math.Sqrt(Bootstrap.WeightedMean(losses, w)) : Bootstrap.WeightedMean(losses, w), resamples, level, seed);
        }

        static double Squared(double a, double b) => (a - b) * (a - b);
        static double Log(double a, double b) => a < 0 || b < 0 ? double.NaN : Squared(Math.Log(1 + a), Math.Log(1 + b));
        return new RegressionErrors(
            Mean((a, b) => Math.Abs(a - b)), Mean((a, b) => a == 0 ? double.NaN : Math.Abs((a - b) / a)), Mean(Squared), Mean(Squared, root: true), Mean(Log), Mean(Log, root: true),
            Bootstrap.Percentile(y.Length, w => Explained(y, p, w), resamples, level, seed));
    }

    private static double Explained(double[] y, double[] p, ReadOnlySpan<int> weights)
    {
        double mean = Bootstrap.WeightedMean(y, weights), residual = 0, total = 0;
        for (var i = 0; i < y.Length; i++)
        {
            residual += weights[i] * (y[i] - p[i]) * (y[i] - p[i]);
            total += weights[i] * (y[i] - mean) * (y[i] - mean);
        }

        return total > 0 ? 1 - (residual / total) : double.NaN;
    }
}

internal sealed class RegressionErrorStatistic() : Statistic(
    new Descriptor
    {
        Id = "regression_error",
        Name = "Regression error",
        Family = "Promises",
        Meaning = "How far predicted numbers are from the true ones, on average.",
        Unit = "unit of the target",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs =
        [
            new Input("truth", Shape.Numbers, "True values.", Low: -1e100, High: 1e100),
            new Input("prediction", Shape.Numbers, "Predicted values.", SameLengthAs: "truth", Low: -1e100, High: 1e100),
        ],
        Parameters =
        [
            new Parameter("measure", "Which error; r2 is better when higher.", "mae", Choices: ["mae", "mape", "mse", "rmse", "msle", "rmsle", "r2"]),
            CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed,
        ],
        EdgeCases = "Undefined on empty input; mape where a true value is 0, log errors below 0, r2 where the truth is constant.",
        Source = "Hyndman and Koehler 2006.",
        Example = """{"truth": [3, 5, 2, 7], "prediction": [2.5, 5, 3, 8]}""",
    },
    inputs =>
    {
        var e = RegressionErrors.Of(inputs.Numbers("truth"), inputs.Numbers("prediction"), inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed());
        return StatisticResult.Of(inputs.Choice("measure") switch
        {
            "mape" => e.MeanAbsolutePercentage,
            "mse" => e.MeanSquared,
            "rmse" => e.RootMeanSquared,
            "msle" => e.MeanSquaredLog,
            "rmsle" => e.RootMeanSquaredLog,
            "r2" => e.RSquared,
            _ => e.MeanAbsolute,
        });
    });
