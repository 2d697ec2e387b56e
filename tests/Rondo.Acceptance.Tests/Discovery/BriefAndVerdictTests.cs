using System.Net.Http.Json;
using System.Text.Json;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Discovery;

/// <summary>Should this be ML at all? The problem first, then a verdict of plausibility.</summary>
public sealed class BriefAndVerdictTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "D1")]
    public async Task Nobody_trains_before_the_verdict_is_ml()
    {
        var team = await rondo.NewTeamAsync("no-verdict");
        await team.PromiseAsync();
        await team.ImportAsync("customers", Files.Learnable(400));
        var ask = new StartRunRequest { Dataset = "customers", Learners = ["majority"], Split = "fifth" };

        (await team.RefusedAsync("ml_verdict_missing", () => team.Scientist.StartRunAsync(team.Product, ask))).Status.ShouldBe(409);

        await team.DiscoverAsync();
        (await team.Manager.DecideVerdictAsync(team.Product, new Verdict { Choice = VerdictChoice.Rules, Reason = "One rule does it." })).Must();
        await team.RefusedAsync("verdict_not_ml", () => team.Scientist.StartRunAsync(team.Product, ask));

        (await team.Manager.DecideVerdictAsync(team.Product, Steps.Ml)).Must();
        (await team.Scientist.StartRunAsync(team.Product, ask)).Must();
    }

    [Theory, Trait("Requirement", "D1")]
    [InlineData(VerdictChoice.Rules)]
    [InlineData(VerdictChoice.Manual)]
    [InlineData(VerdictChoice.NotYet)]
    public async Task Every_other_verdict_needs_a_reason_and_no_risks(VerdictChoice choice)
    {
        var team = await rondo.NewTeamAsync($"verdict-{WireWords.Write(choice).Replace('_', '-')}");

        await team.RefusedAsync("reason_required", () => team.Manager.DecideVerdictAsync(team.Product, new Verdict { Choice = choice }));
        (await team.Manager.DecideVerdictAsync(team.Product, new Verdict { Choice = choice, Reason = "Ten cases a month." })).Must().Body.Choice.ShouldBe(choice);
    }

    [Fact, Trait("Requirement", "D2")]
    public async Task Half_a_problem_is_none_and_every_missing_field_is_named()
    {
        var team = await rondo.NewTeamAsync("half-a-problem");

        (await team.RefusedAsync("missing_field", () => team.Manager.SaveBriefAsync(team.Product, new Brief { Who = "Agents" })))
            .Fields.ShouldBe(["pain", "cost_today", "desired_outcome"]);
        foreach (var (brief, field) in new[]
        {
            (Steps.Brief with { Who = " " }, "who"), (Steps.Brief with { Pain = "" }, "pain"),
            (Steps.Brief with { CostToday = "" }, "cost_today"), (Steps.Brief with { DesiredOutcome = "" }, "desired_outcome"),
        })
        {
            var problem = await team.RefusedAsync("missing_field", () => team.Manager.SaveBriefAsync(team.Product, brief));
            problem.Fields.ShouldBe([field]);
            problem.Status.ShouldBe(409);
        }

        await team.JudgeAllAsync();
        await team.RefusedAsync("no_brief", () => team.Manager.DecideVerdictAsync(team.Product, Steps.Ml));
        await team.WriteBriefAsync();
        (await team.Manager.DecideVerdictAsync(team.Product, Steps.Ml)).Must();
    }

    [Fact, Trait("Requirement", "D17")]
    public async Task Discovery_says_plausible_and_never_approved()
    {
        var api = await rondo.Server.Http.GetFromJsonAsync<JsonElement>("openapi/v1.json");
        var enums = Strings(api, insideEnum: false).ToList();

        enums.ShouldContain("plausible");
        enums.ShouldContain("dead_end");
        enums.ShouldNotContain(word => word.Contains("approv", StringComparison.OrdinalIgnoreCase));

        var team = await rondo.NewTeamAsync("plausible-only");
        await team.WriteBriefAsync();
        await team.JudgeAllAsync();
        (await team.Viewer.GetDiscoveryAsync(team.Product)).Must().Overall.ShouldBe(Plausibility.Plausible);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/products/{team.Product}/verdict") { Content = JsonContent.Create(new { choice = "approved", reason = "Go." }) };
        request.Headers.Add("Rondo-Actor", "product-manager");
        using var answer = await rondo.Server.Http.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadFromJsonAsync<Problem>(RondoJson.Options))!.Code.ShouldBe("malformed_request");
    }

    private static IEnumerable<string> Strings(JsonElement element, bool insideEnum) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value, property.Name == "enum")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, insideEnum)),
        JsonValueKind.String when insideEnum => [element.GetString()!],
        _ => [],
    };
}
