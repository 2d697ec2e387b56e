using Rondo.Contracts;
using Rondo.Discovery.Briefs;
using Rondo.Discovery.Risks;

namespace Rondo.Discovery.Tests;

public sealed class FiveRisksTests
{
    [Fact]
    public void Red_data_is_a_dead_end_whatever_else_is_green_or_unjudged()
    {
        FiveRisks.Judge(All(RiskScore.Green, data: RiskScore.Red)).Overall.ShouldBe(Plausibility.DeadEnd);
        FiveRisks.Judge(new Dictionary<RiskName, Risk> { [RiskName.DataFeasibility] = Of(RiskScore.Red) }).Overall.ShouldBe(Plausibility.DeadEnd);
    }

    [Fact]
    public void Nothing_is_known_before_all_five_are_judged()
    {
        foreach (var missing in RiskNames.All)
        {
            var risks = All(RiskScore.Green);
            risks.Remove(missing);
            var (overall, sentence) = FiveRisks.Judge(risks);
            overall.ShouldBe(Plausibility.Unknown);
            sentence.ShouldContain(WireWords.Write(missing));
        }

        FiveRisks.Judge(new Dictionary<RiskName, Risk>()).Overall.ShouldBe(Plausibility.Unknown);
    }

    [Theory]
    [InlineData(RiskScore.Green, Plausibility.Plausible)]
    [InlineData(RiskScore.Amber, Plausibility.Doubtful)]
    [InlineData(RiskScore.Red, Plausibility.Doubtful)]
    public void The_other_four_decide_where_the_data_is_there(RiskScore others, Plausibility expected) =>
        FiveRisks.Judge(All(others, data: RiskScore.Green)).Overall.ShouldBe(expected);

    [Fact]
    public void What_rests_on_assumptions_is_counted()
    {
        var risks = All(RiskScore.Green);
        risks[RiskName.Value] = new Risk { Score = RiskScore.Green, Assumption = "They will pay.", Owner = "pm" };
        FiveRisks.Judge(risks).Sentence.ShouldContain("1 of 5 rest on assumptions");
    }

    [Fact]
    public void A_risk_without_evidence_or_assumption_is_no_judgement()
    {
        JudgeRisk.Refuse("value", new Risk { Score = RiskScore.Green, Owner = "pm" })!.Code.Code.ShouldBe("no_evidence");
        JudgeRisk.Refuse("value", new Risk { Owner = "pm", Evidence = ["x"] })!.Code.Code.ShouldBe("missing_field");
        JudgeRisk.Refuse("luck", Of(RiskScore.Green))!.Code.Code.ShouldBe("unknown_risk");
        JudgeRisk.Refuse("value", Of(RiskScore.Green)).ShouldBeNull();
    }

    [Fact]
    public void Every_empty_field_of_a_brief_is_named_at_once() =>
        WriteBrief.Refuse(new Brief { Who = "x", Pain = " " })!.Fields.ShouldBe(["pain", "cost_today", "desired_outcome"]);

    private static Dictionary<RiskName, Risk> All(RiskScore score, RiskScore? data = null) =>
        RiskNames.All.ToDictionary(name => name, name => Of(name == RiskName.DataFeasibility ? data ?? score : score));

    private static Risk Of(RiskScore score) => new() { Score = score, Evidence = ["Twelve interviews."], Owner = "pm" };
}
