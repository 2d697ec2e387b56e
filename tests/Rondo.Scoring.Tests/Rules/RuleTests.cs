using System.Text.Json;
using CsCheck;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Rules;

public sealed class RuleTests
{
    private static readonly RuleColumn[] Columns =
    [
        new("tenure", RuleKind.Number), new("monthly charges", RuleKind.Number), new("contract", RuleKind.Text), new("text", RuleKind.Text), new("last login", RuleKind.Time), new("end", RuleKind.Time), new("anything", RuleKind.Open),
    ];

    [Theory]
    [InlineData("tenure < 6", "Yes where tenure is below 6.")]
    [InlineData("TENURE<=6 AND contract = 'monthly'", "Yes where tenure is at most 6 and contract is 'monthly'.")]
    [InlineData("tenure < 6 or tenure > 60 and contract != yearly", "Yes where tenure is below 6 or tenure is above 60 and contract is not 'yearly'.")]
    [InlineData("(tenure < 6 or tenure > 60) and not contract in ('a', 'b')", "Yes where (tenure is below 6 or tenure is above 60) and not (contract is one of 'a', 'b').")]
    [InlineData("monthly charges between 10 and 20.5", "Yes where monthly charges is at least 10 and monthly charges is at most 20.5.")]
    [InlineData("text contains 'refund' -> billing", "'billing' where text contains 'refund'.")]
    [InlineData("contains 'refund' \u2192 billing", "'billing' where any text contains 'refund'.")]
    [InlineData("if text starts with \"How\" then how to\nelse other", "'how to' where text starts with 'How'. Otherwise 'other'.")]
    [InlineData("last login before", null)]
    [InlineData("last login < 2026-03-01", "Yes where last login is before 2026-03-01.")]
    [InlineData("last login >= '31/12/2025'", "Yes where last login is not before 2025-12-31.")]
    [InlineData("last login < end", "Yes where last login is before end.")]
    [InlineData("tenure is missing or contract is not missing", "Yes where tenure is missing or contract is not missing.")]
    [InlineData("`monthly charges` > tenure", "Yes where monthly charges is above tenure.")]
    [InlineData("tenure = -1", "Yes where tenure is exactly -1.")]
    [InlineData("contract = 'it''s'", "Yes where contract is 'it's'.")]
    [InlineData("contract = \"a \"\"b\"\"\"", "Yes where contract is 'a \"b\"'.")]
    public void A_rule_is_explained_back_in_words(string text, string? words) => Rule.Parse(text, Columns, out _)?.Words.ShouldBe(words);

    [Theory]
    [InlineData("", "no rule")]
    [InlineData(";", "no rule")]
    [InlineData("tenur < 6", "Did you mean 'tenure'")]
    [InlineData("tneure < 6", "Did you mean 'tenure'")]
    [InlineData("tenure < six", "holds numbers")]
    [InlineData("tenure contains '6'", "holds numbers")]
    [InlineData("contract < 'b'", "holds texts")]
    [InlineData("last login < yesterday", "holds dates")]
    [InlineData("tenure < 6 contract = 'a'", "does not follow")]
    [InlineData("tenure < 6 and", "ends where a condition")]
    [InlineData("(tenure < 6", "')' is expected")]
    [InlineData("tenure 6", "comparison is expected")]
    [InlineData("text contains 'refund", "never closed")]
    [InlineData("tenure < 6 -> ", "class is missing")]
    [InlineData("tenure < 6 -> a\ntenure > 6", "Either every line")]
    [InlineData("else a\ntenure < 6 -> b", "nothing is ever reached")]
    [InlineData("else a", "begins with a condition")]
    [InlineData("tenure = contract", "cannot be compared")]
    [InlineData("tenure < 6; drop table", "There is no column 'drop'")]
    [InlineData("tenure < 6 && 1", "has no meaning")]
    [InlineData("tenure between 1", "needs two values")]
    public void What_is_not_understood_is_said_with_its_place(string text, string words)
    {
        Rule.Parse(text, Columns, out var fault).ShouldBeNull();
        fault!.Message.ShouldContain(words);
        fault.Position.ShouldBeInRange(0, text.Length);
    }

    [Fact]
    public void Hostile_texts_are_refused_or_read_but_never_break()
    {
        string[] pieces = ["tenure", "contract", "<", ">=", "=", "(", ")", "and", "or", "not", "in", ",", "'x'", "\"", "`", "6", "-", "->", "else", "\n", ";", "is", "missing", "contains", "between", "\0", "\ud800", "monthly", "charges", "\u2192", "["];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 40].Sample(parts =>
        {
            var text = string.Join(' ', parts);
            var rule = Rule.Parse(text, Columns, out var fault);
            return rule is null ? fault is { Message.Length: > 5 } : rule.Words.Length > 0;
        }, iter: 20_000);
        Rule.Parse(new string('(', 3_000) + "tenure < 1", Columns, out var deep).ShouldBeNull();
        deep!.Message.ShouldContain("nested");
        Rule.Parse(string.Join(" or ", Enumerable.Repeat("tenure<1", 300)), Columns, out var many).ShouldBeNull();
        many!.Message.ShouldContain("200");
        Rule.Parse(new string('a', 5_000), Columns, out var large).ShouldBeNull();
        large!.Message.ShouldContain("4,000");
    }

    [Fact]
    public void A_table_and_a_callers_row_are_decided_alike()
    {
        var table = new Table(
        [
            new NumberColumn("tenure", [3, 12, double.NaN, 70]),
            new TextColumn("contract", ColumnKind.Category, [0, 1, 0, -1], ["Monthly", "yearly"]),
            new TimeColumn("last login", [Day(2026, 1, 5), Day(2026, 3, 5), TimeColumn.Missing, Day(2025, 12, 31)]),
        ]);
        foreach (var (text, expected) in new (string, bool[])[]
        {
            ("tenure < 6", [true, false, false, false]),
            ("not tenure < 6", [false, true, false, true]),
            ("tenure < 6 or contract = monthly", [true, false, true, false]),
            ("tenure < 100 and contract in (monthly, yearly)", [true, true, false, false]),
            ("contract is missing", [false, false, false, true]),
            ("last login < 2026-02-01", [true, false, false, true]),
            ("contract starts with 'MON' -> Yes\nelse No", [true, false, true, false]),
            ("tenure > 60 -> No\ncontract = yearly -> Yes\ntenure < 6 -> Yes", [true, true, false, false]),
        })
        {
            var rule = Rule.Parse(text, RuleColumn.Of(table), out var fault).ShouldNotBeNull(fault?.Message);
            rule.Decide(table, "Yes").ShouldBe(expected, text);
            Enumerable.Range(0, 4).Select(row => rule.Decide(table.Json(row, ["tenure", "contract", "last login"]), "Yes")).ShouldBe(expected, text);
        }

        Rule.Parse("tenure < 6", RuleColumn.Of(table), out _)!.Decide(JsonSerializer.SerializeToElement(new { tenure = "4", other = 1 }), "Yes").ShouldBeTrue();
    }

    private static long Day(int year, int month, int day) => new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
}
