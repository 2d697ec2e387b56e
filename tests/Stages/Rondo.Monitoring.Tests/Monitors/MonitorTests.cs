using Rondo.Contracts;
using Rondo.Monitoring.Monitors;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Tests.Monitors;

public sealed class MonitorTests
{
    public static TheoryData<string, Monitor> Refused => new()
    {
        { "no_action", World.RecallMonitor with { Action = " " } },
        { "missing_field", World.RecallMonitor with { Owner = "" } },
        { "invalid_field", World.RecallMonitor with { WindowDays = 0 } },
        { "invalid_field", World.RecallMonitor with { WindowDays = double.NaN } },
        { "invalid_field", World.RecallMonitor with { Consecutive = 0 } },
        { "invalid_field", World.RecallMonitor with { MinimumMaturity = 1.1 } },
        { "invalid_field", World.RecallMonitor with { DecideHours = -1 } },
        { "invalid_field", World.RecallMonitor with { Limit = 80 } },
        { "no_limit", World.RecallMonitor with { Metric = MonitorMetric.Precision } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_monitor_that_cannot_watch_is_refused_by_its_own_code(string code, Monitor monitor) =>
        PutMonitor.Decide("m", monitor, World.Contract).Refusal!.Code.Code.ShouldBe(code);

    [Fact]
    public void Without_a_limit_of_its_own_the_contracts_promise_holds() =>
        Limits.Of(World.RecallMonitor, World.Contract).ShouldBe(0.8);

    [Fact]
    public void Every_metric_has_a_limit_or_a_promise_and_a_meter()
    {
        foreach (var metric in Enum.GetValues<MonitorMetric>())
        {
            Limits.Of(new Monitor { Metric = metric, Limit = 0.5 }, null).ShouldBe(0.5);
        }

        MonitoringModule.Meters.Count.ShouldBe(Enum.GetValues<MonitorMetric>().Length);
    }

    [Fact]
    public async Task The_last_monitor_of_a_live_release_cannot_be_retired_but_one_of_two_can()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Percentage, 10);
        RetireMonitor.Decide(world.State, "recall", "noise").Refusal!.Code.Code.ShouldBe("last_monitor");

        await world.Ledger.WriteAsync(World.Product, "drift", World.RecallMonitor with { Metric = MonitorMetric.FeatureDrift });
        await world.ReleaseAsync("r1", ReleaseStep.Percentage, 10, release => release with { Monitors = ["recall", "drift"] });
        RetireMonitor.Decide(world.State, "recall", "noise").Value.Retired.ShouldBeTrue();
    }

    [Theory]
    [InlineData("recall", "", "reason_required")]
    [InlineData("nothing", "x", "unknown_document")]
    public async Task Retiring_needs_a_reason_and_a_monitor(string id, string reason, string code) =>
        RetireMonitor.Decide((await World.ReadyAsync()).State, id, reason).Refusal!.Code.Code.ShouldBe(code);

    [Fact]
    public async Task A_retired_monitor_that_is_written_again_watches_again()
    {
        var world = await World.ReadyAsync();
        await RetireMonitor.Handle(World.Product, "recall", "noise", world.Ledger.Desk(), CancellationToken.None);

        (await PutMonitor.Handle(World.Product, "recall", World.RecallMonitor with { Retired = true }, world.Ledger.Desk(), CancellationToken.None)).Value.Body.Retired.ShouldBeFalse();
    }
}
