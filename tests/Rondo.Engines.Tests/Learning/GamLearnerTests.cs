using Microsoft.ML;
using Microsoft.ML.Data;
using Rondo.Engines.Learning;
using Rondo.Engines.Learning.Gam;
using Rondo.Engines.Learning.MlNet;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Tests.Learning;

public sealed class GamLearnerTests
{
    [Theory]
    [InlineData("churn")]
    [InlineData("adult")]
    [InlineData("small")]
    public void Our_tables_equal_the_trainers_own_prediction(string name)
    {
        var problem = name switch { "churn" => Problem.Churn, "adult" => Problem.Adult, _ => Problem.Small(2) };
        var learner = (GamLearner)Engines.Learner("gam");
        var options = new LearnerOptions(1, new Dictionary<string, double> { ["rounds"] = 100 });
        using var model = learner.Fit(problem.Training, options, null, CancellationToken.None);
        var ml = new MLContext(1);
        var expansion = Expansion.Of(RankedCategories.Fit(problem.Training.Features, problem.Training.Labels).Ranked);
        var view = TrainingView.Binary(ml, expansion, problem.Training.Labels, CancellationToken.None);
        var theirs = ml.BinaryClassification.Trainers.Gam(learner.TrainerOptions(options)).Fit(view).Transform(view).GetColumn<float>("Probability").ToArray();

        var ours = new double[theirs.Length * 2];
        model.Score(problem.Training.Features, ours);
        for (var row = 0; row < theirs.Length; row++)
        {
            ours[(row * 2) + 1].ShouldBe(theirs[row], 1e-5);
        }
    }

    [Fact]
    public void A_constant_column_and_an_empty_one_add_nothing()
    {
        var random = new Random(3);
        var x = Enumerable.Range(0, 300).Select(_ => random.NextDouble()).ToArray();
        var table = new Table(
        [
            new NumberColumn("x", x), new NumberColumn("same", [.. x.Select(_ => 4.0)]), new NumberColumn("empty", [.. x.Select(_ => double.NaN)]),
            new TextColumn("y", ColumnKind.Category, [.. x.Select(value => value > 0.7 ? 1 : 0)], ["no", "yes"]),
        ]);
        var problem = Problem.Split(table, "y");
        using var model = Engines.Learner("gam").Fit(problem.Training, LearnerOptions.Default(), null, CancellationToken.None);
        problem.Auc(model).ShouldBeGreaterThan(0.99);
        model.Explain(problem.Test, 0).Where(one => one.Feature != "x").ShouldAllBe(one => Math.Abs(one.Value) < 1e-6);
    }

    [Fact]
    public void Three_classes_are_refused_in_words() =>
        Should.Throw<NotSupportedException>(() => Engines.Learner("gam").Fit(Problem.Small(3).Training, LearnerOptions.Default(), null, CancellationToken.None)).Message.ShouldContain("3");
}
