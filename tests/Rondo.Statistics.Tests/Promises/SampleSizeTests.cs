using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class SampleSizeTests
{
    [Fact]
    public void Recall_of_80_percent_within_5_points_takes_246_positives()
    {
        SampleSize.PositivesForRecall(0.8, 0.05).ShouldBe(246);
        SampleSize.RowsForPositives(246, 0.1).ShouldBe(2460);
    }

    [Fact]
    public void Rule_of_three_is_about_three_over_n() => SampleSize.RuleOfThree(1000).ShouldBe(0.003, 1e-5);

    [Fact]
    public void Two_proportions_equal_the_textbook()
    {
        // statsmodels' normal formula with pooled variance: 0.5 against 0.6, power 0.8 takes 387.3 rows a group.
        SampleSize.TwoProportions(0.5, 0.6).ShouldBe(388);
        SampleSize.TwoProportions(0.6, 0.5).ShouldBe(388);
    }

    [Fact]
    public void Proving_takes_more_positives_than_measuring_suggests()
    {
        var n = SampleSize.PositivesToProve(0.85, 0.8);
        Proportion.Wilson(0.85, n, n).Low.ShouldBeGreaterThanOrEqualTo(0.8);
        Proportion.Wilson(0.85, n - 1, n - 1).Low.ShouldBeLessThan(0.8);
    }

    [Fact]
    public void Margin_of_half_takes_four_times_as_many() =>
        ((double)SampleSize.PositivesForRecall(0.8, 0.01) / SampleSize.PositivesForRecall(0.8, 0.02)).ShouldBe(4, 0.01);
}
