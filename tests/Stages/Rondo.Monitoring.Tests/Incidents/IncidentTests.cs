using Rondo.Contracts;
using Rondo.Monitoring.Incidents;
using Rondo.Monitoring.Overview;

namespace Rondo.Monitoring.Tests.Incidents;

public sealed class IncidentTests
{
    private static readonly DateTimeOffset Opened = World.Start;

    internal static readonly Incident Open = new()
    {
        Monitor = "recall",
        Release = "r1",
        Sentence = "Recall was 0.60.",
        Point = new MonitorPoint { Monitor = "recall", Release = "r1", From = Opened.AddDays(-7), To = Opened, Value = new Estimate(), Limit = 0.8, Breached = true, Sentence = "" },
        Action = "retrain",
        Priority = AlertPriority.Ticket,
        Owner = "product_manager",
        OpenedAt = Opened,
        AcknowledgeBy = Opened.AddHours(4),
        DecideBy = Opened.AddHours(48),
    };

    private static readonly CloseIncidentRequest Decided = new() { Decision = "retrain", Cause = IncidentCause.Behaviour, Remedy = Remedy.CollectAndRetrain };

    public static TheoryData<string, CloseIncidentRequest> Undecided => new()
    {
        { "decision_required", Decided with { Decision = " " } },
        { "cause_required", Decided with { Cause = IncidentCause.Unknown } },
        { "remedy_required", Decided with { Remedy = Remedy.None } },
    };

    [Theory]
    [MemberData(nameof(Undecided))]
    public void An_incident_closes_only_with_decision_cause_and_remedy(string code, CloseIncidentRequest request) =>
        CloseIncident.Decide("i", Open, request, Opened).Refusal!.Code.Code.ShouldBe(code);

    [Fact]
    public void A_decision_closes_it_for_good_and_takes_it_on_too()
    {
        var closed = CloseIncident.Decide("i", Open, Decided, Opened.AddHours(1)).Value;

        (closed.ClosedAt, closed.AcknowledgedAt, closed.Decision).ShouldBe((Opened.AddHours(1), Opened.AddHours(1), "retrain"));
        CloseIncident.Decide("i", closed, Decided, Opened).Refusal!.Code.Code.ShouldBe("incident_closed");
        AcknowledgeIncident.Decide("i", closed, Opened).Refusal!.Code.Code.ShouldBe("incident_closed");
    }

    [Fact]
    public void Taking_it_on_twice_keeps_the_first_time()
    {
        var taken = AcknowledgeIncident.Decide("i", Open, Opened.AddHours(1)).Value;

        AcknowledgeIncident.Decide("i", taken, Opened.AddHours(2)).Value.AcknowledgedAt.ShouldBe(Opened.AddHours(1));
    }

    [Theory]
    [InlineData(4, false, false)]
    [InlineData(4.01, false, true)]
    [InlineData(4.01, true, false)]
    [InlineData(48.01, true, true)]
    public void It_escalates_when_a_clock_runs_out(double hours, bool taken, bool escalates)
    {
        var incident = Open with { AcknowledgedAt = taken ? Opened.AddHours(1) : null };

        (Escalation.Decide(incident, Opened.AddHours(hours)) is not null).ShouldBe(escalates);
    }

    [Fact]
    public void It_escalates_once_and_never_after_it_is_closed()
    {
        Escalation.Decide(Open with { EscalatedAt = Opened }, Opened.AddDays(9)).ShouldBeNull();
        Escalation.Decide(Open with { ClosedAt = Opened }, Opened.AddDays(9)).ShouldBeNull();
    }

    [Fact]
    public async Task The_inbox_asks_its_owner_to_take_it_on_and_then_to_decide()
    {
        var world = await World.ReadyAsync();
        await world.Ledger.WriteAsync(World.Product, "i1", Open);
        new IncidentDecisions().Find(world.State, Opened.AddHours(5)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            item => item.Code.ShouldBe("incident_acknowledge"),
            item => item.Role.ShouldBe(Role.ProductManager),
            item => item.Sentence.ShouldStartWith("Overdue."));

        await AcknowledgeIncident.Handle(World.Product, "i1", new AcknowledgeRequest(), world.Ledger.Desk(), CancellationToken.None);
        new IncidentDecisions().Find(world.State, Opened).ShouldHaveSingleItem().Code.ShouldBe("incident_decide");

        await CloseIncident.Handle(World.Product, "i1", Decided, world.Ledger.Desk(), CancellationToken.None);
        new IncidentDecisions().Find(world.State, Opened).ShouldBeEmpty();
        new MonitoringReporter().Report(world.State).Standing.ShouldBe(Standing.Unknown);
    }

    [Fact]
    public async Task An_overdue_incident_is_written_down_as_escalated_once()
    {
        var world = await World.ReadyAsync();
        await world.Ledger.WriteAsync(World.Product, "i1", Open);

        await Escalation.RunAsync(world.Ledger, world.State, Opened.AddHours(5), CancellationToken.None);
        await Escalation.RunAsync(world.Ledger, world.State, Opened.AddHours(6), CancellationToken.None);

        world.State.Latest(Incident.Kind, "i1")!.Version.ShouldBe(2);
        new MonitoringReporter().Report(world.State).Standing.ShouldBe(Standing.Bad);
    }
}
