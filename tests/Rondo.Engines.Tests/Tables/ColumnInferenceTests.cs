using Rondo.Engines.Tables;

namespace Rondo.Engines.Tests.Tables;

public sealed class ColumnInferenceTests
{
    [Fact]
    public void A_comma_before_three_digits_is_a_thousand_unless_the_column_uses_decimal_commas()
    {
        Reading.Numbers("1,234", "2,000", "5").ShouldBe([1234, 2000, 5]);
        Reading.Numbers("1,234", "2,5", "0,25").ShouldBe([1.234, 2.5, 0.25]);
        Reading.Numbers("1,234", "2,5", "3,456.7").ShouldBe([1234, 2.5, 3456.7]);
    }

    [Fact]
    public void A_dot_before_three_digits_is_a_decimal_unless_the_column_groups_by_dots()
    {
        Reading.Numbers("1.234", "2.5").ShouldBe([1.234, 2.5]);
        Reading.Numbers("1.234", "1.020,75").ShouldBe([1234, 1020.75]);
        Reading.Numbers("1.234", "1.234.567").ShouldBe([1234, 1234567]);
    }

    [Fact]
    public void Currency_percent_brackets_and_exponents_are_read() =>
        Reading.Numbers("$1,234.50", "USD 12.50", "-3 €", "12.5%", "(5.00)", "1e-5", "1 234,5", "1'000'000", "-$7", "\u22125")
            .ShouldBe([1234.5, 12.5, -3, 0.125, -5, 1e-5, 1234.5, 1_000_000, -7, -5]);

    [Fact]
    public void Up_to_one_value_in_twenty_that_is_no_number_becomes_missing_and_is_reported()
    {
        var cells = Enumerable.Range(1, 19).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append("twelve").ToList();
        var (column, note) = Reading.Column("x", cells);
        column.Kind.ShouldBe(ColumnKind.Number);
        column.IsMissing(19).ShouldBeTrue();
        note.Unparsed.ShouldBe(new Dictionary<string, int> { ["twelve"] = 1 });

        cells.Insert(0, "eleven");
        Reading.Column("x", cells).Column.Kind.ShouldNotBe(ColumnKind.Number);
    }

    [Fact]
    public void Infinity_and_overflow_are_not_values()
    {
        var (column, note) = Reading.Column([.. Enumerable.Repeat("1", 30), "1e999"]);
        column.IsMissing(30).ShouldBeTrue();
        note.Unparsed.Keys.ShouldBe(["1e999"]);
        Reading.Column("Infinity", "inf", "1").Column.Kind.ShouldBe(ColumnKind.Category);
    }

    [Fact]
    public void Missing_tokens_are_counted_by_how_they_were_written()
    {
        var (column, note) = Reading.Column("1", "NA", "N/A", "n/a", "null", "NaN", "?", "-", "  ", "", "#N/A", "None", "2");
        column.MissingCount().ShouldBe(11);
        note.MissingTokens[""].ShouldBe(2);
        note.MissingTokens["None"].ShouldBe(1);
        note.MissingTokens.Count.ShouldBe(10);
    }

    [Fact]
    public void None_stays_a_category_among_words()
    {
        var (column, note) = Reading.Column("None", "Garage", "None", "Carport");
        column.MissingCount().ShouldBe(0);
        note.MissingTokens.ShouldBeEmpty();
    }

    [Fact]
    public void Zero_and_one_stay_numbers_unless_the_caller_says_category()
    {
        Reading.Column("0", "1", "1").Column.Kind.ShouldBe(ColumnKind.Number);
        Reading.Of("x,y\n0,1\n1,2\n", new TableReadOptions { Categorical = new HashSet<string> { "x" } }).Table.Columns[0].Kind.ShouldBe(ColumnKind.Category);
    }

