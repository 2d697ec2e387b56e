using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class DeterminismTests
{
    [Fact]
    public void Two_worlds_of_one_seed_are_the_same_in_every_export()
    {
        var (a, b) = (TheWorld.Small(), TheWorld.Small());
        a.Customers.ShouldBe(b.Customers);
        a.Observe(a.Day(40)).ShouldBe(b.Observe(b.Day(40)));
        a.DatasetA().ShouldBe(b.DatasetA());
        a.DatasetB(a.Day(40), 200).ShouldBe(b.DatasetB(b.Day(40), 200));
        a.ItemsToLabel(a.Day(40), 50).AnswersCsv(1).ShouldBe(b.ItemsToLabel(b.Day(40), 50).AnswersCsv(1));
        a.Complaints(a.Start, a.End).ShouldBe(b.Complaints(b.Start, b.End));
    }

    [Fact]
    public void Another_seed_gives_another_world()
    {
        var (a, b) = (TheWorld.Small(7), TheWorld.Small(8));
        a.Customers.ShouldNotBe(b.Customers);
        a.DatasetB(a.Day(40), 200).ShouldNotBe(b.DatasetB(b.Day(40), 200));
    }

    [Fact]
    public void The_order_of_questions_changes_no_answer()
    {
        var (a, b) = (TheWorld.Small(), TheWorld.Small());
        _ = a.Observe(a.Day(100));
        _ = a.DatasetB(a.Day(10));
        a.Observe(a.Day(40)).ShouldBe(b.Observe(b.Day(40)));
    }

    [Fact]
    public void A_drift_leaves_the_time_before_it_untouched()
    {
        ChurnWorld With(int? drift) => new(7, new ChurnWorldOptions { Customers = 600, Days = 200, DriftDay = drift });

        // A cycle that ends after the launch is decided in the changed world, so compare up to 30 days before.
        var (drifting, calm) = (With(90), With(null));
        drifting.DatasetB(drifting.Day(60)).ShouldBe(calm.DatasetB(calm.Day(60)));
        drifting.DatasetB(drifting.Day(120)).ShouldNotBe(calm.DatasetB(calm.Day(120)));
        calm.DriftDate.ShouldBeNull();
        drifting.DriftDate.ShouldBe(drifting.Day(90));
    }
}
