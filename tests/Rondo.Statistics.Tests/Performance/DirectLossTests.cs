using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class DirectLossTests
{
    [Fact]
    public void Errors_are_followed_where_the_predictions_move()
    {
        // Errors grow with the prediction; the mix of predictions shifts upwards.
        var random = new SeededRandom(4);
        (double[] Truth, double[] Predicted) Draw(int n, double low)
        {
            double[] predicted = [.. Enumerable.Range(0, n).Select(_ => low + ((10 - low) * random.NextDouble()))];
            return ([.. predicted.Select(p => p + (0.2 * p * random.NextNormal()))], predicted);
        }

        var reference = Draw(20_000, 0);
        var chunk = Draw(3000, 7);
        var model = DirectLossEstimation.Fit(reference.Truth, reference.Predicted);
        var realised = RegressionErrors.Of(chunk.Truth, chunk.Predicted, resamples: 0);
        model.MeanAbsolute(chunk.Predicted).Value.ShouldBe(realised.MeanAbsolute.Value, 0.05 * realised.MeanAbsolute.Value);
        model.RootMeanSquared(chunk.Predicted).Value.ShouldBe(realised.RootMeanSquared.Value, 0.05 * realised.RootMeanSquared.Value);
    }

    [Fact]
    public void Estimates_are_close_to_the_published_ones_before_the_shift_of_the_car_price_data()
    {
        var reference = Table.Read("nml_car_price", "reference.csv.gz");
        double[] predicted = Table.Read("nml_car_price", "analysis.csv.gz").Numbers("y_pred");
        var model = DirectLossEstimation.Fit(reference.Numbers("y_true"), reference.Numbers("y_pred"));
        model.RootMeanSquared(predicted[..6000]).Value.ShouldBe(1067.21, 0.03 * 1067);
        model.RootMeanSquared(predicted[6000..12000]).Value.ShouldBe(1063.13, 0.03 * 1063);
    }

    [Fact]
    public void No_rows_are_undefined() => DirectLossEstimation.Fit([1, 2], [1, 3]).MeanAbsolute([]).IsDefined.ShouldBeFalse();
}
