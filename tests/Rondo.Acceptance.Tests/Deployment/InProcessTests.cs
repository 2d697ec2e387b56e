using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Rondo.Acceptance.House;
using Rondo.Client;
using Rondo.Client.InProcess;
using Rondo.Contracts;

namespace Rondo.Acceptance.Deployment;

/// <summary>An application that decides by itself decides as the server does, loses nothing, and goes on without it.</summary>
public sealed class InProcessTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rondo-in-process-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory, Trait("Requirement", "P3")]
    [InlineData("lightgbm")]
    [InlineData("logistic")]
    [InlineData("gam")]
    public async Task A_thousand_rows_get_the_scores_arms_and_actions_that_the_server_gives(string learner)
    {
        await using var server = await StartAsync();
        var team = await Team.OnAsync(server, "alike");
        await team.ReachReleaseAsync(release => release with { Abstain = new AbstainBand(0.45, 0.55, "A person looks."), Holdout = 5 }, learner);
        await team.AdvanceAsync("release-1", ReleaseStep.Shadow);
        await team.AdvanceAsync("release-1", ReleaseStep.Percentage, 60);
        await using var rondo = await OpenAsync(server, "alike");
        var random = new Random(11);
        var asked = Enumerable.Range(0, 1_000).Select(i => Odd(Steps.Request($"E{i}", Files.Customer(random, i)), i)).ToList();
        var there = (await team.Engineer.DecideManyAsync("alike", asked)).Must();
        for (var i = 0; i < asked.Count; i++)
        {
            var here = rondo.Decide(asked[i]);
            (here with { PredictionId = "", Score = null, Reasons = null }).ShouldBe(there[i] with { PredictionId = "", Score = null, Reasons = null }, $"row {i}");
            (here.Score is null).ShouldBe(there[i].Score is null);
            Math.Abs((here.Score ?? 0) - (there[i].Score ?? 0)).ShouldBeLessThan(1e-6);
            here.Reasons.ShouldBe(there[i].Reasons);
        }

        there.Select(answer => answer.Variant).Distinct().ShouldBe([Arms.Challenger, Arms.Holdout, Arms.Fallback], ignoreOrder: true);
        there.ShouldContain(answer => answer.ReasonCode == "missing_feature");
        there.ShouldContain(answer => answer.Reasons != null);
    }

    [Fact]
    public async Task What_was_decided_reaches_the_server_once_with_its_outcomes_and_shadows()
    {
        await using var server = await StartAsync();
        var team = await Team.OnAsync(server, "journal");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var evaluation = (await team.Viewer.GetEvaluationsAsync("journal")).Must()[0];
        (await team.Engineer.CreateReleaseAsync("journal", "release-2", Steps.ReleaseOf(evaluation, "inputs") with { Threshold = 0.9 })).Must();
        await team.AdvanceAsync("release-2", ReleaseStep.Shadow);
        await using (var rondo = await OpenAsync(server, "journal"))
        {
            var random = new Random(12);
            for (var i = 0; i < 500; i++)
            {
                var row = Files.Customer(random, i);
                var answer = rondo.Decide(Steps.Request($"E{i}", row) with { RequestId = $"r{i}" });
                rondo.SendOutcome(new OutcomeRequest { PredictionId = answer.PredictionId, Outcome = (string)row["left"] }).ShouldBeTrue();
            }

            rondo.Decide(Steps.Request("E0", Files.Customer(new Random(12), 0)) with { RequestId = "r0" }).PredictionId.ShouldNotBeEmpty();
            rondo.SendOutcome(new OutcomeRequest { PredictionId = "pred_of_nobody", Outcome = "Yes" }).ShouldBeTrue();
            await rondo.SendAsync(TestContext.Current.CancellationToken);
            rondo.State.ShouldSatisfyAllConditions(state => state.Problem.ShouldBeNull(), state => state.WaitingBytes.ShouldBe(0), state => state.Lost.ShouldBe(0));

            // A repeat of the same request differs in its time, so the first answer stands; and nobody made that prediction.
            rondo.State.Sent.ShouldBe(1_000);
            rondo.State.Refused.ShouldBe(2);
        }

        (await File.ReadAllLinesAsync(Path.Combine(_folder, "refused.jsonl"), TestContext.Current.CancellationToken)).Length.ShouldBe(2);
        (await team.Viewer.GetTrafficAsync("journal", "release-1")).Must().Decisions.ShouldBe(500);
        (await Eventually.UntilAsync(async () => (await team.Viewer.GetTrafficAsync("journal", "release-2")).Must(), seen => seen.ShadowDisagreement is { N: 500 })).Disagreements.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task It_goes_on_while_the_server_is_away_and_follows_a_kill_switch_when_it_is_back()
    {
        var server = await StartAsync();
        var team = await Team.OnAsync(server, "away");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        await using (var rondo = await OpenAsync(server, "away"))
        {
            rondo.Decide(Steps.Request("E1", Files.Customer(new Random(1), 1))).Source.ShouldBe(DecisionSource.Model);
        }

        var address = server.Address;
        await server.StopAsync();
        await using (var rondo = await OpenAsync(server, "away", address))
        {
            rondo.State.Problem.ShouldNotBeNull();
            rondo.Decide(Steps.Request("E2", Files.Customer(new Random(2), 2))).Source.ShouldBe(DecisionSource.Model);
        }

        Directory.GetFiles(Path.Combine(_folder, "journal")).ShouldNotBeEmpty();
        server = await RunningRondo.StartAsync(server.Folder, TimeProvider.System.GetUtcNow());
        team = Team.Of(server, "away");
        await using (var rondo = await OpenAsync(server, "away"))
        {
            await rondo.SendAsync(TestContext.Current.CancellationToken);
            (await team.Viewer.GetTrafficAsync("away", "release-1")).Must().Decisions.ShouldBe(2);
            (await team.Engineer.StopReleaseAsync("away", "release-1", new StopRequest { Reason = "It calls the wrong people." })).Must();
            await rondo.RefreshAsync(TestContext.Current.CancellationToken);
            rondo.Decide(Steps.Request("E3", Files.Customer(new Random(3), 3))).ShouldSatisfyAllConditions(
                answer => answer.Source.ShouldBe(DecisionSource.Fallback),
                answer => answer.ReasonCode.ShouldBe("no_release"));
        }

        await server.DisposeAsync();
    }

    [Fact]
    public async Task It_sends_and_follows_by_itself_while_it_runs()
    {
        await using var server = await StartAsync();
        var team = await Team.OnAsync(server, "by-itself");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        var soon = TimeSpan.FromMilliseconds(50);
        await using var rondo = await RondoInProcess.OpenAsync(new RondoClient(http), "by-itself", new InProcessOptions { Folder = _folder, SendInterval = soon, RefreshInterval = soon }, TestContext.Current.CancellationToken);
        rondo.Decide(Steps.Request("E1", Files.Customer(new Random(1), 1))).Source.ShouldBe(DecisionSource.Model);
        (await Eventually.UntilAsync(async () => (await team.Viewer.GetTrafficAsync("by-itself", "release-1")).Must(), seen => seen.Decisions == 1)).Decisions.ShouldBe(1);
        (await team.Engineer.StopReleaseAsync("by-itself", "release-1", new StopRequest { Reason = "Seen enough." })).Must();
        var next = 2;
        (await Eventually.UntilAsync(() => Task.FromResult(rondo.Decide(Steps.Request($"E{next++}", Files.Customer(new Random(next), next)))), answer => answer.Source == DecisionSource.Fallback)).ReasonCode.ShouldBe("no_release");
    }

    [Fact]
    public async Task A_full_journal_costs_the_fact_and_never_the_answer()
    {
        await using var server = await StartAsync();
        var team = await Team.OnAsync(server, "full");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        await using var rondo = await RondoInProcess.OpenAsync(new RondoClient(http), "full", new InProcessOptions { Folder = _folder, MaxJournalBytes = 100, SendInterval = TimeSpan.FromHours(1), RefreshInterval = TimeSpan.FromHours(1) }, TestContext.Current.CancellationToken);
        var answer = rondo.Decide(Steps.Request("E1", Files.Customer(new Random(1), 1)));
        answer.Source.ShouldBe(DecisionSource.Model);
        answer.Lost.ShouldBe(true);
        rondo.State.Lost.ShouldBe(1);
        rondo.State.Problem.ShouldNotBeNull().ShouldContain("journal");
    }

    [Fact]
    public async Task Decisions_that_cannot_be_of_this_product_are_refused_one_by_one()
    {
        await using var server = await StartAsync();
        var team = await Team.OnAsync(server, "given");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var request = Steps.Request("E1", Files.Customer(new Random(1), 1));
        var answer = (await team.Engineer.DecideAsync("given", request)).Must();
        var good = new GivenDecision { Request = request, Answer = answer with { PredictionId = "pred_mine" }, Threshold = 0.5, At = TimeProvider.System.GetUtcNow() };
        List<GivenDecision> given =
        [
            good,
            good with { Answer = null },
            good with { Answer = good.Answer with { Release = "release-9" } },
            good with { Answer = good.Answer with { Score = 7 } },
            good with { At = good.At.AddHours(1) },
            good with { At = default },
            good with { Request = request with { RequestId = "mine" } },
            good with { Answer = good.Answer with { PredictionId = "" } },
            good with { SplitPercent = -1 },
            good with { Answer = good.Answer with { Decision = "other" } },
            good,
        ];
        var receipt = (await team.Engineer.SendGivenAsync("given", given)).Must();
        receipt.Stored.ShouldBe(1);
        receipt.Repeated.ShouldBe(1);
        receipt.Refused.Select(item => item.Index).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        receipt.Refused.ToList().ForEach(item => item.Problem.ShouldBeComplete());
        (await team.Engineer.SendGivenAsync("given", [])).MustRefuse("invalid_field");
    }

    [Fact]
    public async Task Every_decision_that_an_application_gave_survives_ten_kills_of_it_once()
    {
        await using var server = await StartAsync();
        var team = await Team.OnAsync(server, "killed-app");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var given = new List<string>();
        for (var kill = 0; kill < 10; kill++)
        {
            using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "InProcessSample"))
            {
                ArgumentList = { "--rondo", server.Address.ToString(), "--product", "killed-app", "--folder", _folder, "--urls", "http://127.0.0.1:0" },
                RedirectStandardOutput = true,
                WorkingDirectory = AppContext.BaseDirectory,
            })!;
            using var http = new HttpClient { BaseAddress = await Eventually.ListensAsync(process) };
            var killed = Task.Delay(new Random(kill).Next(300, 900), TestContext.Current.CancellationToken).ContinueWith(_ => process.Kill(), TaskScheduler.Default);
            var random = new Random(kill);
            try
            {
                while (true)
                {
                    var request = Steps.Request($"E{given.Count % 100}", Files.Customer(random, given.Count));
                    using var response = await http.PostAsJsonAsync("decide", request, RondoJson.Options, TestContext.Current.CancellationToken);
                    given.Add((await response.Content.ReadFromJsonAsync<DecisionAnswer>(RondoJson.Options, TestContext.Current.CancellationToken))!.PredictionId);
                }
            }
            catch (HttpRequestException)
            {
                await killed;
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using (var rondo = await OpenAsync(server, "killed-app"))
        {
            await rondo.SendAsync(TestContext.Current.CancellationToken);
            rondo.State.Problem.ShouldBeNull();
        }

        given.Count.ShouldBeGreaterThan(100);
        given.ShouldBeUnique();
        var outcomes = given.ConvertAll(id => new OutcomeRequest { PredictionId = id, Outcome = "No" });
        var known = 0;
        foreach (var batch in outcomes.Chunk(10_000))
        {
            known += (await team.Engineer.SendOutcomesAsync("killed-app", batch)).Must().Stored;
        }

        known.ShouldBe(given.Count);
        // One decision a kill may have been kept whose answer nobody read.
        (await team.Viewer.GetTrafficAsync("killed-app", "release-1")).Must().Decisions.ShouldBeInRange(given.Count, given.Count + 10);
    }

    private static Task<RunningRondo> StartAsync() => RunningRondo.StartAsync(now: TimeProvider.System.GetUtcNow());

    // Rows as they come in life: gaps, texts for numbers, categories nobody saw, columns that are not there, far values, reasons asked for.
    private static DecisionRequest Odd(DecisionRequest request, int i)
    {
        var row = request.Features.EnumerateObject().ToDictionary(cell => cell.Name, cell => (object?)cell.Value);
        switch (i % 10)
        {
            case 1:
                row["usage"] = null;
                break;
            case 2:
                row["usage"] = "0.25";
                break;
            case 3:
                row["plan"] = "lifetime";
                break;
            case 4:
                row.Remove("tickets");
                break;
            case 5:
                row["usage"] = 1e9;
                break;
            case 6:
                return request with { Reasons = true };
            default:
                return request;
        }

        return request with { Features = JsonSerializer.SerializeToElement(row) };
    }

    private async Task<RondoInProcess> OpenAsync(RunningRondo server, string product, Uri? address = null)
    {
        var client = new RondoClient(new HttpClient { BaseAddress = address ?? server.Address });
        return await RondoInProcess.OpenAsync(client, product, new InProcessOptions { Folder = _folder, SendInterval = TimeSpan.FromHours(1), RefreshInterval = TimeSpan.FromHours(1) }, TestContext.Current.CancellationToken);
    }
}
