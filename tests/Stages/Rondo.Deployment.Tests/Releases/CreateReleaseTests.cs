using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Rondo.Contracts;
using Rondo.Deployment.Models;
using Rondo.Deployment.Releases;
using Rondo.Deployment.Releases.Rules;
using Rondo.Deployment.Tests.Models;
using Rondo.Engines.Learning;
using Rondo.Kernel.Gates;

namespace Rondo.Deployment.Tests.Releases;

public sealed class CreateReleaseTests
{
    internal static readonly IGateRule[] Rules =
    [
        new EvaluationExists(), new SignedByTwoRoles(), new ActionMapExists(), new PromiseIsHeld(), new EvidenceIsPublished(), new EvidenceIsFresh(),
        new ReleaseIsMonitored(), new RampIsWalked(),
    ];

    [Fact]
    public async Task A_complete_release_becomes_a_draft_with_the_evaluations_model_and_threshold()
    {
        var world = await World.ReadyAsync();

        var made = await CreateAsync(world, World.Complete with { Step = ReleaseStep.Full, Percent = 80, Salt = "mine" });

        made.Value.Body.ShouldSatisfyAllConditions(
            release => release.Step.ShouldBe(ReleaseStep.Draft),
            release => release.Percent.ShouldBe(0),
            release => release.Blob.ShouldBe("model-1"),
            release => release.Threshold.ShouldBe(0.31),
            release => release.Salt.ShouldBe("salt_1"));
        made.Value.BasedOn.Select(basis => basis.Kind).ShouldBe(["evaluation", "evidence", "action_map", "contract", "monitor"]);
    }

