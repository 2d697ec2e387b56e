using Rondo.Engines.Tables;

namespace Rondo.Engines.Tests.Tables;

public sealed class SpellingTests
{
    [Fact]
    public void Case_space_and_punctuation_do_not_make_a_category()
    {
        var (column, note) = Reading.Column("Month-to-month", "month to month", "Month-to-month", "MONTH TO MONTH ", "Two year");
        column.Words().ShouldBe(["Month-to-month", "Month-to-month", "Month-to-month", "Month-to-month", "Two year"]);
        note.SpellingGroups.ShouldHaveSingleItem().ShouldBe(["Month-to-month", "month to month", "MONTH TO MONTH "]);
    }

    [Fact]
    public void Yes_no_words_are_grouped_only_where_nearly_all_values_are_such_words()
    {
        Reading.Column("Yes", "Yes", "Y", "1", "TRUE", "t", "No", "0", "F").Column.Words().Distinct().ShouldBe(["Yes", "No"]);
        Reading.Column("Yes", "No", "1", "perhaps", "rarely").Column.Words().Distinct().Count().ShouldBe(5);
        Reading.Column("F", "M", "F", "M", "f").Column.Words().Distinct().ShouldBe(["F", "M"]);
    }

    [Fact]
    public void A_rare_spelling_one_keystroke_from_a_frequent_one_is_the_frequent_one()
    {
        var cells = Enumerable.Repeat("Fiber optic", 20).Concat(["fibre optic", "Fiber  opic", "Fiber optics"]).Concat(Enumerable.Repeat("DSL", 5));
        Reading.Column("x", cells).Column.Words().Distinct().ShouldBe(["Fiber optic", "DSL"]);
    }

    [Theory]
    [InlineData("Class 1", "Class 2")]
    [InlineData("typical", "atypical")]
    [InlineData("male", "female")]
    [InlineData("Mali", "Malta")]
    [InlineData("12 months", "24 months")]
    [InlineData(">50K", "<=50K")]
    [InlineData("C++", "C")]
    [InlineData("107.05 EU", "1070.5 EU")]
    [InlineData("10-20 years", "1020 years")]
    [InlineData("-1 step", "1 step")]
    public void Different_words_stay_apart_however_rare_one_is(string frequent, string rare) =>
        Reading.Column("x", Enumerable.Repeat(frequent, 99).Append(rare)).Column.Words().Distinct().ShouldBe([frequent, rare]);

    [Fact]
    public void Two_frequent_neighbours_stay_apart() =>
        Reading.Column("x", Enumerable.Repeat("North wing", 10).Concat(Enumerable.Repeat("North ring", 9))).Column.Words().Distinct().Count().ShouldBe(2);
}
