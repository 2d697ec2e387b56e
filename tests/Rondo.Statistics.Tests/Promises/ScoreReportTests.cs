using CsCheck;

namespace Rondo.Statistics.Tests.Promises;

public sealed class ScoreReportTests
{
    [Fact]
    public void It_holds_what_each_measure_says_by_itself()
    {
        double[] scores = [0.9, 0.8, 0.7, 0.4, 0.35, 0.2, 0.1, 0.05];
        bool[] truth = [true, true, false, true, false, false, false, false];
        bool[] decisions = [.. scores.Select(score => score >= 0.5)];

        var report = ScoreReport.Of(scores, truth, decisions, resamples: 50);

        report["roc_auc"].ShouldBe(RocAuc.DeLong(scores, truth));
        report["recall"].Value.ShouldBe(2.0 / 3, 1e-12);
        report["precision"].Value.ShouldBe(2.0 / 3, 1e-12);
        report["accuracy"].Value.ShouldBe(0.75, 1e-12);
        report["f1"].Value.ShouldBe(2.0 / 3, 1e-12);
        report["selection_rate"].Value.ShouldBe(3.0 / 8, 1e-12);
        report["brier"].Value.ShouldBe(scores.Zip(truth).Average(row => Math.Pow(row.First - (row.Second ? 1 : 0), 2)), 1e-12);
        report.Keys.ShouldBe(["roc_auc", "average_precision", "log_loss", "brier", "ece", "precision", "recall", "f1", "mcc", "accuracy", "specificity", "selection_rate"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_one_class_the_ranking_is_undefined_and_the_rest_is_not(bool outcome)
    {
        var report = ScoreReport.Of([0.2, 0.7, 0.9], [outcome, outcome, outcome], [false, true, true], resamples: 20);

        report["roc_auc"].IsDefined.ShouldBeFalse();
        report["average_precision"].IsDefined.ShouldBeFalse();
        report["accuracy"].IsDefined.ShouldBeTrue();
        report["log_loss"].IsDefined.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    public void Scores_that_are_no_probabilities_leave_the_probability_measures_open(double score)
    {
        var report = ScoreReport.Of([score, 0.7, 0.2, 0.4], [true, true, false, false], [true, true, false, false], resamples: 20);

        foreach (var name in (string[])["log_loss", "brier", "ece"])
        {
            report[name].IsDefined.ShouldBeFalse(name);
        }

        report["roc_auc"].IsDefined.ShouldBeTrue();
    }

    [Fact]
    public void The_mean_over_classes_lies_between_its_classes_and_does_not_depend_on_their_order() =>
        Gen.Select(Gen.Double[0, 0.5], Gen.Double[0, 0.5]).Array[1, 6].Sample(ends =>
        {
            Estimate[] classes = [.. ends.Select(end => new Estimate(end.Item1 + (end.Item2 / 2), 50, end.Item1, end.Item1 + end.Item2, 0.95, "x"))];

            var mean = MacroAverage.Of(classes, "macro");

            mean.Value.ShouldBeInRange(classes.Min(one => one.Value) - 1e-12, classes.Max(one => one.Value) + 1e-12);
            mean.Low.ShouldBeLessThanOrEqualTo(mean.Value + 1e-12);
            mean.High.ShouldBeGreaterThanOrEqualTo(mean.Value - 1e-12);
            MacroAverage.Of([.. classes.Reverse()], "macro").Value.ShouldBe(mean.Value, 1e-12);
        });

    [Fact]
    public void The_mean_over_classes_is_undefined_where_a_class_is() =>
        MacroAverage.Of([new Estimate(0.5, 10, 0.4, 0.6, 0.95, "x"), Estimate.Undefined(10, "x")], "macro").IsDefined.ShouldBeFalse();
}
