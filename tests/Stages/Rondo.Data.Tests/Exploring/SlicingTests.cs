using Rondo.Data.Datasets;
using Rondo.Data.Exploring;
using Rondo.Engines.Rules;
using Rondo.Engines.Tables;

namespace Rondo.Data.Tests.Exploring;

/// <summary>A part's condition leads to exactly the rows that were counted, whatever stands in the data.</summary>
public sealed class SlicingTests
{
    private static Table Odd()
    {
        var random = new Random(12);
        string[] words = ["it's", "a \"b\"", "and", "or 1", " ", "naïve", "x;y", "O''Brien", "'", "-> yes"];
        var start = new DateTime(2025, 11, 3, 0, 0, 0, DateTimeKind.Utc).Ticks;
        return new Table(
        [
            new TextColumn("odd name's", ColumnKind.Category, [.. Enumerable.Range(0, 400).Select(_ => random.Next(-1, words.Length))], words),
            Bench.Numbers("Total (€)", 400, _ => random.Next(12) == 0 ? double.NaN : Math.Round(Bench.Normal(random) * 1e6, 3)),
            Bench.Numbers("few", 400, _ => random.Next(3)),
            Bench.Numbers("1st", 400, _ => random.NextDouble() < 0.97 ? 7 : 1e-9),
            new TimeColumn("when", [.. Enumerable.Range(0, 400).Select(_ => random.Next(15) == 0 ? TimeColumn.Missing : start + (random.Next(500) * TimeSpan.TicksPerDay))]),
        ]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    public void Every_part_is_found_again_by_its_condition(int most)
    {
        var table = Odd();
        foreach (var column in table.Columns)
        {
            var parts = Slicing.Cut(column, most);
            parts.ShouldNotBeEmpty(column.Name);
            parts.SelectMany(part => part.Rows).ShouldBeUnique();
            if (column is not TextColumn { Distinct.Count: > 4 })
            {
                parts.Sum(part => part.Rows.Length).ShouldBe(table.RowCount, column.Name);
            }

            foreach (var part in parts)
            {
                var rule = Rule.Parse(part.Where, RuleColumn.Of(table), out var fault);
                rule.ShouldNotBeNull($"{part.Where}: {fault?.Message}");
                var says = rule.Decide(table, "");
                Enumerable.Range(0, table.RowCount).Where(row => says[row]).ShouldBe(part.Rows.Order(), part.Where);
            }
        }
    }

    [Fact]
    public void A_slice_and_the_rest_are_all_rows_and_their_rates_are_those_of_the_counts()
    {
        bool[] truth = [.. Enumerable.Range(0, 200).Select(row => row < 60 || row >= 190)];
        var open = new OpenTable(new Table([Bench.Numbers("x", 200, row => row), new TextColumn("left", ColumnKind.Category, [.. truth.Select(yes => yes ? 1 : 0)], ["No", "Yes"])]), Bench.Target(truth));

        var report = ExploreDataset.Look(open, "x < 100", "x", 3).Value;
        (report.Rows, report.Of).ShouldBe((100, 200));
        report.Rate!.Value!.Value.ShouldBe(0.6, 1e-12);
        report.Rest!.Value!.Value.ShouldBe(0.1, 1e-12);
        report.Difference!.Value!.Value.ShouldBe(0.5, 1e-12);
        report.Words.ShouldBe("Rows where x is below 100.");
        report.Groups.Sum(group => group.Rows).ShouldBe(100);
        report.Sample.Count.ShouldBe(3);
        report.Sample[0].ShouldBe(["0", "Yes"]);

        ExploreDataset.Look(open, "x <", "", 3).Refusal!.Code.Code.ShouldBe("rule_not_understood");
        ExploreDataset.Look(open, "x < 3 -> gone", "", 3).Refusal!.Code.Code.ShouldBe("invalid_field");
        ExploreDataset.Look(open, "", "y", 3).Refusal!.Code.Code.ShouldBe("no_such_column");
        ExploreDataset.Look(open, "", "x", 3).Value.GroupSentence!.ShouldStartWith("'Yes' comes most often where x is ");
        ExploreDataset.Look(open, "", "", 3).Value.GroupSentence.ShouldBeNull();
        ExploreDataset.Look(open, "x < -1", "", 3).Value.Sentence.ShouldBe("No row of 200 is in this slice.");
    }
}
