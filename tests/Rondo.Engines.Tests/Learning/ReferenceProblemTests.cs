using System.Diagnostics;
using Rondo.Engines.Learning;

namespace Rondo.Engines.Tests.Learning;

/// <summary>Learners against the published or recomputed figures of the reference data.</summary>
public sealed class ReferenceProblemTests
{
    [Theory]
    [InlineData("logistic", 0.83)]
    [InlineData("gam", 0.83)]
    [InlineData("lightgbm", 0.83)]
    public void Churn_is_ranked_as_well_as_the_reference(string learner, double atLeast)
    {
        var watch = Stopwatch.StartNew();
        using var model = Fit(learner, Problem.Churn);
        var seconds = watch.Elapsed.TotalSeconds;
        var auc = Problem.Churn.Auc(model);
        Say($"{learner} churn AUC {auc:F4} in {seconds:F2} s");
        auc.ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    [Theory]
    [InlineData("logistic", 0.83)]
    [InlineData("gam", 0.84)]
    [InlineData("lightgbm", 0.84)]
    public void The_messy_file_teaches_as_much_as_after_cleaning_by_hand(string learner, double atLeast)
    {
        using var model = Fit(learner, Problem.MessyChurn);
        var auc = Problem.MessyChurn.Auc(model);
        Say($"{learner} messy churn AUC {auc:F4}");
        auc.ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    [Theory]
    [InlineData("logistic", 0.975)]
    [InlineData("lightgbm", 0.96)]
    public void Spam_is_found_as_well_as_by_the_reference(string learner, double atLeast)
    {
        var watch = Stopwatch.StartNew();
        using var model = Fit(learner, Problem.Spam);
        Say($"{learner} spam accuracy {Problem.Spam.Accuracy(model):F4} AUC {Problem.Spam.Auc(model):F4} in {watch.Elapsed.TotalSeconds:F2} s");
        Problem.Spam.Accuracy(model).ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    [Fact]
    public void Seventy_seven_intents_are_told_apart_as_well_as_by_the_reference()
    {
        var watch = Stopwatch.StartNew();
        using var model = Fit("logistic", Problem.Banking);
        var seconds = watch.Elapsed.TotalSeconds;
        Say($"logistic banking77 accuracy {Problem.Banking.Accuracy(model):F4} in {seconds:F2} s");
        Problem.Banking.Accuracy(model).ShouldBeGreaterThanOrEqualTo(0.89);
    }

    private static IModel Fit(string learner, Problem problem) =>
        Engines.Learner(learner).Fit(problem.Training, LearnerOptions.Default(), null, TestContext.Current.CancellationToken);

    private static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
