using Rondo.Statistics;

namespace Rondo.Monitoring.Estimates;

/// <summary>Predicted numbers beside true ones; NaN where missing.</summary>
internal sealed record NumberRows(double[] Predicted, double[] Truth)
{
    /// <summary>Rows that hold a prediction.</summary>
    public int[] Predictions(int[] rows) => [.. rows.Where(row => double.IsFinite(Predicted[row]))];

    /// <summary>Rows that hold both.</summary>
    public int[] Judged(int[] rows) => [.. rows.Where(row => double.IsFinite(Predicted[row]) && double.IsFinite(Truth[row]))];
}

/// <summary>Direct loss estimation for regression: how large errors usually are where the prediction lies.</summary>
internal sealed class NumberPerformance(NumberRows reference, NumberRows analysis) : IPerformance
{
    private readonly DirectLossEstimation _losses = Fit(reference);

    public (double Low, double High) Range => (0, double.PositiveInfinity);

    public IReadOnlyDictionary<string, Estimate> Estimated(int[] rows)
    {
        double[] predicted = [.. analysis.Predictions(rows).Select(row => analysis.Predicted[row])];
        return predicted.Length == 0 ? new Dictionary<string, Estimate>() : new Dictionary<string, Estimate> { ["mae"] = _losses.MeanAbsolute(predicted), ["rmse"] = _losses.RootMeanSquared(predicted) };
    }

    public IReadOnlyDictionary<string, Estimate> Realised(int[] rows) => Measured(analysis, rows);

    public IReadOnlyDictionary<string, Estimate> OnReference(int[] rows) => Measured(reference, rows);

    private static DirectLossEstimation Fit(NumberRows rows)
    {
        var kept = rows.Judged([.. Enumerable.Range(0, rows.Truth.Length)]);
        return DirectLossEstimation.Fit([.. kept.Select(row => rows.Truth[row])], [.. kept.Select(row => rows.Predicted[row])]);
    }

    private static Dictionary<string, Estimate> Measured(NumberRows side, int[] rows)
    {
        var kept = side.Judged(rows);
        if (kept.Length == 0)
        {
            return [];
        }

        double[] errors = [.. kept.Select(row => side.Predicted[row] - side.Truth[row])];
        return new Dictionary<string, Estimate>
        {
            ["mae"] = Bootstrap.Mean([.. errors.Select(Math.Abs)]),
            ["rmse"] = Root(Bootstrap.Mean([.. errors.Select(error => error * error)])),
        };
    }

    private static Estimate Root(Estimate square) => square with { Value = Math.Sqrt(square.Value), Low = Math.Sqrt(square.Low), High = Math.Sqrt(square.High) };
}
