using Rondo.Data.Judgement;

namespace Rondo.Data.Tests.Judgement;

public sealed class RuleContestTests
{
    /// <summary>400 cases among 2,000 rows: rule and model flag 400 rows each; 200 cases both find, 80 the model alone, 40 the rule alone.</summary>
    private static (double[] Scores, bool[] Truth, bool[] Rule) Known()
    {
        var (scores, truth, rule) = (new double[2_000], new bool[2_000], new bool[2_000]);
        for (var row = 0; row < 2_000; row++)
        {
            truth[row] = row < 400;
            rule[row] = row < 200 || row is >= 280 and < 320 || row is >= 400 and < 560;
            scores[row] = row < 280 || row is >= 600 and < 720 ? 0.9 : 0.1;
        }

        return (scores, truth, rule);
    }

    [Fact]
    public void The_difference_is_that_of_the_counts_and_its_interval_that_of_mcnemars_pairs()
    {
        var (scores, truth, rule) = Known();
        var contest = RuleContest.Of(scores, truth, rule, "words")!;

        // 280 and 240 of 400 cases. Wald's interval of paired shares (Fleiss 1981): sqrt(80 + 40 - 40 * 40 / 400) / 400 = 0.0269.
        contest.Difference.Value!.Value.ShouldBe(0.1, 1e-12);
        contest.Difference.N.ShouldBe(400);
        contest.Difference.Low!.Value.ShouldBe(0.1 - (1.96 * 0.0269), 0.006);
        contest.Difference.High!.Value.ShouldBe(0.1 + (1.96 * 0.0269), 0.006);
        contest.Better.ShouldBe("model");
        contest.Sentence.ShouldContain("Flagging 400 of 2,000");
        contest.Sentence.ShouldContain("for the model");
    }

    [Fact]
    public void Whoever_finds_more_is_better_whichever_side_it_stands_on()
    {
        var (scores, truth, rule) = Known();
        var swapped = RuleContest.Of([.. rule.Select(yes => yes ? 0.9 : 0.1)], truth, [.. scores.Select(score => score > 0.5)], "words")!;
        swapped.Difference.Value!.Value.ShouldBe(-0.1, 1e-12);
        swapped.Better.ShouldBe("rule");
        swapped.Sentence.ShouldContain("10 points more");
        swapped.Sentence.ShouldContain("for the rule");
    }

    [Fact]
    public void Equals_are_not_called_better()
    {
        var (_, truth, rule) = Known();
        var same = RuleContest.Of([.. rule.Select(yes => yes ? 0.9 : 0.1)], truth, rule, "words")!;
        same.Better.ShouldBe("not_shown");
        same.Difference.Value.ShouldBe(0);
    }

    [Fact]
    public void Noise_is_called_better_in_at_most_one_of_twenty_draws()
    {
        var wrong = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            bool[] truth = [.. Enumerable.Range(0, 1_000).Select(_ => random.NextDouble() < 0.2)];
            bool[] rule = [.. truth.Select(_ => random.NextDouble() < 0.3)];
            double[] scores = [.. truth.Select(_ => random.NextDouble())];
            wrong += RuleContest.Of(scores, truth, rule, "words")!.Better == "not_shown" ? 0 : 1;
        }

        // 10 expected; beyond 20 in fewer than one of 500 such series.
        wrong.ShouldBeLessThanOrEqualTo(20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_cannot_be_compared_says_why(int kind)
    {
        var (scores, truth, rule) = Known();
        var contest = kind switch
        {
            0 => RuleContest.Of(scores, new bool[2_000], rule, "words"),
            1 => RuleContest.Of(scores, truth, new bool[2_000], "words"),
            _ => RuleContest.Of(scores, truth, [.. truth.Select(_ => true)], "words"),
        };
        contest!.Better.ShouldBe("not_shown");
        contest.Difference.Value.ShouldBeNull();
        contest.Sentence.ShouldContain("cannot be compared");
    }
}
