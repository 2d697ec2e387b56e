using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class OutcomeTests
{
    private static readonly ChurnWorld World = TheWorld.Default;
    private static readonly DateOnly Day = World.Day(200);

    private static List<(string Id, Outcome Plain, Outcome Contacted, RiskReason Reason)> Everybody() =>
        [.. World.CustomersOn(Day).Select(c => (
            c.Id, World.OutcomeOf(c.Id, Day), World.OutcomeOf(c.Id, Day, contacted: true), World.ReasonForRisk(c.Id, Day)))];

    [Fact]
    public void A_churner_is_known_one_to_thirty_days_after_leaving()
    {
        var churners = Everybody().Where(e => e.Plain.Churned).Select(e => e.Plain).ToList();
        churners.ShouldAllBe(o => o.EventDate > Day && o.EventDate <= Day.AddDays(30));
        var delays = churners.ConvertAll(o => o.KnownOn.DayNumber - o.EventDate!.Value.DayNumber);
        delays.Min().ShouldBe(1);
        delays.Max().ShouldBeInRange(25, 30);
        delays.Average().ShouldBe(10.5, 1.5);
    }

    [Fact]
    public void Who_stays_is_known_to_stay_after_thirty_days() =>
        Everybody().Where(e => !e.Plain.Churned)
            .ShouldAllBe(e => e.Plain.KnownOn == Day.AddDays(30) && e.Plain.EventDate == null && !e.Plain.Saved);

    [Fact]
    public void The_outcome_agrees_with_the_hidden_truth() =>
        Everybody().ShouldAllBe(e => e.Plain.Churned == World.WillChurn(e.Id, Day));

    [Fact]
    public void An_offer_harms_nobody_and_only_saves_people_who_would_leave()
    {
        Everybody().ShouldAllBe(e => e.Plain.Churned || e.Contacted == e.Plain);
        Everybody().Where(e => e.Plain.Churned).ShouldAllBe(e => e.Contacted.Saved != e.Contacted.Churned);
    }

    [Fact]
    public void An_offer_saves_the_documented_share_of_each_reason()
    {
        // Several days, as one day has few churners of some reasons.
        var churners = Enumerable.Range(0, 8).SelectMany(m => World.CustomersOn(World.Day(m * 30))
            .Where(c => World.WillChurn(c.Id, World.Day(m * 30)))
            .Select(c => (World.OutcomeOf(c.Id, World.Day(m * 30), true).Saved, Reason: World.ReasonForRisk(c.Id, World.Day(m * 30)))));
        foreach (var group in churners.GroupBy(c => c.Reason))
        {
            var share = ChurnWorld.SavedShare(group.Key);
            var saved = group.ToList();
            saved.Count.ShouldBeGreaterThan(100);
            saved.Share(c => c.Saved).ShouldBe(share, 4 * Math.Sqrt(share * (1 - share) / saved.Count));
        }
    }

    [Fact]
    public void A_holdout_shows_the_value_of_contacting_the_riskiest()
    {
        // Five separate months: one alone, with 1,000 people in each arm, is too noisy to promise anything.
        var (contacted, holdout) = (new List<Outcome>(), new List<Outcome>());
        foreach (var day in new[] { 0, 60, 120, 180, 240 }.Select(World.Day))
        {
            var riskiest = World.CustomersOn(day).OrderByDescending(c => World.TrueRisk(c.Id, day)).Take(2000).ToList();
            contacted.AddRange(riskiest.Where((_, i) => i % 2 == 0).Select(c => World.OutcomeOf(c.Id, day, contacted: true)));
            holdout.AddRange(riskiest.Where((_, i) => i % 2 == 1).Select(c => World.OutcomeOf(c.Id, day)));
        }

        var cost = (contacted.Count(o => o.Churned) * ChurnWorld.CostOfLostCustomer) + (contacted.Count * ChurnWorld.CostOfOffer);
        cost.ShouldBeLessThan(holdout.Count(o => o.Churned) * ChurnWorld.CostOfLostCustomer);
        (holdout.Share(o => o.Churned) - contacted.Share(o => o.Churned)).ShouldBeInRange(0.06, 0.13);
    }
}
