using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Discovery;

/// <summary>The five risks: each on evidence or a stated assumption, and data decides alone.</summary>
public sealed class RiskTests(SharedRondo rondo)
{
    [Theory]
    [InlineData(RiskName.Value), Trait("Requirement", "D3")]
    [InlineData(RiskName.Usability), Trait("Requirement", "D4")]
    [InlineData(RiskName.Feasibility), Trait("Requirement", "D5")]
    [InlineData(RiskName.Viability), Trait("Requirement", "D6")]
    [InlineData(RiskName.DataFeasibility), Trait("Requirement", "D7")]
    public async Task The_verdict_ml_waits_for_each_of_the_five_risks(RiskName missing)
    {
        var team = await rondo.NewTeamAsync($"risk-{missing.Id().Replace('_', '-')}");
        await team.WriteBriefAsync();
        foreach (var name in RiskNames.All.Where(name => name != missing))
        {
            await team.JudgeAsync(name, RiskScore.Green);
        }

        var problem = await team.RefusedAsync("risks_not_judged", () => team.Manager.DecideVerdictAsync(team.Product, Steps.Ml));
        problem.Status.ShouldBe(409);
        problem.Detail.ShouldContain($"1 of 5 risks is not judged: {missing.Id()}");

        await team.JudgeAsync(missing, RiskScore.Green);
        (await team.Manager.DecideVerdictAsync(team.Product, Steps.Ml)).Must().Body.Choice.ShouldBe(VerdictChoice.Ml);
    }

    [Theory]
    [InlineData(RiskName.Value), Trait("Requirement", "D3")]
    [InlineData(RiskName.Usability), Trait("Requirement", "D4")]
    [InlineData(RiskName.Feasibility), Trait("Requirement", "D5")]
    [InlineData(RiskName.Viability), Trait("Requirement", "D6")]
    [InlineData(RiskName.DataFeasibility), Trait("Requirement", "D7")]
    public async Task A_risk_without_evidence_needs_a_stated_assumption_and_an_owner(RiskName name)
    {
        var team = await rondo.NewTeamAsync($"evidence-{name.Id().Replace('_', '-')}");
        var bare = new Risk { Score = RiskScore.Green, Owner = "product-manager", Evidence = ["   "] };

        (await team.RefusedAsync("no_evidence", () => team.Manager.SaveRiskAsync(team.Product, name, bare))).Fields.ShouldBe(["evidence", "assumption"]);
        (await team.RefusedAsync("missing_field", () => team.Manager.SaveRiskAsync(team.Product, name, bare with { Evidence = ["12 interviews"], Owner = "" }))).Fields.ShouldBe(["owner"]);
        (await team.RefusedAsync("missing_field", () => team.Manager.SaveRiskAsync(team.Product, name, bare with { Evidence = ["12 interviews"], Score = RiskScore.Unknown }))).Fields.ShouldBe(["score"]);

        (await team.Manager.SaveRiskAsync(team.Product, name, bare with { Assumption = "They will, we believe." })).Must();
        var stored = (await team.Viewer.GetDiscoveryAsync(team.Product)).Must().Risks[name.Id()];
        stored.Body.Assumption.ShouldBe("They will, we believe.");
        stored.Body.Score.ShouldBe(RiskScore.Green);
        stored.Body.Owner.ShouldBe("product-manager");
    }

    [Fact, Trait("Requirement", "D7")]
    public async Task Four_green_risks_and_red_data_are_a_dead_end()
    {
        var team = await rondo.NewTeamAsync("dead-end");
        await team.WriteBriefAsync();
        await team.JudgeAllAsync(data: RiskScore.Red);

        var report = (await team.Viewer.GetDiscoveryAsync(team.Product)).Must();
        report.Overall.ShouldBe(Plausibility.DeadEnd);
        report.Sentence.ShouldContain("dead end");
        report.Gate.Open.ShouldBeFalse();
        report.Gate.Findings.ShouldContain(finding => finding.Code == "dead_end");
    }

    [Fact, Trait("Requirement", "D11")]
    public async Task Ml_on_red_data_is_refused_unless_two_people_in_two_roles_override_it_with_a_reason()
    {
        var team = await rondo.NewTeamAsync("red-data");
        await team.WriteBriefAsync();
        await team.JudgeAllAsync(data: RiskScore.Red);
        await team.RefusedAsync("dead_end", () => team.Manager.DecideVerdictAsync(team.Product, Steps.Ml));

        await team.RefusedAsync("reason_required", () => team.Manager.SignOverrideAsync(team.Product, GateNames.Verdict, new SignOverrideRequest()));
        (await team.Manager.SignOverrideAsync(team.Product, GateNames.Verdict, new SignOverrideRequest { Reason = "A partner will deliver the data in May." })).Must().Body.InForce.ShouldBeFalse();
        (await team.Viewer.GetProductAsync(team.Product)).Must().Overrides.ShouldBeEmpty("one signature sets nothing aside");
        await team.RefusedAsync("dead_end", () => team.Manager.DecideVerdictAsync(team.Product, Steps.Ml));
        await team.RefusedAsync("signed_twice", () => team.Manager.SignOverrideAsync(team.Product, GateNames.Verdict, new SignOverrideRequest { Reason = "I insist." }));

        var inForce = (await team.Scientist.SignOverrideAsync(team.Product, GateNames.Verdict, new SignOverrideRequest { Reason = "I have seen a sample of it." })).Must().Body;
        inForce.InForce.ShouldBeTrue();
        inForce.Codes.ShouldContain("dead_end");
        (await team.Manager.DecideVerdictAsync(team.Product, Steps.Ml)).Must();

        var card = (await team.Viewer.GetCardAsync(team.Product)).Must();
        card.ShouldContain(line => line.Sentence.Contains("A partner will deliver the data in May.", StringComparison.Ordinal), "an override stands on every later page");
        (await team.Viewer.GetDiscoveryAsync(team.Product)).Must().Gate.Overridden.ShouldContain("dead_end");
        var note = (await team.Viewer.GetProductAsync(team.Product)).Must().Overrides.ShouldHaveSingleItem("the frame of every page reads it from here");
        note.Codes.ShouldBe(["dead_end"]);
        note.Sentence.ShouldContain("I have seen a sample of it.");
    }
}
