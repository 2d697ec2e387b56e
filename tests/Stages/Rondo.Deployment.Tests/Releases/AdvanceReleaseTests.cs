using Microsoft.Extensions.Logging.Abstractions;
using Rondo.Contracts;
using Rondo.Deployment.Models;
using Rondo.Deployment.Releases;
using Rondo.Deployment.Releases.Rules;
using Rondo.Deployment.Tests.Models;
using Rondo.Kernel;
using Rondo.Kernel.Gates;

namespace Rondo.Deployment.Tests.Releases;

public sealed class AdvanceReleaseTests
{
    [Fact]
    public async Task A_release_walks_from_draft_over_shadow_and_a_rising_percentage_to_everybody()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Draft);

        (await AdvanceAsync(world, "r1", ReleaseStep.Shadow)).Value.Body.Step.ShouldBe(ReleaseStep.Shadow);
        (await AdvanceAsync(world, "r1", ReleaseStep.Percentage, 10)).Value.Body.Percent.ShouldBe(10);
        (await AdvanceAsync(world, "r1", ReleaseStep.Percentage, 50)).Value.Body.Percent.ShouldBe(50);
        (await AdvanceAsync(world, "r1", ReleaseStep.Full)).Value.Body.Percent.ShouldBe(100);
        world.State.History(Release.Kind, "r1").Select(entry => entry.Reason).ShouldBe(["", "because", "because", "because", "because"]);
    }

    [Theory]
    [InlineData(ReleaseStep.Draft, ReleaseStep.Full, 0, "ramp_skipped")]
    [InlineData(ReleaseStep.Draft, ReleaseStep.Percentage, 10, "ramp_skipped")]
    [InlineData(ReleaseStep.Shadow, ReleaseStep.Full, 0, "ramp_skipped")]
    [InlineData(ReleaseStep.Percentage, ReleaseStep.Shadow, 0, "invalid_step")]
    [InlineData(ReleaseStep.Full, ReleaseStep.Full, 0, "invalid_step")]
    [InlineData(ReleaseStep.Full, ReleaseStep.Stopped, 0, "invalid_step")]
    [InlineData(ReleaseStep.Stopped, ReleaseStep.Shadow, 0, "release_stopped")]
    [InlineData(ReleaseStep.Percentage, ReleaseStep.Percentage, 20, "percent_not_raised")]
    [InlineData(ReleaseStep.Percentage, ReleaseStep.Percentage, 10, "percent_not_raised")]
    [InlineData(ReleaseStep.Shadow, ReleaseStep.Percentage, 0, "invalid_field")]
    [InlineData(ReleaseStep.Shadow, ReleaseStep.Percentage, 100, "invalid_field")]
    [InlineData(ReleaseStep.Shadow, ReleaseStep.Percentage, double.NaN, "invalid_field")]
    public async Task Steps_that_are_no_way_forward_are_refused(ReleaseStep from, ReleaseStep to, double percent, string code)
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", from, from == ReleaseStep.Percentage ? 20 : 0);

        (await AdvanceAsync(world, "r1", to, percent)).Refusal!.Code.Code.ShouldBe(code);
        world.State.Latest(Release.Kind, "r1")!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_skipped_ramp_is_let_through_when_two_people_in_two_roles_have_signed()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Draft);
        await world.Ledger.WriteAsync(World.Product, "ramp.r1", new GateOverride { Gate = "ramp", Subject = "r1", Codes = ["ramp_skipped"], Signatures = [new("a", Role.ProductManager, World.Start, "x"), new("b", Role.Engineer, World.Start, "y")] });

        (await AdvanceAsync(world, "r1", ReleaseStep.Full)).Value.Body.Step.ShouldBe(ReleaseStep.Full);
    }

    [Fact, Trait("Requirement", "P12")]
    public async Task A_planned_hold_is_waited_for_and_a_percentage_between_two_steps_is_held_as_the_lower_one()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Shadow, change: release => release with { Ramp = [new(5, 24), new(25, 48)] });
        (await AdvanceAsync(world, "r1", ReleaseStep.Percentage, 10)).IsGood.ShouldBeTrue();

        world.Clock.Add(TimeSpan.FromHours(23));
        var early = (await AdvanceAsync(world, "r1", ReleaseStep.Percentage, 25)).Refusal!;
        world.Clock.Add(TimeSpan.FromHours(1));

        early.Code.Code.ShouldBe("hold_not_over");
        early.Findings!.Single().Sentence.ShouldContain("10 % for 23 of the 24 hours");
        (await AdvanceAsync(world, "r1", ReleaseStep.Percentage, 25)).IsGood.ShouldBeTrue();
        (await AdvanceAsync(world, "r1", ReleaseStep.Full)).Refusal!.Code.Code.ShouldBe("hold_not_over");
        world.Clock.Add(TimeSpan.FromHours(48));
        (await AdvanceAsync(world, "r1", ReleaseStep.Full)).IsGood.ShouldBeTrue();
    }

    [Fact]
    public async Task No_reason_no_step()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Draft);

        (await AdvanceAsync(world, "r1", ReleaseStep.Shadow, reason: " ")).Refusal!.Code.Code.ShouldBe("reason_required");
    }

    [Fact]
    public async Task A_retired_monitor_stops_the_ramp()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Shadow);
        await world.Ledger.WriteAsync(World.Product, "recall", World.RecallMonitor with { Retired = true });

        (await AdvanceAsync(world, "r1", ReleaseStep.Percentage, 10)).Refusal!.Code.Code.ShouldBe("no_monitor");
    }

    [Fact]
    public async Task Nothing_goes_further_on_a_contract_whose_review_date_has_passed()
    {
        var world = await World.ReadyAsync();
        await world.Ledger.WriteAsync(World.Product, "main", World.Contract with { ReviewDate = World.Start.AddDays(-1) });
        await world.ReleaseAsync("r1", ReleaseStep.Draft);

        (await AdvanceAsync(world, "r1", ReleaseStep.Shadow)).Refusal!.Code.Code.ShouldBe("contract_expired");
    }

    [Fact]
    public async Task Only_one_ramp_runs_at_a_time_but_a_second_release_may_score_in_shadow()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Percentage, 10);
        await world.ReleaseAsync("r2", ReleaseStep.Draft);

        (await AdvanceAsync(world, "r2", ReleaseStep.Shadow)).IsGood.ShouldBeTrue();
        (await AdvanceAsync(world, "r2", ReleaseStep.Percentage, 10)).Refusal!.Code.Code.ShouldBe("challenger_running");
    }

    [Fact]
    public async Task Going_to_everybody_stops_the_release_before_in_the_same_commit()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Full);
        await world.ReleaseAsync("r2", ReleaseStep.Percentage, 50);

        await AdvanceAsync(world, "r2", ReleaseStep.Full);

        world.State.Entries.TakeLast(2).Select(entry => entry.Id).ShouldBe(["r2", "r1"]);
        world.State.Find<Release>("r1")!.Body.ShouldSatisfyAllConditions(old => old.Step.ShouldBe(ReleaseStep.Stopped), old => old.SupersededBy.ShouldBe("r2"));
        world.State.Find<Release>("r2")!.Body.Champion.ShouldBe("r1");
    }

    [Fact]
    public async Task The_kill_switch_brings_back_what_was_replaced()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Full);
        await world.ReleaseAsync("r2", ReleaseStep.Percentage, 50);
        await AdvanceAsync(world, "r2", ReleaseStep.Full);

        (await StopRelease.Handle(World.Product, "r2", new StopRequest { Reason = "it hurts" }, world.Ledger.Desk(), CancellationToken.None)).Value.Body.Step.ShouldBe(ReleaseStep.Stopped);

        world.State.Find<Release>("r1")!.Body.Step.ShouldBe(ReleaseStep.Full);
    }

    [Fact]
    public async Task The_kill_switch_does_not_bring_back_what_a_person_switched_off()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Stopped);
        await world.ReleaseAsync("r2", ReleaseStep.Full, change: release => release with { Champion = "r1" });

        await StopRelease.Handle(World.Product, "r2", new StopRequest { Reason = "it hurts" }, world.Ledger.Desk(), CancellationToken.None);

        world.State.Find<Release>("r1")!.Body.Step.ShouldBe(ReleaseStep.Stopped);
        world.State.Find<Release>("r2")!.Body.Step.ShouldBe(ReleaseStep.Stopped);
    }

    [Theory]
    [InlineData("r1", "", "reason_required")]
    [InlineData("r9", "x", "unknown_document")]
    [InlineData("r2", "x", "release_stopped")]
    public async Task Stopping_is_refused_without_a_reason_or_a_running_release(string id, string reason, string code)
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Full);
        await world.ReleaseAsync("r2", ReleaseStep.Stopped);

        (await StopRelease.Handle(World.Product, id, new StopRequest { Reason = reason }, world.Ledger.Desk(), CancellationToken.None)).Refusal!.Code.Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_repeated_request_is_answered_again_and_not_refused()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Draft);
        await AdvanceAsync(world, "r1", ReleaseStep.Shadow, key: "k");

        (await AdvanceAsync(world, "r1", ReleaseStep.Shadow, key: "k")).Value.Version.ShouldBe(2);
        world.State.Latest(Release.Kind, "r1")!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Draft);
        await world.ReleaseAsync("r1", ReleaseStep.Draft);

        (await AdvanceAsync(world, "r1", ReleaseStep.Shadow, version: 1)).Refusal!.Code.Code.ShouldBe("stale_version");
    }

    [Fact]
    public async Task A_release_whose_model_cannot_be_read_never_meets_a_user()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Draft, change: release => release with { Blob = "lost" });

        (await AdvanceAsync(world, "r1", ReleaseStep.Shadow)).Refusal!.Code.Code.ShouldBe("model_unavailable");
    }

    private static async Task<Answer<Document<Release>>> AdvanceAsync(World world, string id, ReleaseStep to, double percent = 0, string reason = "because", string key = "", int? version = null)
    {
        using var shelf = new ModelShelf(new MemoryBlobs { Content = { ["model-1"] = [1] } }, new ToyPackages(), world.Clock, NullLogger<ModelShelf>.Instance);
        IGateRule[] rules = [.. CreateReleaseTests.Rules, new ContractIsCurrent(world.Clock), new HoldIsOver(world.Clock)];
        return await AdvanceRelease.Handle(World.Product, id, new AdvanceRequest { To = to, Percent = percent, Reason = reason }, world.Ledger.Desk(key: key, version: version), new GateKeeper(rules), shelf, CancellationToken.None);
    }
}
