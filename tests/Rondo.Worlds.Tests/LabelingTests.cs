using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class LabelingTests
{
    private static readonly ChurnWorld World = TheWorld.Default;
    private static readonly LabelingTask Task = World.ItemsToLabel(World.Day(60));

    [Fact]
    public void Under_guideline_1_exactly_23_of_100_items_are_unanimous()
    {
        Agreement.Unanimous(Agreement.Table(Task, 1)).ShouldBe(23);
        Agreement.Alpha(Agreement.Table(Task, 1)).ShouldBeInRange(0.05, 0.35);
    }

    [Fact]
    public void Under_guideline_2_exactly_75_are_and_the_bound_of_alpha_is_above_two_thirds()
    {
        Agreement.Unanimous(Agreement.Table(Task, 2)).ShouldBe(75);
        Agreement.AlphaLowerBound(Agreement.Table(Task, 2)).ShouldBeGreaterThan(0.667);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(99)]
    public void The_shares_hold_for_every_seed(ulong seed)
    {
        var world = new ChurnWorld(seed, new ChurnWorldOptions { Customers = 1500, Days = 60 });
        var task = world.ItemsToLabel(world.Day(30), 100);
        Agreement.Unanimous(Agreement.Table(task, 1)).ShouldBe(23);
        Agreement.Unanimous(Agreement.Table(task, 2)).ShouldBe(75);
        Agreement.AlphaLowerBound(Agreement.Table(task, 2)).ShouldBeGreaterThan(0.667);
    }

    [Fact]
    public void Each_annotator_has_the_documented_bias()
    {
        var answers = Task.Annotate(1).ToLookup(a => a.Annotator, a => a.Label);
        answers["annotator-2"].Count(l => l == "price").ShouldBeGreaterThan(answers["annotator-1"].Count(l => l == "price") + 10);
        answers["annotator-1"].ShouldBe(Task.Items.Select(i => LabelingTask.LabelOf(i.Mentioned[0])));
        answers["annotator-3"].ShouldBe(Task.Items.Select(i => LabelingTask.LabelOf(i.Mentioned[^1])));
    }

    [Fact]
    public void Under_guideline_2_the_majority_is_right()
    {
        var majority = Agreement.Table(Task, 2).Select(labels => labels.GroupBy(l => l).OrderByDescending(g => g.Count()).First().Key);
        majority.ShouldBe(Task.Items.Select(i => LabelingTask.LabelOf(i.TrueReason)));
    }

    [Fact]
    public void The_classes_are_balanced() =>
        Task.Items.GroupBy(i => i.TrueReason).Select(g => g.Count()).ShouldBe([25, 25, 25, 25]);

    [Fact]
    public void Items_are_distinct_texts_about_customers_of_the_day()
    {
        Task.Items.Select(i => i.Text).Distinct().Count().ShouldBeGreaterThan(95);
        Task.Items.ShouldAllBe(i => i.Text.Length > 80 && World.TrueRisk(i.CustomerId, World.Day(60)) > 0);
        Task.Items.ShouldAllBe(i => i.Mentioned.Contains(i.TrueReason) && i.TrueReason == World.ReasonForRisk(i.CustomerId, World.Day(60)));
    }

    [Fact]
    public void The_files_have_one_line_an_answer_and_one_an_item_and_do_not_tell_the_truth()
    {
        var answers = CsvFile.Parse(Task.AnswersCsv(1));
        answers.Header.ShouldBe(["item", "annotator", "label"]);
        answers.Rows.Count.ShouldBe(300);
        answers.Column("annotator").Distinct().ShouldBe(LabelingTask.Annotators);
        answers.Column("label").Distinct().Order().ShouldBe(LabelingTask.Classes);

        var items = CsvFile.Parse(Task.ItemsCsv());
        items.Header.ShouldBe(["item", "customer_id", "text"]);
        items.Column("text").ShouldBe(Task.Items.Select(i => i.Text));
    }

    [Fact]
    public void Chosen_customers_can_be_labelled()
    {
        var ids = World.CustomersOn(World.Day(60)).Take(8).Select(c => c.Id).ToList();
        var task = World.ItemsToLabel(World.Day(60), ids);
        task.Items.Select(i => i.CustomerId).Order().ShouldBe(ids.Order());
        task.Annotate(2).Count.ShouldBe(24);
        World.ItemsToLabel(World.Day(60), []).Annotate(1).ShouldBeEmpty();
    }

    [Fact]
    public void A_third_guideline_and_too_many_items_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Task.Annotate(3));
        Should.Throw<ArgumentOutOfRangeException>(() => World.ItemsToLabel(World.Start, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => World.ItemsToLabel(World.Start, 1_000_000));
    }
}