    [Theory]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("2024/2/9", "2024-02-09")]
    [InlineData("20240131", "2024-01-31")]
    [InlineData("31.01.2024", "2024-01-31")]
    [InlineData("05/06/2024", "2024-06-05")]
    [InlineData("12/31/2024", "2024-12-31")]
    [InlineData("Dec 29, 2018", "2018-12-29")]
    [InlineData("3 March 1999", "1999-03-03")]
    [InlineData("31-12-49", "2049-12-31")]
    [InlineData("31-12-50", "1950-12-31")]
    [InlineData("2024-01-31T13:05:09Z", "2024-01-31T13:05:09Z")]
    [InlineData("2024-01-31 00:30:00+02:00", "2024-01-30T22:30:00Z")]
    [InlineData("1/31/2024 1:05 PM", "2024-01-31T13:05:00Z")]
    public void A_date_is_read_however_it_is_written(string written, string expected)
    {
        var column = Reading.Column(written, written).Column;
        column.Kind.ShouldBe(ColumnKind.Time);
        column.Text(0).ShouldBe(expected);
    }

    [Fact]
    public void Day_or_month_first_is_decided_by_the_column()
    {
        Reading.Column("05/06/2024", "06/25/2024").Column.Text(0).ShouldBe("2024-05-06");
        Reading.Column("05/06/2024", "25/06/2024").Column.Text(0).ShouldBe("2024-06-05");
        var (column, note) = Reading.Column("05/06/2024", "25/06/2024", "26/06/2024", "06/27/2024");
        column.Text(3).ShouldBe("2024-06-27");
        note.Formats.ShouldBe(new Dictionary<string, int> { ["dmy_slash"] = 3, ["mdy_slash"] = 1 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("31/02/2024")]
    [InlineData("2023-02-29")]
    [InlineData("1.2.10")]
    [InlineData("192.168.1.1")]
    [InlineData("2024-13-01")]
    [InlineData("May")]
    public void What_is_no_day_is_no_date(string written) => Reading.Column(written, written).Column.Kind.ShouldBe(ColumnKind.Category);

    [Fact]
    public void Identifiers_are_found_by_distinctness_and_integers_also_by_name()
    {
        var names = Enumerable.Range(0, 50).Select(i => $"K-{i * 37 % 101}").ToList();
        Reading.Column("customer", names).Column.Kind.ShouldBe(ColumnKind.Identifier);
        var numbers = Enumerable.Range(1000, 50).Select(i => $"{i}").ToList();
        Reading.Column("user_id", numbers).Column.Kind.ShouldBe(ColumnKind.Identifier);
        Reading.Column("customerID", numbers).Column.Kind.ShouldBe(ColumnKind.Identifier);
        Reading.Column("income", numbers).Column.Kind.ShouldBe(ColumnKind.Number);
        Reading.Column("paid", numbers).Column.Kind.ShouldBe(ColumnKind.Number, "'paid' ends in id and is no id");
    }

    [Fact]
    public void Codes_with_leading_zeros_are_not_numbers() =>
        Reading.Column("01067", "80331", "10115", "01067", "20095", "80331").Column.ShouldSatisfyAllConditions(
            column => column.Kind.ShouldBe(ColumnKind.Category), column => column.Text(0).ShouldBe("01067"));

    [Fact]
    public void Prose_is_text_and_a_menu_of_long_answers_is_a_category()
    {
        Reading.Column("note", Enumerable.Range(0, 30).Select(i => $"the machine stopped at step {i} again")).Column.Kind.ShouldBe(ColumnKind.Text);
        Reading.Column("answer", Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "I agree with the statement" : "I do not agree with it")).Column.Kind.ShouldBe(ColumnKind.Category);
    }

    [Fact]
    public void An_empty_column_is_a_category_without_categories()
    {
        var column = Reading.Column("", "", "NA").Column.ShouldBeOfType<TextColumn>();
        column.Kind.ShouldBe(ColumnKind.Category);
        column.Distinct.ShouldBeEmpty();
        column.MissingCount().ShouldBe(3);
    }
}
