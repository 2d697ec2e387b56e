using Rondo.Contracts;
using Rondo.Data.Representations;
using Rondo.Engines.Tables;

namespace Rondo.Data.Tests.Understanding;

/// <summary>Small samples of one population are not called different; a shifted one is.</summary>
public sealed class RepresentTests
{
    private static readonly DocumentRef Somewhere = new("dataset", "census", 1);

    private static Table Draw(Random random, int rows, double shift = 0) => new(
    [
        .. Enumerable.Range(0, 5).Select(i => Bench.Numbers($"x{i}", rows, _ => Bench.Normal(random) + (i == 0 ? shift : 0))),
        .. Enumerable.Range(0, 3).Select(i => new TextColumn($"c{i}", ColumnKind.Category, [.. Enumerable.Range(0, rows).Select(_ => Math.Min(5, (int)(-2 * Math.Log(1 - random.NextDouble()))))], ["a", "b", "c", "d", "e", "f"])),
    ]);

    [Fact]
    public void A_hundred_rows_of_the_same_population_are_flagged_in_at_most_5_of_100_draws()
    {
        var flagged = Enumerable.Range(1, 100).Count(seed =>
        {
            var random = new Random(seed * 6_151);
            return !Represent.Compare(Draw(random, 100), Draw(random, 100), "sample", "census", Somewhere)!.Representative;
        });
        flagged.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void A_shifted_column_is_named_with_its_size_beside_what_chance_reaches()
    {
        var random = new Random(3);
        var compared = Represent.Compare(Draw(random, 1_000, shift: 0.6), Draw(random, 2_000), "sample", "census", Somewhere)!;
        compared.Representative.ShouldBeFalse();
        compared.Columns[0].Feature.ShouldBe("x0");
        compared.Columns[0].Effect.ShouldBeGreaterThan(compared.Columns[0].Bound);
        compared.Columns.Count(column => column.Drifted).ShouldBe(1);
        compared.Sentence.ShouldContain("most of all x0");
    }

    [Fact]
    public void Nothing_in_common_is_said_and_not_compared() =>
        Represent.Compare(new Table([Bench.Numbers("a", 50, row => row)]), new Table([Bench.Numbers("b", 50, row => row)]), "a", "b", Somewhere).ShouldBeNull();
}
