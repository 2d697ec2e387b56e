namespace Rondo.Engines.Tables;

public sealed class NearNameTests
{
    private static readonly string[] Known = ["satisfaction", "tenure_days", "Contract", "plan", "last login"];

    [Theory]
    [InlineData("satisfactoin", "satisfaction")]
    [InlineData("SATISFACTION", "satisfaction")]
    [InlineData("tenure", "tenure_days")]
    [InlineData("Last_Login", "last login")]
    [InlineData("contarct", "Contract")]
    [InlineData("plam", "plan")]
    [InlineData("mood", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("___", null)]
    public void A_slip_is_understood_and_another_word_is_not(string written, string? meant) => NearName.Of(written, Known).ShouldBe(meant);

    [Fact]
    public void Without_one_the_names_are_listed_up_to_twenty() =>
        NearName.Hint("mood", [.. Enumerable.Range(0, 25).Select(i => $"column {i}")]).ShouldEndWith("column 19 and 5 more.");
}
