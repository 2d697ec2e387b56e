using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Deployment.Models;
using Rondo.Deployment.Routing;
using Rondo.Deployment.Tests.Models;
using Rondo.Kernel;

namespace Rondo.Deployment.Tests.Decisions;

public sealed class DecisionDeskTests : IAsyncDisposable
{
    private readonly ToyPackages _packages = new();
    private readonly MemoryBlobs _blobs = new() { Content = { ["model-1"] = [1], ["broken"] = [] } };
    private ModelShelf? _shelf;
    private readonly DecisionMeter _meter = new();
    private readonly DecisionOptions _options = new();
    private ShadowLane? _lane;
    private LossBook? _losses;

    [Fact]
    public async Task An_answer_is_durable_before_it_is_given()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));

        var answer = await AskAsync(world, desk, "{\"risk\":0.9}");

        (answer.Decision, answer.Action, answer.Release, answer.Variant).ShouldBe(("Yes", "call", "r1", "champion"));
        answer.Score!.Value.ShouldBe(0.9, 1e-12);
        var fact = world.Facts.Of("prediction").ShouldHaveSingleItem();
        (fact.Id, fact.Value, fact.Label, fact.Entity, fact.Release, fact.Arm).ShouldBe((answer.PredictionId, answer.Score, "Yes", "c1", "r1", "champion"));
        PredictionFacts.Read(fact).Features!.Value.GetProperty("risk").GetDouble().ShouldBe(0.9);
        PredictionFacts.Answer(fact).ShouldBe(answer);
    }

    [Theory]
    [InlineData("{}", "missing_feature")]
    [InlineData("{\"risk\":\"much\"}", "wrong_type")]
    [InlineData("{\"risk\":7}", "out_of_range")]
    [InlineData("{\"risk\":-1}", "model_unavailable")]
    public async Task Whatever_keeps_the_model_from_answering_leads_to_the_fallback(string features, string code)
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));

        var answer = await AskAsync(world, desk, features);

        (answer.Source, answer.ReasonCode, answer.Decision).ShouldBe((DecisionSource.Fallback, code, "No"));
        world.Facts.Of("prediction").ShouldHaveSingleItem().Value.ShouldBeNull();
    }

    [Fact]
    public async Task An_empty_value_is_what_training_met_too()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));

        (await AskAsync(world, desk, "{\"risk\":null}")).Source.ShouldBe(DecisionSource.Model);
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("lost")]
    public async Task A_killed_model_is_no_error_to_the_user(string blob)
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full, change: release => release with { Blob = blob }));

        var answer = await AskAsync(world, desk, "{\"risk\":0.9}");

        (answer.Source, answer.ReasonCode).ShouldBe((DecisionSource.Fallback, "model_unavailable"));
    }

    [Fact]
    public async Task A_slow_model_is_not_waited_for()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full, change: release => release with { LatencyBudgetMs = 20 }));
        _packages.ScoreGate.Reset();

        var answer = await AskAsync(world, desk, "{\"risk\":0.9}");
        _packages.ScoreGate.Set();

        (answer.Source, answer.ReasonCode).ShouldBe((DecisionSource.Fallback, "deadline"));
    }

    [Fact]
    public async Task The_same_request_id_gets_the_same_answer_even_from_another_model()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));
        var first = await AskAsync(world, desk, "{\"risk\":0.9}", requestId: "order-7");
        await world.ReleaseAsync("r1", ReleaseStep.Stopped);

        (await AskAsync(world, desk, "{\"risk\":0.1}", requestId: "order-7")).ShouldBe(first);
        world.Facts.Of("prediction").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_id_is_not_shared_by_two_entities()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));
        await AskAsync(world, desk, "{\"risk\":0.9}", requestId: "order-7");

        (await TryAsync(world, desk, Request("{\"risk\":0.9}", "c2", "order-7"))).Refusal!.Code.Code.ShouldBe("request_id_reused");
    }

    [Fact]
    public async Task A_repeat_within_a_batch_is_recognised()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));

        var answers = (await TryAsync(world, desk, Request("{\"risk\":0.9}", "c1", "x"), Request("{\"risk\":0.2}", "c1", "x"), Request("{\"risk\":0.2}", "c2", "y"))).Value;

        answers[1].ShouldBe(answers[0]);
        answers[2].Decision.ShouldBe("No");
        world.Facts.Of("prediction").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_case_inside_the_band_waits_for_a_person()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));

        var answer = await AskAsync(world, desk, "{\"risk\":0.42}");

        answer.Source.ShouldBe(DecisionSource.Human);
        var review = world.Facts.Of("review").ShouldHaveSingleItem();
        (review.Subject, review.Label, review.Value).ShouldBe((answer.PredictionId, "unsure", answer.Score));
    }

    [Theory]
    [InlineData("", "{\"risk\":1}", "missing_field")]
    [InlineData("c1", "[1]", "invalid_field")]
    [InlineData("c1", "null", "missing_field")]
    [InlineData("c1", "\"text\"", "invalid_field")]
    public async Task A_request_that_is_none_is_refused_and_leaves_nothing(string entity, string features, string code)
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));

        (await TryAsync(world, desk, Request("{\"risk\":0.1}", "good"), Request(features, entity))).Refusal!.Code.Code.ShouldBe(code);
        world.Facts.Of("prediction").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shadow_scores_every_request_and_the_user_does_not_notice()
    {
        var (world, desk) = await DeskAsync(async world =>
        {
            await world.ReleaseAsync("r1", ReleaseStep.Full);
            await world.ReleaseAsync("r2", ReleaseStep.Shadow, change: release => release with { Threshold = 0.95, Abstain = new AbstainBand(0, 0, "") });
        });

        var answers = (await TryAsync(world, desk, [.. Enumerable.Range(0, 40).Select(i => Request("{\"risk\":0.9}", $"c{i}"))])).Value;
        await _lane!.SettleAsync(TimeSpan.FromSeconds(10), CancellationToken.None);

        answers.ShouldAllBe(answer => answer.Decision == "Yes" && answer.Release == "r1");
        var shadows = world.Facts.Of("shadow");
        shadows.Select(shadow => shadow.Subject).ShouldBe(answers.Select(answer => answer.PredictionId), ignoreOrder: true);
        shadows.ShouldAllBe(shadow => shadow.Label == "No" && shadow.Arm == "shadow" && shadow.Release == "r2" && PredictionFacts.Read(shadow).Answered == "Yes");
        _lane.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task Reasons_are_given_when_asked_for_and_speak_of_correlation()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));

        var reasons = (await TryAsync(world, desk, Request("{\"risk\":0.9,\"age\":\"old\"}", "c1") with { Reasons = true })).Value[0].Reasons!;

        reasons.Select(reason => reason.Words).ShouldBe(["age = old is correlated with Churn = No (-1.2)", "risk = 0.9 is correlated with Churn = Yes (+0.84)", "tenure is correlated with Churn = Yes (+0.1)"]);
    }

    [Fact]
    public async Task A_ramp_splits_entities_for_good_and_says_so_in_every_fact()
    {
        var (world, desk) = await DeskAsync(async world =>
        {
            await world.ReleaseAsync("r1", ReleaseStep.Full);
            await world.ReleaseAsync("r2", ReleaseStep.Percentage, 30);
        });
        var requests = Enumerable.Range(0, 300).Select(i => Request("{\"risk\":0.9}", $"c{i}")).ToArray();

        var first = (await TryAsync(world, desk, requests)).Value;
        var second = (await TryAsync(world, desk, requests)).Value;

        second.Select(answer => answer.Variant).ShouldBe(first.Select(answer => answer.Variant));
        first.Count(answer => answer is { Variant: "challenger", Release: "r2" }).ShouldBeInRange(60, 120);
        world.Facts.Of("prediction").Select(PredictionFacts.Read).ShouldAllBe(record => record.Split == "r2" && record.SplitPercent == 30);
    }

    [Fact]
    public async Task A_prompt_model_is_asked_in_place_and_answers_the_same()
    {
        _packages.Prompt = true;
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));
        var loading = await AskAsync(world, desk, "{\"risk\":0.9}");

        var asked = desk.AnswerAsync(world.State, [Request("{\"risk\":0.9}", "c2")], CancellationToken.None);

        asked.IsCompleted.ShouldBeTrue("nothing on the way needs another thread");
        var answer = (await asked).Value[0];
        (answer.Source, answer.Score).ShouldBe((DecisionSource.Model, loading.Score));
        (await AskAsync(world, desk, "{\"risk\":-1}")).ReasonCode.ShouldBe("model_unavailable");
    }

    [Theory, Trait("Requirement", "P9")]
    [InlineData("{\"risk\":0.9}", "", "Yes")]
    [InlineData("{\"risk\":0.1}", "Yes", "No")]
    [InlineData("{}", "No", "No")]
    [InlineData("{}", "", "review")]
    [InlineData("{}", null, "review")]
    public async Task When_the_model_fails_the_release_before_it_answers(string features, string? decision, string expected)
    {
        var (world, desk) = await DeskAsync(async world =>
        {
            await world.ReleaseAsync("r1", ReleaseStep.Stopped);
            await world.ReleaseAsync("r2", ReleaseStep.Full, change: release => release with { Blob = "broken", Champion = "r1", Fallback = new Fallback(FallbackKind.Previous, decision!, "The one before answers.") });
        });

        var answer = await AskAsync(world, desk, features);

        (answer.Source, answer.ReasonCode, answer.Release, answer.Decision).ShouldBe((DecisionSource.Fallback, "model_unavailable", "r2", expected));
        answer.Score.ShouldBeNull("the score of another release must not count as this one's");
        world.Facts.Of("prediction").ShouldHaveSingleItem().Value.ShouldBeNull();
        answer.Message.ShouldBe("The one before answers.");
    }

    [Fact, Trait("Requirement", "P9")]
    public async Task A_model_that_keeps_failing_is_left_alone_for_a_while_and_then_asked_again()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));
        for (var failure = 0; failure < Breaker.Trips; failure++)
        {
            (await AskAsync(world, desk, "{\"risk\":-1}")).ReasonCode.ShouldBe("model_unavailable");
        }

        var spared = await AskAsync(world, desk, "{\"risk\":0.9}");
        world.Clock.Add(Breaker.Pause);
        var asked = await AskAsync(world, desk, "{\"risk\":0.9}");

        (spared.Source, spared.ReasonCode).ShouldBe((DecisionSource.Fallback, "circuit_open"));
        asked.Source.ShouldBe(DecisionSource.Model);
        (await AskAsync(world, desk, "{\"risk\":0.8}")).Source.ShouldBe(DecisionSource.Model);
    }

    [Fact]
    public async Task Callers_who_come_while_the_model_is_being_loaded_do_not_open_the_circuit()
    {
        _packages.Gate.Reset();
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full, change: release => release with { LatencyBudgetMs = 20 }));
        for (var caller = 0; caller <= Breaker.Trips; caller++)
        {
            (await AskAsync(world, desk, "{\"risk\":0.9}")).ReasonCode.ShouldBe("deadline");
        }

        _packages.Gate.Set();
        using (await _shelf!.RentAsync("model-1", CancellationToken.None))
        {
        }

        (await AskAsync(world, desk, "{\"risk\":0.9}")).Source.ShouldBe(DecisionSource.Model);
    }

    [Fact]
    public async Task Reasons_that_come_too_late_neither_keep_the_answer_back_nor_count_against_the_model()
    {
        _packages.Prompt = true;
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full, change: release => release with { LatencyBudgetMs = 20 }));
        using (await _shelf!.RentAsync("model-1", CancellationToken.None))
        {
        }

        _packages.ExplainGate.Reset();
        for (var caller = 0; caller <= Breaker.Trips; caller++)
        {
            var late = (await TryAsync(world, desk, Request("{\"risk\":0.9}", $"c{caller}") with { Reasons = true })).Value[0];
            (late.Source, late.Decision, late.Reasons).ShouldBe((DecisionSource.Model, "Yes", null));
        }

        _packages.ExplainGate.Set();
        (await TryAsync(world, desk, Request("{\"risk\":0.9}") with { Reasons = true })).Value[0].Source.ShouldBe(DecisionSource.Model);
    }

    [Fact]
    public async Task From_the_holdout_the_model_is_kept_for_good()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full, change: release => release with { Holdout = 20 }));
        var requests = Enumerable.Range(0, 1000).Select(i => Request("{\"risk\":0.9}", $"c{i}")).ToArray();

        var first = (await TryAsync(world, desk, requests)).Value;
        var second = (await TryAsync(world, desk, requests)).Value;

        second.Select(answer => answer.Variant).ShouldBe(first.Select(answer => answer.Variant));
        var held = first.Where(answer => answer.Variant == "holdout").ToList();
        held.Count.ShouldBeInRange(150, 250);
        held.ShouldAllBe(answer => answer.Source == DecisionSource.Fallback && answer.ReasonCode == "holdout" && answer.Decision == "No" && answer.Score == null && answer.Release == "r1");
        first.Except(held).ShouldAllBe(answer => answer.Source == DecisionSource.Model);
    }

    [Fact]
    public async Task A_decision_that_cannot_be_kept_is_not_given()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));
        world.Facts.Failure = new IOException("No space left on device");

        var refusal = (await TryAsync(world, desk, Request("{\"risk\":0.9}"))).Refusal!;

        (refusal.Code.Code, refusal.Code.Status).ShouldBe(("not_stored", 503));
        refusal.Detail.ShouldNotContain("device", customMessage: "what the disk said is for the log");
        world.Facts.Failure = null;
        (await AskAsync(world, desk, "{\"risk\":0.9}")).Lost.ShouldBeNull();
    }

    [Fact]
    public async Task Where_the_policy_says_so_it_is_given_and_says_that_it_is_kept_nowhere()
    {
        _options.DegradeOnLoss = true;
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));
        world.Facts.Failure = new IOException("No space left on device");

        var answer = await AskAsync(world, desk, "{\"risk\":0.9}");

        (answer.Decision, answer.Lost).ShouldBe(("Yes", true));
        world.Facts.Of("prediction").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_lost_becomes_one_incident_that_grows_while_it_is_open()
    {
        var (world, desk) = await DeskAsync(world => world.ReleaseAsync("r1", ReleaseStep.Full));
        world.Facts.Failure = new IOException("No space left on device");
        for (var i = 0; i < 3; i++)
        {
            (await TryAsync(world, desk, Request("{\"risk\":0.9}"))).IsGood.ShouldBeFalse();
        }

        var incident = await TellAsync(world);
        incident.Sentence.ShouldStartWith("3 decisions could not be kept between ");
        (incident.Monitor, incident.Release, incident.Priority, incident.Owner).ShouldBe((LossBook.Monitor, "r1", AlertPriority.Page, "engineer"));

        _options.DegradeOnLoss = true;
        (await AskAsync(world, desk, "{\"risk\":0.9}")).Lost.ShouldBe(true);
        var grown = await TellAsync(world);
        grown.Point.Value.N.ShouldBe(4);
        grown.Sentence.ShouldContain("nobody will learn");
    }

    private async Task<Incident> TellAsync(World world)
    {
        await _losses!.TellAllAsync();
        return world.State.All<Incident>().Single().Body;
    }

    public async ValueTask DisposeAsync()
    {
        if (_losses is not null)
        {
            await _losses.DisposeAsync();
        }

        if (_lane is not null)
        {
            await _lane.DisposeAsync();
        }

        _shelf?.Dispose();
        _meter.Dispose();
    }

    private static DecisionRequest Request(string features, string entity = "c1", string requestId = "") =>
        new() { Entity = entity, RequestId = requestId, Features = JsonDocument.Parse(features).RootElement };

    private static async Task<DecisionAnswer> AskAsync(World world, DecisionDesk desk, string features, string requestId = "") =>
        (await TryAsync(world, desk, Request(features, "c1", requestId))).Value[0];

    private static async Task<Answer<IReadOnlyList<DecisionAnswer>>> TryAsync(World world, DecisionDesk desk, params DecisionRequest[] requests) =>
        await desk.AnswerAsync(world.State, requests, CancellationToken.None);

    private async Task<(World World, DecisionDesk Desk)> DeskAsync(Func<World, Task> releases)
    {
        var world = await World.ReadyAsync();
        await releases(world);
        _shelf = new ModelShelf(_blobs, _packages, world.Clock, NullLogger<ModelShelf>.Instance);
        var scorer = new Scorer(_shelf, new Breaker(world.Clock), world.Clock, NullLogger<Scorer>.Instance);
        _lane = new ShadowLane(scorer, world.Facts, _meter, world.Clock, NullLogger<ShadowLane>.Instance);
        return (world, new DecisionDesk(new Router(), scorer, world.Facts, _lane, _meter, _losses = new LossBook(world.Ledger, _meter, world.Clock, NullLogger<LossBook>.Instance), new CountingIds(), Options.Create(_options), world.Clock, NullLogger<DecisionDesk>.Instance));
    }
}
