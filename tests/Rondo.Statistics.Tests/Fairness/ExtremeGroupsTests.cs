using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>The two ends of many groups are told apart only where looking at that many does not explain it.</summary>
public sealed class ExtremeGroupsTests
{
    [Fact]
    public void Two_groups_are_a_single_comparison_as_Newcombe_published_it()
    {
        // Newcombe 1998, table II, case (a): 56/70 and 48/80, method 10: 0.0524 to 0.3339.
        var ends = ExtremeGroups.Find([(56, 70), (48, 80)])!.Value;
        (ends.High, ends.Low, ends.Apart).ShouldBe((0, 1, true));
        ends.Difference.Value.ShouldBe(0.2, 1e-12);
        ends.Difference.Low.ShouldBe(0.0524, 5e-5);
        ends.Difference.High.ShouldBe(0.3339, 5e-5);
    }

    [Fact]
    public void The_same_ends_among_more_groups_prove_less()
    {
        (int, int)[] middle = [.. Enumerable.Repeat((52, 75), 8)];
        var few = ExtremeGroups.Find([(56, 70), (48, 80)])!.Value;
        var many = ExtremeGroups.Find([(56, 70), (48, 80), .. middle])!.Value;
        (many.Low, many.High).ShouldBe((1, 0));
        many.Difference.Value.ShouldBe(few.Difference.Value, 1e-12);
        many.Difference.Low.ShouldBeLessThan(few.Difference.Low);
        many.Apart.ShouldBeFalse();
    }

    [Theory]
    [InlineData(2, 400, 0.3)]
    [InlineData(10, 100, 0.3)]
    [InlineData(20, 60, 0.1)]
    public void Among_groups_that_do_not_differ_at_most_one_look_in_twenty_finds_a_difference(int groups, int rows, double rate)
    {
        const int Runs = 2_000;
        var random = new SeededRandom(7);
        var found = 0;
        for (var run = 0; run < Runs; run++)
        {
            (int, int)[] counts = [.. Enumerable.Range(0, groups).Select(_ => (Enumerable.Range(0, rows).Count(_ => random.NextDouble() < rate), rows))];
            found += ExtremeGroups.Find(counts)!.Value.Apart ? 1 : 0;
        }

        // Three standard errors above 5 % of 2,000 looks.
        found.ShouldBeLessThan(130);
    }

    [Fact]
    public void A_planted_difference_is_found_among_ten()
    {
        var random = new SeededRandom(8);
        var found = 0;
        for (var run = 0; run < 100; run++)
        {
            (int, int)[] counts = [.. Enumerable.Range(0, 10).Select(group => (Enumerable.Range(0, 300).Count(_ => random.NextDouble() < (group == 4 ? 0.5 : 0.3)), 300))];
            found += ExtremeGroups.Find(counts) is { Apart: true, High: 4 } ? 1 : 0;
        }

        found.ShouldBeGreaterThan(95);
    }

    [Fact]
    public void Small_groups_take_no_part_and_equal_ones_are_not_apart()
    {
        ExtremeGroups.Find([(29, 29), (0, 29)]).ShouldBeNull();
        ExtremeGroups.Find([(29, 29), (10, 100), (0, 0)]).ShouldBeNull();
        ExtremeGroups.Find([]).ShouldBeNull();
        var alike = ExtremeGroups.Find([(10, 100), (29, 29), (10, 100)])!.Value;
        (alike.Low, alike.High, alike.Apart).ShouldBe((0, 2, false));
        ExtremeGroups.Find([(0, 50), (50, 50)])!.Value.Difference.Value.ShouldBe(1);
    }
}