    public static TheoryData<string, Release> Incomplete => new()
    {
        { "no_fallback", World.Complete with { Fallback = null } },
        { "no_fallback", World.Complete with { Holdout = 5, Fallback = new Fallback(FallbackKind.Previous, "", "") } },
        { "no_fallback", World.Complete with { Fallback = new Fallback(FallbackKind.None, "", "") } },
        { "no_fallback", World.Complete with { Fallback = new Fallback(FallbackKind.Default, " ", "") } },
        { "no_abstain_band", World.Complete with { Abstain = null } },
        { "no_abstain_band", World.Complete with { Abstain = new AbstainBand(0.3, 0.5, "") } },
        { "no_audience", World.Complete with { Audience = new Audience("everybody", "") } },
        { "no_surface", World.Complete with { Surface = new Surface("", "x", "y") } },
        { "no_owner", World.Complete with { Owner = " " } },
        { "no_monitor", World.Complete with { Monitors = [] } },
        { "no_monitor", World.Complete with { Monitors = ["recall", "unheard-of"] } },
        { "no_evaluation", World.Complete with { Evaluation = "" } },
        { "no_evaluation", World.Complete with { Evaluation = "e99" } },
        { "invalid_field", World.Complete with { Threshold = 1.2 } },
        { "invalid_field", World.Complete with { Threshold = double.NaN } },
        { "invalid_field", World.Complete with { Abstain = new AbstainBand(0.6, 0.5, "x") } },
        { "invalid_field", World.Complete with { LatencyBudgetMs = 0 } },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task What_is_missing_is_refused_by_its_own_code_and_nothing_is_written(string code, Release release)
    {
        var world = await World.ReadyAsync();

        var answer = await CreateAsync(world, release);

        answer.Refusal!.Code.Code.ShouldBe(code);
        world.State.OfKind(Release.Kind).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_that_is_missing_is_said_at_once()
    {
        var world = await World.ReadyAsync();
        await world.EvaluateAsync("e2", "model-2", verdict: PromiseVerdict.NotProven);

        var refusal = (await CreateAsync(world, new Release { Evaluation = "e2" })).Refusal!;

        refusal.Findings!.Select(finding => finding.Code).ShouldBe(["promise_not_held", "no_fallback", "no_abstain_band", "no_audience", "no_surface", "no_owner", "no_monitor"]);
        refusal.Code.Code.ShouldBe("promise_not_held");
    }

    [Fact]
    public async Task A_retired_monitor_watches_nothing()
    {
        var world = await World.ReadyAsync();
        await world.Ledger.WriteAsync(World.Product, "recall", World.RecallMonitor with { Retired = true });

        (await CreateAsync(world, World.Complete)).Refusal!.Code.Code.ShouldBe("no_monitor");
    }

    [Fact]
    public async Task One_signature_is_not_enough_and_a_signature_under_an_older_version_is_none()
    {
        var world = await World.ReadyAsync();
        var evaluation = world.State.Find<Evaluation>("e1")!;
        await world.Ledger.WriteAsync(World.Product, "e1", new SignOff { Evaluation = evaluation.Ref, Signatures = [new("pm", Role.ProductManager, World.Start, "ok")] });
        (await CreateAsync(world, World.Complete)).Refusal!.Code.Code.ShouldBe("not_signed_off");

        await world.EvaluateAsync("e1", "model-1");
        await world.Ledger.WriteAsync(World.Product, "e1", evaluation.Body, evaluation.Entry.BasedOn);
        (await CreateAsync(world, World.Complete)).Refusal!.Findings!.Select(finding => finding.Code).ShouldContain("not_signed_off");
    }

    [Fact]
    public async Task A_changed_contract_makes_the_evidence_stale()
    {
        var world = await World.ReadyAsync();
        await world.Ledger.WriteAsync(World.Product, "main", World.Contract with { Sentence = "Find 90 %" });

        var refusal = (await CreateAsync(world, World.Complete)).Refusal!;

        refusal.Code.Code.ShouldBe("stale_evidence");
        refusal.Detail.ShouldContain("contract/main@2");
    }

    [Fact]
    public async Task An_action_map_without_the_unsure_row_is_none()
    {
        var world = await World.ReadyAsync();
        await world.Ledger.WriteAsync(World.Product, "main", new ActionMap { Rows = [new("positive", "call", "x"), new("negative", "nothing", "x")] });

        (await CreateAsync(world, World.Complete)).Refusal!.Code.Code.ShouldBe("no_action_map");
    }

    [Fact]
    public async Task A_draft_may_be_written_again_and_keeps_its_salt_but_a_started_release_may_not()
    {
        var world = await World.ReadyAsync();
        await CreateAsync(world, World.Complete);
        (await CreateAsync(world, World.Complete with { Owner = "somebody else" })).Value.Body.Salt.ShouldBe("salt_1");
        await world.ReleaseAsync("r1", ReleaseStep.Shadow);

        (await CreateAsync(world, World.Complete)).Refusal!.Code.Code.ShouldBe("release_started");
    }

    [Fact, Trait("Requirement", "P21")]
    public async Task A_model_that_would_be_served_differently_from_where_it_was_made_is_refused()
    {
        var world = await World.ReadyAsync();
        var row = JsonSerializer.SerializeToElement(new { risk = 0.25 });
        (await CreateAsync(world, World.Complete, new ToyPackages { Probes = [new Probe(row, 0.25)] })).Refusal.ShouldBeNull();

        var refusal = (await CreateAsync(world, World.Complete, new ToyPackages { Probes = [new Probe(row, 0.25), new Probe(row, 0.250002)] })).Refusal!;

        refusal.Code.Code.ShouldBe("served_differently");
        refusal.Detail.ShouldContain("Row 2");
    }

    [Fact]
    public async Task A_package_that_cannot_be_read_is_not_released()
    {
        var world = await World.ReadyAsync();
        using var shelf = new ModelShelf(new MemoryBlobs(), new ToyPackages(), world.Clock, NullLogger<ModelShelf>.Instance);
        (await CreateRelease.Handle(World.Product, "r1", World.Complete, world.Ledger.Desk(), new GateKeeper(Rules), shelf, new CountingIds(), CancellationToken.None)).Refusal!.Code.Code.ShouldBe("model_unavailable");
    }

    [Fact]
    public async Task An_unknown_product_is_refused()
    {
        var world = await World.ReadyAsync();
        using var shelf = new ModelShelf(new MemoryBlobs(), new ToyPackages(), world.Clock, NullLogger<ModelShelf>.Instance);
        (await CreateRelease.Handle("nowhere", "r1", World.Complete, world.Ledger.Desk(), new GateKeeper(Rules), shelf, new CountingIds(), CancellationToken.None)).Refusal!.Code.Code.ShouldBe("unknown_product");
    }

    private static async Task<Kernel.Answer<Document<Release>>> CreateAsync(World world, Release release, ToyPackages? packages = null)
    {
        using var shelf = new ModelShelf(new MemoryBlobs { Content = { ["model-1"] = [1] } }, packages ?? new ToyPackages(), world.Clock, NullLogger<ModelShelf>.Instance);
        return await CreateRelease.Handle(World.Product, "r1", release, world.Ledger.Desk(), new GateKeeper(Rules), shelf, new CountingIds(), CancellationToken.None);
    }
}
