namespace Rondo.Statistics;

/// <summary>Whether isotonic calibration would help: judged on rows that it was not fitted on.</summary>
internal static class CalibrationNeed
{
    private const int Folds = 3;
    private const int FewestRows = 60;

    internal static bool Shows(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        if (scores.Length < FewestRows)
        {
            return false;
        }

        double raw = 0, calibrated = 0;
        for (var fold = 0; fold < Folds; fold++)
        {
            List<double> trainScores = [], testScores = [];
            List<bool> trainTruth = [], testTruth = [];
            for (var i = 0; i < scores.Length; i++)
            {
                (i % Folds == fold ? testScores : trainScores).Add(scores[i]);
                (i % Folds == fold ? testTruth : trainTruth).Add(truth[i]);
            }

            var curve = IsotonicRegression.Fit(trainScores.ToArray(), trainTruth.ToArray());
            raw += CalibrationError.Of(testScores.ToArray(), testTruth.ToArray(), resamples: 0).Value;
            calibrated += CalibrationError.Of(curve.Apply(testScores.ToArray()), testTruth.ToArray(), resamples: 0).Value;
        }

        return calibrated < raw;
    }

    internal static double[] AsNumbers(ReadOnlySpan<bool> truth)
    {
        var numbers = new double[truth.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = truth[i] ? 1 : 0;
        }

        return numbers;
    }
}
