using Rondo.Contracts;
using Rondo.Data.Judgement;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Data.Tests;

public sealed class TargetAndRankingTests
{
    [Fact]
    public void Every_spelling_of_the_positive_value_counts()
    {
        var target = TargetColumn.Read(Texts("Churn", "Yes", "yes", "TRUE", "1", "Y", "churned", "No", "active", "0", ""), "Yes");
        target.Count(1).ShouldBe(6);
        target.Count(0).ShouldBe(3);
        target.Missing.ShouldBe(1);
        target.PositiveVariants.ShouldContain("churned");
    }

    [Fact]
    public void Several_classes_stay_several_unless_one_is_named()
    {
        var column = Texts("reason", "price", "service", "product", "price");
        TargetColumn.Read(column, "").Task.Classes.ShouldBe(["price", "service", "product"]);
        TargetColumn.Read(column, "price").Count(1).ShouldBe(2);
    }

    [Fact]
    public void A_target_of_zeros_and_ones_is_a_question_of_yes_and_no()
    {
        var target = TargetColumn.Read(new NumberColumn("y", [0, 1, 1, 0, double.NaN]), "");
        (target.Count(1), target.Count(0), target.Missing).ShouldBe((2, 2, 1));
    }

    [Fact]
    public void Every_fifth_row_is_held_out_and_a_name_never_stands_on_both_sides()
    {
        var table = new Table([Texts("who", [.. Enumerable.Range(0, 1000).Select(i => $"C{i % 100}")])]);
        var labels = Enumerable.Range(0, 1000).Select(i => i % 2).ToArray();
        int[] rows = [.. Enumerable.Range(0, 1000)];
        RowSplit.Of(table, rows, labels, "fifth", 1).Split!.Test.ShouldAllBe(row => row % 5 == 4);
        var split = RowSplit.Of(table, rows, labels, "hash:who", 1).Split!;
        split.Train.Select(row => row % 100).Intersect(split.Test.Select(row => row % 100)).ShouldBeEmpty();
        split.Test.Length.ShouldBeInRange(100, 300);
        var random = RowSplit.Of(table, rows, labels, "random", 1).Split!;
        random.Test.Count(row => labels[row] == 1).ShouldBe(100);
        random.Test.ShouldBe(RowSplit.Of(table, rows, labels, "random", 1).Split!.Test);
        RowSplit.Of(table, rows, labels, "time:who", 1).Split.ShouldBeNull();
        RowSplit.Of(table, rows, labels, "nobody", 1).Fault.ShouldContain("nobody");
    }

    [Fact]
    public void Signal_comes_before_tidiness()
    {
        var ranking = RankDatasets.Rank([("clean", Readiness(ReadinessVerdict.Unusable, null)), ("weak", Readiness(ReadinessVerdict.Plausible, 0.6)), ("messy", Readiness(ReadinessVerdict.Plausible, 0.8))]);
        ranking.Ranking.Select(place => place.Dataset).ShouldBe(["messy", "weak", "clean"]);
        RankDatasets.Rank([]).Ranking.ShouldBeEmpty();
    }

    private static Readiness Readiness(ReadinessVerdict verdict, double? auc) => new()
    {
        Verdict = verdict,
        Sentence = "s",
        Rows = 100,
        Positives = 10,
        NeededPositives = 246,
        Target = "y",
        Positive = "Yes",
        Findings = [],
        Columns = [],
        TooClean = new TooClean(false, []),
        QuickModel = auc is { } value ? new QuickModel(new Estimate { Value = value, Low = value - 0.05, High = value + 0.05 }, new Estimate { Value = 0.5 }, true) : null,
    };

    private static TextColumn Texts(string name, params string[] values)
    {
        var distinct = values.Where(value => value.Length > 0).Distinct().ToList();
        return new TextColumn(name, ColumnKind.Category, [.. values.Select(value => value.Length == 0 ? -1 : distinct.IndexOf(value))], distinct);
    }
}
