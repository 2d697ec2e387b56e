using CsCheck;
using Rondo.Statistics;

namespace Rondo.Engines.Decisions;

public sealed class StickySplitTests
{
    [Theory]
    [InlineData("salt", "customer-1")]
    [InlineData("", "")]
    [InlineData("s", "日本 🙂")]
    public void The_same_entity_has_the_same_place_in_ten_thousand_calls(string salt, string entity)
    {
        var first = StickySplit.PlaceOf(salt, entity);

        for (var call = 0; call < 10_000; call++)
        {
            StickySplit.PlaceOf(salt, entity).ShouldBe(first);
        }
    }

    [Fact]
    public void Places_never_change_between_versions_since_users_would_change_arms()
    {
        // Computed apart from this code, by a script that follows the definitions of FNV-1a and the finaliser.
        StickySplit.Hash("", "").ShouldBe(GoldenEmpty);
        StickySplit.Hash("salt", "customer-1").ShouldBe(GoldenCustomer);
    }

    private const ulong GoldenEmpty = 0x1BBD5C813C69A8D7;
    private const ulong GoldenCustomer = 0xF759C1BBB550F250;

    [Fact]
    public void A_place_lies_from_0_to_below_100() =>
        Gen.Select(Gen.String, Gen.String).Sample((salt, entity) => StickySplit.PlaceOf(salt, entity) is >= 0 and < 100);

    [Fact]
    public void Raising_the_percentage_takes_nobody_out_again() =>
        Gen.Select(Gen.String, Gen.String, Gen.Double[0, 100], Gen.Double[0, 100]).Sample((salt, entity, a, b) =>
            StickySplit.PlaceOf(salt, entity) >= Math.Min(a, b) || StickySplit.PlaceOf(salt, entity) < Math.Max(a, b));

    [Theory]
    [InlineData("salt_1")]
    [InlineData("salt_2")]
    [InlineData("x")]
    public void Places_of_counted_ids_are_uniform(string salt)
    {
        var bins = new long[100];
        for (var i = 0; i < 200_000; i++)
        {
            bins[(int)StickySplit.PlaceOf(salt, $"customer-{i}")]++;
        }

        ChiSquare.GoodnessOfFit(bins, [.. Enumerable.Repeat(0.01, 100)]).P.ShouldBeGreaterThan(1e-4);
    }

    [Fact]
    public void Two_salts_shuffle_entities_independently()
    {
        // 2 x 2 table of "below 10 %" under two salts that differ in one character.
        var cells = new long[4];
        for (var i = 0; i < 200_000; i++)
        {
            cells[(StickySplit.PlaceOf("salt_1", $"c{i}") < 10 ? 2 : 0) + (StickySplit.PlaceOf("salt_2", $"c{i}") < 10 ? 1 : 0)]++;
        }

        ChiSquare.GoodnessOfFit(cells, [0.81, 0.09, 0.09, 0.01]).P.ShouldBeGreaterThan(1e-4);
    }

    [Fact]
    public void One_changed_character_flips_about_half_of_the_bits()
    {
        var flips = Enumerable.Range(0, 5_000).Average(i => System.Numerics.BitOperations.PopCount(StickySplit.Hash("s", $"k{i}") ^ StickySplit.Hash("s", $"k{i + 1}")));

        flips.ShouldBe(32, 0.5);
    }

    [Fact]
    public void Salt_and_entity_do_not_run_into_one_another() =>
        StickySplit.Hash("a", "bc").ShouldNotBe(StickySplit.Hash("ab", "c"));

    [Fact]
    public void Long_names_are_hashed_whole() =>
        StickySplit.Hash("s", new string('a', 5_000) + "1").ShouldNotBe(StickySplit.Hash("s", new string('a', 5_000) + "2"));
}
