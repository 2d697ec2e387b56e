using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Rondo.Engines.Learning;
using Rondo.Engines.Learning.MlNet;

namespace Rondo.Engines.Tests.Learning;

public sealed class LogisticLearnerTests
{
    [Fact]
    public void Our_sum_equals_the_trainers_own_prediction_for_two_classes()
    {
        var problem = Problem.Churn;
        using var model = Engines.Learner("logistic").Fit(problem.Training, LearnerOptions.Default(), null, CancellationToken.None);
        var ml = new MLContext(1);
        var expansion = Expansion.Of(problem.Training.Features);
        var view = TrainingView.Binary(ml, expansion, problem.Training.Labels, CancellationToken.None);
        var theirs = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = 0, L2Regularization = 1, MaximumNumberOfIterations = 200, NumberOfThreads = 1, OptimizationTolerance = 1e-7f,
        }).Fit(view).Transform(view).GetColumn<float>("Probability").ToArray();

        var ours = new double[problem.Training.Features.Rows * 2];
        model.Score(problem.Training.Features, ours);
        for (var row = 0; row < theirs.Length; row++)
        {
            ours[(row * 2) + 1].ShouldBe(theirs[row], 1e-5);
        }
    }

    [Fact]
    public void Our_sum_equals_the_trainers_own_prediction_for_many_classes()
    {
        var problem = Problem.Small(3);
        using var model = Engines.Learner("logistic").Fit(problem.Training, LearnerOptions.Default(), null, CancellationToken.None);
        var ml = new MLContext(1);
        var expansion = Expansion.Of(problem.Training.Features);
        var view = TrainingView.Many(ml, expansion, problem.Training.Labels, 3, CancellationToken.None);
        var theirs = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = 0, L2Regularization = 1, MaximumNumberOfIterations = 200, NumberOfThreads = 1, OptimizationTolerance = 1e-7f,
        }).Fit(view).Transform(view).GetColumn<float[]>("Score").ToArray();

        var ours = new double[problem.Training.Features.Rows * 3];
        model.Score(problem.Training.Features, ours);
        for (var row = 0; row < theirs.Length; row++)
        {
            for (var k = 0; k < 3; k++)
            {
                ours[(row * 3) + k].ShouldBe(theirs[row][k], 1e-5);
            }
        }
    }
}
