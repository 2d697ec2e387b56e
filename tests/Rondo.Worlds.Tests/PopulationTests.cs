using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class PopulationTests
{
    private static readonly ChurnWorld World = TheWorld.Default;

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    [InlineData(240)]
    public void Eight_to_twelve_percent_leave_in_thirty_days_before_the_drift(int day) =>
        World.Labelled(day).Churned.Share(c => c).ShouldBeInRange(0.08, 0.12);

    [Theory]
    [InlineData(0)]
    [InlineData(540)]
    public void The_base_keeps_its_size(int day) =>
        World.CustomersOn(World.Day(day)).Count.ShouldBeInRange(9_650, 10_000);

    [Fact]
    public void Who_leaves_within_thirty_days_is_gone_after_them_and_nobody_else_is()
    {
        var (now, later) = (World.Day(100), World.Day(130));
        var gone = World.CustomersOn(now).Select(c => c.Id).Except(World.CustomersOn(later).Select(c => c.Id));
        var said = World.CustomersOn(now).Select(c => c.Id).Where(id => World.WillChurn(id, now));
        gone.Order().ShouldBe(said.Order());
    }

    [Fact]
    public void Ids_are_distinct_and_in_order_of_sign_up()
    {
        World.Customers.Select(c => c.Id).Distinct().Count().ShouldBe(World.Customers.Count);
        World.Customers.Select(c => c.SignUpDate).ShouldBe(World.Customers.Select(c => c.SignUpDate).Order());
    }

    [Fact]
    public void The_base_is_settled_on_the_first_day()
    {
        var tenure = World.Observe(World.Start).Select(f => f.TenureDays).ToArray();
        var later = World.Observe(World.Day(240)).Select(f => f.TenureDays).ToArray();
        later.Average().ShouldBe(tenure.Average(), tenure.Average() * 0.15);
        tenure.Share(t => t < 90).ShouldBeInRange(0.1, 0.4);
    }

    [Fact]
    public void Every_word_of_every_attribute_occurs()
    {
        World.Customers.Select(c => c.Plan).Distinct().Order().ShouldBe(["basic", "plus", "pro"]);
        World.Customers.Select(c => c.Contract).Distinct().Order().ShouldBe(["monthly", "yearly"]);
        World.Customers.Select(c => c.Channel).Distinct().Order().ShouldBe(["partner", "referral", "store", "web"]);
        World.Customers.Select(c => c.AgeBand).Distinct().Count().ShouldBe(4);
        World.Customers.Select(c => c.Discount).Distinct().Order().ShouldBe([0, 10, 20]);
    }

    [Fact]
    public void The_true_risk_is_calibrated()
    {
        var day = World.Day(150);
        var people = World.CustomersOn(day).Select(c => (Risk: World.TrueRisk(c.Id, day), Leaves: World.WillChurn(c.Id, day)));
        foreach (var tenth in people.OrderBy(p => p.Risk).Chunk(1000).Where(t => t.Length > 500))
        {
            // Four standard errors of a tenth's share.
            var expected = tenth.Average(p => p.Risk);
            tenth.Share(p => p.Leaves).ShouldBe(expected, 4 * Math.Sqrt(expected * (1 - expected) / tenth.Length) + 0.001);
        }
    }
}
