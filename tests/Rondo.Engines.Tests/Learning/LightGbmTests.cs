using System.Diagnostics;
using System.Text;
using CsCheck;
using Rondo.Engines.Learning;
using Rondo.Engines.Learning.LightGbm;
using static Rondo.Engines.Learning.LightGbm.LightGbmNative;

namespace Rondo.Engines.Tests.Learning;

/// <summary>Our walk and our Shapley values against the native library's own answers.</summary>
public sealed class LightGbmTests
{
    [Theory]
    [InlineData("small")]
    [InlineData("small3")]
    [InlineData("churn")]
    [InlineData("adult")]
    [InlineData("messy")]
    public void Our_walk_equals_the_native_predictor(string name)
    {
        var problem = Find(name);
        using var model = Fit(problem);
        var native = Native(model, problem.Test, Prediction.Probability, model.Classes == 2 ? 1 : model.Classes);
        var ours = problem.Probabilities(model);
        for (var row = 0; row < problem.Test.Rows; row++)
        {
            for (var k = model.Classes == 2 ? 1 : 0; k < model.Classes; k++)
            {
                var theirs = model.Classes == 2 ? native[row] : native[(row * model.Classes) + k];
                ours[(row * model.Classes) + k].ShouldBe(theirs, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData("small")]
    [InlineData("churn")]
    [InlineData("messy")]
    public void Our_shapley_values_equal_the_native_ones(string name)
    {
        var problem = Find(name);
        using var model = Fit(problem);
        var width = problem.Test.Features.Count + 1;
        var native = Native(model, problem.Test, Prediction.Contributions, width);
        for (var row = 0; row < 200 && row < problem.Test.Rows; row++)
        {
            var ours = model.Explain(problem.Test, row);
            for (var i = 0; i < ours.Count; i++)
            {
                ours[i].Value.ShouldBe(native[(row * width) + i], 1e-9);
            }
        }
    }

    [Fact]
    public void Whatever_the_data_our_walk_and_shapley_values_equal_the_native_ones_Meets_Specification() =>
        Gen.Select(Gen.Int[60, 300], Gen.Int[1, 5], Gen.Int[2, 4], Gen.Int[0, 10_000]).Sample(
            (rows, width, classes, seed) =>
            {
                var problem = Problem.Noise(rows, width, classes, new Random(seed));
                var options = new LearnerOptions(seed, new Dictionary<string, double> { ["rounds"] = 20, ["min_data_in_leaf"] = 3, ["learning_rate"] = 0.3 });
                using var model = Engines.Learner("lightgbm").Fit(problem, options, null, CancellationToken.None);
                var outputs = classes == 2 ? 1 : classes;
                var native = Native(model, problem.Features, Prediction.Probability, outputs);
                var contributions = Native(model, problem.Features, Prediction.Contributions, outputs * (width + 1));
                var ours = new double[rows * classes];
                model.Score(problem.Features, ours);
                for (var row = 0; row < rows; row++)
                {
                    var ofRow = ours[(row * classes)..((row + 1) * classes)];
                    (classes == 2 ? ofRow[1..] : ofRow).Zip(native[(row * outputs)..((row + 1) * outputs)]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
                    var best = classes == 2 ? 0 : Array.IndexOf(ofRow, ofRow.Max());
                    var theirs = contributions.AsSpan((((row * outputs) + best) * (width + 1)), width).ToArray();
                    model.Explain(problem.Features, row).Select(one => one.Value).Zip(theirs).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
                }
            },
            iter: 40,
            threads: 1);

    [Fact]
    public void Categories_are_split_as_sets()
    {
        using var model = Fit(Problem.Adult);
        Encoding.UTF8.GetString(Written(model)).ShouldContain("num_cat=1");
        Problem.Adult.Auc(model).ShouldBeGreaterThan(0.92);
    }

    [Fact]
    public void A_split_that_parts_missing_from_all_others_is_read()
    {
        using var model = Fit(Problem.MessyChurn);
        Encoding.UTF8.GetString(Written(model)).ShouldContain(" inf ");
    }

    [Fact]
    public void A_text_model_asks_for_terms()
    {
        using var model = Fit(Problem.Spam);
        Should.Throw<NotSupportedException>(() => model.Score(new double[Problem.Spam.Space.Features.Count], new double[2]));
    }

    [Theory]
    [InlineData("tree\nversion=v4", "tree\nversion=v9")]
    [InlineData("objective=binary sigmoid:1", "objective=binary sigmoid:2")]
    [InlineData("num_class=1", "num_class=999999999")]
    [InlineData("max_feature_idx=2", "max_feature_idx=1")]
    [InlineData("end of trees", "end of")]
    [InlineData("num_leaves=", "num_leaves=9")]
    [InlineData("is_linear=0", "is_linear=1")]
    [InlineData("left_child=", "left_child=0 ")]
    [InlineData("leaf_value=", "leaf_value=nan ")]
    [InlineData("split_feature=", "split_feature=-1 ")]
    public void A_hostile_text_is_refused(string from, string to)
    {
        using var model = Fit(Problem.Small(2));
        var text = Encoding.UTF8.GetString(Written(model));
        text.ShouldContain(from);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        var hostile = text[..at] + to + text[(at + from.Length)..];
        Should.Throw<InvalidDataException>(() => LightGbmModel.Parse(Encoding.UTF8.GetBytes(hostile)));
    }

    [Fact]
    public void A_circle_of_nodes_is_refused_not_walked()
    {
        const string circle = "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nmax_feature_idx=0\nobjective=binary sigmoid:1\n\nTree=0\nnum_leaves=3\nnum_cat=0\nsplit_feature=0 0\nthreshold=0 0\ndecision_type=2 2\nleft_child=1 0\nright_child=-1 -2\nleaf_value=1 2 3\nleaf_count=1 1 1\ninternal_count=3 2\n\nend of trees\n";
        Should.Throw<InvalidDataException>(() => LightGbmModel.Parse(Encoding.UTF8.GetBytes(circle)));
        using var sound = LightGbmModel.Parse(Encoding.UTF8.GetBytes(circle.Replace("left_child=1 0", "left_child=1 -3", StringComparison.Ordinal)));
        var probabilities = new double[2];
        sound.Score([0], probabilities);
        probabilities[1].ShouldBe(1 / (1 + Math.Exp(-3)), 1e-12);
    }

    [Fact]
    public void Progress_rises_to_the_end_and_a_fit_is_cancelled_between_rounds()
    {
        var steps = new List<double>();
        using var stop = new CancellationTokenSource();
        var progress = new Direct(share =>
        {
            steps.Add(share);
            if (share > 0.1)
            {
                stop.Cancel();
            }
        });
        Should.Throw<OperationCanceledException>(() => Engines.Learner("lightgbm").Fit(Problem.Small(2).Training, LearnerOptions.Default(), progress, stop.Token));
        steps.ShouldBeInOrder();
        steps.Count.ShouldBeInRange(20, 60);
    }

    [Fact]
    public void One_row_is_scored_in_well_under_a_millisecond()
    {
        using var model = Fit(Problem.Churn);
        var row = Problem.Churn.Test.Row(0).ToArray();
        var probabilities = new double[2];
        for (var i = 0; i < 2000; i++)
        {
            model.Score(row, probabilities);
        }

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 2000; i++)
        {
            model.Score(row, probabilities);
        }

        var microseconds = watch.Elapsed.TotalMicroseconds / 2000;
        TestContext.Current.TestOutputHelper?.WriteLine($"{microseconds:F1} us a row");
        microseconds.ShouldBeLessThan(1000);
    }

    private static Problem Find(string name) => name switch
    {
        "small" => Problem.Small(2),
        "small3" => Problem.Small(3),
        "churn" => Problem.Churn,
        "messy" => Problem.MessyChurn,
        _ => Problem.Adult,
    };

    private static IModel Fit(Problem problem) => Engines.Learner("lightgbm").Fit(problem.Training, LearnerOptions.Default(), null, CancellationToken.None);

    private static double[] Native(IModel model, FeatureMatrix rows, Prediction prediction, int width)
    {
        Check(BoosterLoadModelFromString(Encoding.UTF8.GetString(Written(model)), out _, out var booster));
        using (booster)
        {
            var result = new double[rows.Rows * width];
            Check(BoosterPredictForMat(booster, rows.Dense, DataType.Float64, rows.Rows, rows.Features.Count, 1, prediction, 0, -1, "", out var length, result));
            length.ShouldBe(result.Length);
            return result;
        }
    }

    private static byte[] Written(IModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }

    private sealed class Direct(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
