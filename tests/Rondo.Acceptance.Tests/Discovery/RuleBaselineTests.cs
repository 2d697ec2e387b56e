using System.Text;
using Rondo.Acceptance.House;
using Rondo.Contracts;
using Rondo.Tests;

namespace Rondo.Acceptance.Discovery;

/// <summary>Is ML likely better than rules or manual work? Answered by running both on the same history.</summary>
public sealed class RuleBaselineTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "D13")]
    public async Task The_product_managers_rule_on_real_tickets_is_measured_beside_the_model_and_the_verdict_keeps_it()
    {
        var team = await rondo.NewTeamAsync("rule-tickets");
        await team.DiscoverAsync();
        (await team.Manager.SaveRuleAsync(team.Product, new RuleBaseline { Text = "contains 'refund' -> Refund_not_showing_up", MinutesPerCase = 3, HourlyRate = 40, CasesPerMonth = 9_000 })).Must();
        (await team.Scientist.SaveRuleAsync(team.Product, new RuleBaseline { Text = "x" })).MustRefuse("role_not_allowed", 403);
        (await team.UploadFileAsync("tickets", SharedData.File("text_banking77", "train.csv"), target: "category", positive: "Refund_not_showing_up")).Must();
        var readiness = (await team.Manager.MeasureReadinessAsync(team.Product, "tickets")).Must().Body;

        var rule = readiness.Baselines.Single(way => way.Name == "rule");
        rule.Recall!.ShouldSatisfyAllConditions(recall => recall.Value!.Value.ShouldBeInRange(0.5, 1), recall => recall.Low.ShouldNotBeNull(), recall => recall.N.ShouldBeGreaterThan(10));
        rule.Precision!.Value!.Value.ShouldBeInRange(0.1, 0.9);
        rule.Workload!.Value!.Value.ShouldBeInRange(0.01, 0.2);
        rule.Cost!.ShouldSatisfyAllConditions(cost => cost.Value.ShouldNotBeNull(), cost => cost.Low.ShouldNotBeNull());
        readiness.Baselines.Single(way => way.Name == "manual").Cost!.Value!.Value.ShouldBe(2_000, 1e-9);
        readiness.Comparison!.Rule.ShouldBe("'Refund_not_showing_up' where any text contains 'refund'.");
        readiness.Comparison.Sentence.ShouldContain("held-out rows");

        var verdict = (await team.Manager.DecideVerdictAsync(team.Product, new Verdict { Choice = VerdictChoice.Rules, Reason = "The rule is nearly as good and costs nothing." })).Must();
        verdict.Body.Comparison.ShouldBe(readiness.Comparison.Sentence);
        verdict.BasedOn.Select(basis => basis.Kind).ShouldContain("rule");
        verdict.BasedOn.Select(basis => basis.Kind).ShouldContain("readiness");

        // What was measured of one rule is not said of another.
        var discovery = (await team.Viewer.GetDiscoveryAsync(team.Product)).Must();
        discovery.Comparison!.Sentence.ShouldBe(readiness.Comparison.Sentence);
        (await team.Manager.SaveRuleAsync(team.Product, discovery.Rule!.Body with { Text = "text contains 'money back' -> Refund_not_showing_up" })).Must();
        (await team.Viewer.GetDiscoveryAsync(team.Product)).Must().Comparison.ShouldBeNull();
        (await team.Manager.DecideVerdictAsync(team.Product, new Verdict { Choice = VerdictChoice.Rules, Reason = "Another rule." })).Must().Body.Comparison.ShouldBeEmpty();
    }

    [Fact, Trait("Requirement", "D13")]
    public async Task A_model_that_is_not_better_than_the_rule_is_not_called_better()
    {
        var team = await rondo.NewTeamAsync("rule-wins");
        await team.DiscoverAsync();
        (await team.Manager.SaveRuleAsync(team.Product, new RuleBaseline { Text = "a > 0.5 and b > 0.5" })).Must();
        var random = new Random(4);
        var csv = new StringBuilder("a,b,left\n");
        for (var i = 0; i < 3_000; i++)
        {
            var (a, b) = (Math.Round(random.NextDouble(), 3), Math.Round(random.NextDouble(), 3));
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{a},{b},{(a > 0.5 && b > 0.5 ? "Yes" : "No")}\n");
        }

        var readiness = await team.ImportAsync("customers", csv.ToString());
        readiness.Comparison!.Better.ShouldBe("rule");
        readiness.Comparison.Sentence.ShouldContain("The rule is better");
        readiness.Baselines.Single(way => way.Name == "rule").Recall!.Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_rule_that_is_not_understood_says_where_and_the_rest_is_judged_all_the_same()
    {
        var team = await rondo.NewTeamAsync("rule-wrong");
        await team.DiscoverAsync();
        (await team.Manager.SaveRuleAsync(team.Product, new RuleBaseline())).MustRefuse("missing_field");
        (await team.Manager.SaveRuleAsync(team.Product, new RuleBaseline { Text = "usge < 0" })).Must();
        var readiness = await team.ImportAsync("customers", Files.Learnable());
        readiness.Comparison.ShouldBeNull();
        readiness.Findings.Single(finding => finding.Code == "rule_not_understood").Sentence.ShouldContain("usge");
        readiness.QuickModel!.Learnable.ShouldBeTrue();
    }
}
