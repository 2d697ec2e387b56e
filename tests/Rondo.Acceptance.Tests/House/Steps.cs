using Rondo.Contracts;

namespace Rondo.Acceptance.House;

/// <summary>Steps that most stories share, in the words of a team.</summary>
internal static class Steps
{
    public static readonly Verdict Ml = new() { Choice = VerdictChoice.Ml, Reason = "The signals are many and weak; rules miss those who leave silently." };

    public static readonly Brief Brief = new()
    {
        Who = "The retention team",
        Pain = "Learns that a customer leaves when the cancellation arrives.",
        CostToday = "27 % leave; each lost customer costs 200.",
        DesiredOutcome = "Reach four of five of them before they leave.",
    };

    public static async Task WriteBriefAsync(this Team team) =>
        (await team.Manager.SaveBriefAsync(team.Product, Brief)).Must();

    public static async Task JudgeAsync(this Team team, RiskName name, RiskScore score) =>
        (await team.Manager.SaveRiskAsync(team.Product, name, new Risk { Score = score, Evidence = [$"{name.Question()} Twelve interviews say so."], Owner = "product-manager" })).Must();

    public static async Task JudgeAllAsync(this Team team, RiskScore data = RiskScore.Green)
    {
        foreach (var name in RiskNames.All)
        {
            await team.JudgeAsync(name, name == RiskName.DataFeasibility ? data : RiskScore.Green);
        }
    }

    /// <summary>Brief, five risks, verdict "ml".</summary>
    public static async Task DiscoverAsync(this Team team)
    {
        await team.WriteBriefAsync();
        await team.JudgeAllAsync();
        (await team.Manager.DecideVerdictAsync(team.Product, Ml)).Must();
    }
}
