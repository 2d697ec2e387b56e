using Rondo.Data.Judgement;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Data.Tests.Judgement;

/// <summary>Words that go with an outcome are named, mirrored where the outcome is, and none are where there is none.</summary>
public sealed class WordSignalsTests
{
    private static readonly string[] Common = ["please", "order", "account", "today", "team", "thanks", "question", "page", "button", "invoice", "plan", "week", "email", "number", "again"];

    private static (Table Table, bool[] Truth) Tickets(Random random, int rows, bool planted)
    {
        bool[] truth = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() < 0.3)];
        string[] texts = [.. Enumerable.Range(0, rows).Select(row => string.Join(' ', Enumerable.Range(0, 12).Select(_ => Common[random.Next(Common.Length)]).Append(planted && random.NextDouble() < (truth[row] ? 0.5 : 0.05) ? "refund" : "hello")))];
        return (new Table([new TextColumn("text", ColumnKind.Text, [.. Enumerable.Range(0, rows)], texts)]), truth);
    }

    private static TargetReading Target(IEnumerable<bool> truth) => Bench.Target([.. truth]);

    [Fact]
    public void The_score_of_a_word_is_that_of_the_paper()
    {
        // By hand: 40 rows weigh 1 + 40/10 = 5 of prior at 300 in 1,000, so a = 31.5, b = 13.5;
        // (ln(31.5 / 13.5) - ln(300 / 700)) / sqrt(1 / 31.5 + 1 / 13.5) = (0.84730 + 0.84730) / 0.32530.
        WordSignals.Score(30, 10, 300, 700).ShouldBe(5.2093, 1e-3);
        WordSignals.Score(10, 30, 700, 300).ShouldBe(-5.2093, 1e-3);
        WordSignals.Score(12, 28, 300, 700).ShouldBe(0, 1e-12);
    }

    [Fact]
    public void A_planted_word_comes_first_with_the_rate_of_its_rows()
    {
        var (table, truth) = Tickets(new Random(3), 3_000, planted: true);
        var words = WordSignals.Of(table, Target(truth), "left");
        words[0].Word.ShouldBe("refund");
        var holding = Enumerable.Range(0, 3_000).Where(row => table.Columns[0].Text(row).EndsWith("refund", StringComparison.Ordinal)).ToList();
        words[0].Rows.ShouldBe(holding.Count);
        words[0].Rate.Value!.Value.ShouldBe((double)holding.Count(row => truth[row]) / holding.Count, 1e-12);
        words[^1].Word.ShouldBe("hello");
    }

    [Fact]
    public void With_yes_and_no_swapped_the_words_change_sides()
    {
        var (table, truth) = Tickets(new Random(4), 3_000, planted: true);
        var swapped = WordSignals.Of(table, Target(truth.Select(yes => !yes)), "left");
        swapped[0].Word.ShouldBe("hello");
        swapped[^1].Word.ShouldBe("refund");
    }

    [Fact]
    public void Words_that_say_nothing_are_not_named_in_95_of_100_corpora() =>
        Enumerable.Range(1, 100).Count(seed =>
        {
            var (table, truth) = Tickets(new Random(seed * 9_973), 400, planted: false);
            return WordSignals.Of(table, Target(truth), "left").Count > 0;
        }).ShouldBeLessThanOrEqualTo(5);

    [Theory]
    [InlineData("")]
    [InlineData("'' -- 12 !?")]
    public void Texts_without_words_have_none(string text) =>
        WordSignals.Of(new Table([new TextColumn("text", ColumnKind.Text, [.. Enumerable.Repeat(0, 100)], [text])]), Target(Enumerable.Range(0, 100).Select(row => row % 2 == 0)), "left").ShouldBeEmpty();
}
