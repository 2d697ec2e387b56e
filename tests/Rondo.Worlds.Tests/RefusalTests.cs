using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class RefusalTests
{
    private static readonly ChurnWorld World = TheWorld.Small();

    [Fact]
    public void Bad_options_are_refused_all_at_once()
    {
        var options = new ChurnWorldOptions
        {
            Days = 0, Customers = -1, DriftDay = -5, DriftRampDays = 0, DriftStrength = double.NaN, ComplaintLagDays = 999, Start = DateOnly.MinValue,
        };
        var message = Should.Throw<ArgumentException>(() => new ChurnWorld(1, options)).Message;
        foreach (var name in new[] { "Days", "Customers", "DriftDay", "DriftRampDays", "DriftStrength", "ComplaintLagDays", "Start" })
        {
            message.ShouldContain(name + " must");
        }
    }

    [Fact]
    public void Days_outside_the_simulation_are_refused_with_its_bounds()
    {
        Should.NotThrow(() => World.Snapshot(World.Start));
        Should.NotThrow(() => World.DatasetB(World.End));
        Should.Throw<ArgumentOutOfRangeException>(() => World.Snapshot(World.Start.AddDays(-1))).Message.ShouldContain("2025-01-06");
        Should.Throw<ArgumentOutOfRangeException>(() => World.DatasetB(World.End.AddDays(1)));
        Should.Throw<ArgumentOutOfRangeException>(() => World.Complaints(World.Start, DateOnly.MaxValue));
        Should.Throw<ArgumentException>(() => World.Complaints(World.End, World.Start));
    }

    [Theory]
    [InlineData("")]
    [InlineData("C")]
    [InlineData("C-1")]
    [InlineData("C100000")]
    [InlineData("c100001")]
    [InlineData("C0100001")]
    [InlineData("C99999999999999999999")]
    [InlineData("'; drop table customers; --")]
    public void Strangers_are_refused(string id) =>
        Should.Throw<ArgumentException>(() => World.WillChurn(id, World.Start)).Message.ShouldContain("is not a customer");

    [Fact]
    public void A_customer_who_has_left_is_no_customer_any_more()
    {
        var leaver = World.CustomersOn(World.Start).First(c => World.WillChurn(c.Id, World.Start));
        var left = World.OutcomeOf(leaver.Id, World.Start).EventDate!.Value;
        Should.NotThrow(() => World.TrueRisk(leaver.Id, left.AddDays(-1)));
        Should.Throw<ArgumentException>(() => World.TrueRisk(leaver.Id, left));
    }

    [Fact]
    public void A_world_of_one_place_lives()
    {
        var tiny = new ChurnWorld(1, new ChurnWorldOptions { Customers = 1, Days = 1 });
        tiny.CustomersOn(tiny.End).Count.ShouldBeLessThanOrEqualTo(1);
        tiny.Complaints(tiny.Start, tiny.End).Count.ShouldBeLessThanOrEqualTo(2);
    }
}
