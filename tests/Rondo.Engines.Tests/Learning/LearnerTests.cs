using System.Text;
using CsCheck;
using Rondo.Engines.Learning;

namespace Rondo.Engines.Tests.Learning;

/// <summary>What holds for every learner that is found, also for one that is added later.</summary>
public sealed class LearnerTests
{
    public static TheoryData<string> All => [.. Engines.Learners.Select(learner => learner.Descriptor.Id)];

    public static TheoryData<string, int> AllWithClasses
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var learner in Engines.Learners)
            {
                data.Add(learner.Descriptor.Id, 2);
                if (learner.Descriptor.ManyClasses)
                {
                    data.Add(learner.Descriptor.Id, 3);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Every_learner_has_a_format_and_a_complete_descriptor()
    {
        Engines.Learners.Select(learner => learner.Descriptor.Id).ShouldBeUnique();
        foreach (var learner in Engines.Learners)
        {
            Engines.Format(learner.Descriptor.Id).ShouldNotBeNull();
            learner.Descriptor.Meaning.ShouldEndWith(".");
            learner.Descriptor.Opacity.ShouldBeInRange(0, 2);
            learner.Descriptor.Settings.ShouldAllBe(setting => setting.Low <= setting.Default && setting.Default <= setting.High && setting.Meaning.Length > 10);
        }
    }

    [Theory]
    [MemberData(nameof(AllWithClasses))]
    public void Probabilities_are_shares_and_a_written_model_gives_the_same_ones(string id, int classes)
    {
        var problem = Problem.Small(classes);
        using var model = Fit(id, problem);
        using var restored = Engines.Format(id).Read(new MemoryStream(Written(model)));
        (restored.Learner, restored.Classes).ShouldBe((id, classes));
        var probabilities = problem.Probabilities(model);
        problem.Probabilities(restored).ShouldBe(probabilities);
        for (var row = 0; row < problem.Test.Rows; row++)
        {
            var ofRow = probabilities[(row * classes)..((row + 1) * classes)];
            ofRow.Sum().ShouldBe(1, 1e-9);
            ofRow.ShouldAllBe(share => share >= 0 && share <= 1);
            var one = new double[classes];
            restored.Score(problem.Test.Row(row), one);
            one.ShouldBe(ofRow);
        }
    }

    [Theory]
    [MemberData(nameof(AllWithClasses))]
    public void The_same_seed_gives_the_same_model_to_the_bit(string id, int classes)
    {
        using var first = Fit(id, Problem.Small(classes));
        using var second = Fit(id, Problem.Small(classes));
        Written(second).ShouldBe(Written(first));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Scoring_one_row_allocates_nothing(string id)
    {
        var problem = Problem.Small(2);
        using var model = Fit(id, problem);
        var row = problem.Test.Row(0).ToArray();
        var probabilities = new double[2];
        model.Score(row, probabilities);

        // The runtime itself may allocate once on this thread while it compiles anew; a scoring that allocates does so in every round.
        Enumerable.Range(0, 5).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                model.Score(row, probabilities);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(AllWithClasses))]
    public void Missing_and_never_seen_values_are_scored(string id, int classes)
    {
        using var model = Fit(id, Problem.Small(classes));
        var probabilities = new double[classes];
        foreach (var row in new double[][] { [double.NaN, double.NaN, double.NaN], [1e300, 99, -1e300], [0, -5, double.NaN] })
        {
            model.Score(row, probabilities);
            probabilities.Sum().ShouldBe(1, 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(AllWithClasses))]
    public void Explanations_name_every_feature_and_importance_falls(string id, int classes)
    {
        var problem = Problem.Small(classes);
        using var model = Fit(id, problem);
        model.Explain(problem.Test, 3).Select(one => one.Feature).ShouldBe(["x", "k", "z"]);
        var importance = model.Importance(problem.Test);
        importance.Select(one => one.Feature).ShouldBe(["x", "k", "z"], ignoreOrder: true);
        importance.Select(one => one.Value).ShouldBeInOrder(SortDirection.Descending);
        if (id != "majority")
        {
            importance[0].Feature.ShouldBe("x", "the labels were made from x above all");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Contributions_of_a_row_differ_from_those_of_another_by_their_difference_in_log_odds(string id)
    {
        var problem = Problem.Small(2);
        using var model = Fit(id, problem);
        var probabilities = problem.Probabilities(model);
        (Sum(0) - Sum(1)).ShouldBe(LogOdds(0) - LogOdds(1), 1e-6);

        double Sum(int row) => model.Explain(problem.Test, row).Sum(one => one.Value);
        double LogOdds(int row) => Math.Log(probabilities[(row * 2) + 1] / probabilities[row * 2]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_damaged_model_is_refused_or_scores_but_never_fails_otherwise(string id)
    {
        var problem = Problem.Small(2);
        using var model = Fit(id, problem);
        var written = Written(model);
        var format = Engines.Format(id);
        Gen.Select(Gen.Int[0, written.Length - 1], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
        {
            var bytes = cut ? written[..at] : (byte[])written.Clone();
            if (!cut)
            {
                bytes[at] = value;
            }

            try
            {
                using var restored = format.Read(new MemoryStream(bytes));
                restored.Score(problem.Test, new double[problem.Test.Rows * restored.Classes]);
            }
            catch (Exception refused) when (refused is InvalidDataException or ArgumentException)
            {
                // Refused while reading, or it is a model of another shape that says it does not fit these rows.
            }
        });
        Should.Throw<InvalidDataException>(() => format.Read(new MemoryStream(Encoding.UTF8.GetBytes("{}"))));
        Should.Throw<InvalidDataException>(() => format.Read(new MemoryStream()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_model_of_another_learner_is_refused(string id)
    {
        using var model = Fit(id, Problem.Small(2));
        foreach (var format in Engines.Formats.Where(format => format.Learner != id))
        {
            Should.Throw<InvalidDataException>(() => format.Read(new MemoryStream(Written(model))));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_cancelled_fit_stops(string id) =>
        Should.Throw<OperationCanceledException>(() => Engines.Learner(id).Fit(Problem.Small(2).Training, LearnerOptions.Default(), null, new CancellationToken(canceled: true)));

    [Theory]
    [MemberData(nameof(All))]
    public void Labels_that_do_not_fit_the_rows_are_refused(string id)
    {
        var training = Problem.Small(2).Training;
        Refused(training with { Labels = [1, 0] });
        Refused(training with { Labels = [.. training.Labels.Select(_ => 2)] });
        Refused(training with { Labels = [.. training.Labels.Select(_ => -1)] });

        void Refused(TrainingSet wrong) => Should.Throw<ArgumentException>(() => Engines.Learner(id).Fit(wrong, LearnerOptions.Default(), null, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Without_any_column_only_the_class_shares_can_be_learned(string id)
    {
        var nothing = new TrainingSet(new FeatureMatrix { Rows = 4, Features = [], Dense = [] }, [0, 1, 1, 1], new LearningTask(["a", "b"]));
        if (id == "majority")
        {
            using var model = Engines.Learner(id).Fit(nothing, LearnerOptions.Default(), null, CancellationToken.None);
            var shares = new double[2];
            model.Score([], shares);
            shares.ShouldBe([0.25, 0.75]);
        }
        else
        {
            Should.Throw<ArgumentException>(() => Engines.Learner(id).Fit(nothing, LearnerOptions.Default(), null, CancellationToken.None)).Message.ShouldContain("no column");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Columns_that_say_nothing_do_not_break_a_fit(string id)
    {
        var empty = new FeatureMatrix
        {
            Rows = 60,
            Features = [new Feature("empty", FeatureKind.Number, []), new Feature("same", FeatureKind.Number, []), new Feature("none", FeatureKind.Category, [])],
            Dense = [.. Enumerable.Range(0, 60).SelectMany(_ => new[] { double.NaN, 5, double.NaN })],
        };
        var training = new TrainingSet(empty, [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? 1 : 0)], new LearningTask(["a", "b"]));
        using var model = Engines.Learner(id).Fit(training, LearnerOptions.Default(), null, CancellationToken.None);
        var shares = new double[2];
        model.Score(empty.Row(0), shares);
        shares[1].ShouldBe(1 / 3.0, 0.02);
    }

    [Theory]
    [MemberData(nameof(AllWithClasses))]
    public void Whatever_the_columns_hold_a_fit_gives_shares_Meets_Specification(string id, int classes) =>
        Gen.Select(Gen.Int[60, 200], Gen.Int[1, 5], Gen.Int[0, 10_000]).Sample(
            (rows, width, seed) =>
            {
                var problem = Problem.Noise(rows, width, classes, new Random(seed));
                using var model = Engines.Learner(id).Fit(problem, LearnerOptions.Default(seed), null, CancellationToken.None);
                var shares = new double[rows * classes];
                model.Score(problem.Features, shares);
                shares.ShouldAllBe(share => share >= 0 && share <= 1);
                shares.Sum().ShouldBe(rows, 1e-6);
                model.Explain(problem.Features, 0).ShouldAllBe(one => double.IsFinite(one.Value));
                model.Importance(problem.Features).ShouldAllBe(one => double.IsFinite(one.Value));
            },
            iter: 15,
            threads: 1);

    [Theory]
    [MemberData(nameof(All))]
    public void A_setting_outside_its_range_is_refused_with_the_range(string id)
    {
        foreach (var setting in Engines.Learner(id).Descriptor.Settings)
        {
            var options = new LearnerOptions(1, new Dictionary<string, double> { [setting.Name] = setting.High + 1 });
            Should.Throw<ArgumentOutOfRangeException>(() => Engines.Learner(id).Fit(Problem.Small(2).Training, options, null, CancellationToken.None)).Message.ShouldContain(setting.Name);
        }
    }

    private static IModel Fit(string id, Problem problem) => Engines.Learner(id).Fit(problem.Training, LearnerOptions.Default(7), null, CancellationToken.None);

    private static byte[] Written(IModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
