using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class DriftTests
{
    private static readonly ChurnWorld World = TheWorld.Default;

    private static (LogisticRegression Model, double Threshold) TrainedOn(int day)
    {
        var (rows, churned) = World.Labelled(day);
        var model = LogisticRegression.Fit(rows, churned);
        var (validation, outcome) = World.Labelled(day + 30);
        return (model, Judge.ThresholdFor(0.86, model.Score(validation), outcome));
    }

    private static double RecallOn(int day, LogisticRegression model, double threshold)
    {
        var (rows, churned) = World.Labelled(day);
        return Judge.Recall(model.Score(rows), churned, threshold);
    }

    [Fact]
    public void A_model_from_before_the_drift_loses_its_recall_and_keeps_it_until_then()
    {
        var (model, threshold) = TrainedOn(150);
        new[] { 210, 240, 270 }.Average(day => RecallOn(day, model, threshold)).ShouldBeInRange(0.82, 0.90);
        new[] { 360, 390, 420 }.Average(day => RecallOn(day, model, threshold)).ShouldBeInRange(0.58, 0.72);
    }

    [Fact]
    public void A_model_retrained_on_fresh_data_recovers()
    {
        var (model, threshold) = TrainedOn(390);
        new[] { 450, 480, 510 }.Average(day => RecallOn(day, model, threshold)).ShouldBeGreaterThan(0.82);

        var (rows, churned) = World.Labelled(480);
        Judge.Auc(model.Score(rows), churned).ShouldBeGreaterThan(0.80);
        Judge.Flagged(model.Score(rows), threshold).ShouldBeLessThan(0.5);
    }

    [Fact]
    public void In_a_world_without_drift_the_same_model_keeps_its_recall()
    {
        var calm = new ChurnWorld(1, new ChurnWorldOptions { DriftDay = null, Days = 420 });
        var (rows, churned) = calm.Labelled(150);
        var model = LogisticRegression.Fit(rows, churned);
        var (validation, outcome) = calm.Labelled(180);
        var threshold = Judge.ThresholdFor(0.86, model.Score(validation), outcome);
        var (later, truth) = calm.Labelled(390);
        Judge.Recall(model.Score(later), truth, threshold).ShouldBeInRange(0.82, 0.90);
    }

    [Fact]
    public void Inputs_shift_sessions_rise_and_the_last_one_is_nearer()
    {
        var (before, after) = (World.Observe(World.Day(270)), World.Observe(World.Day(400)));
        after.Average(f => f.Sessions30d).ShouldBeGreaterThan(1.2 * before.Average(f => f.Sessions30d));
        after.Average(f => f.LastActiveDays).ShouldBeLessThan(before.Average(f => f.LastActiveDays));
    }

    [Fact]
    public void The_relation_shifts_bargain_hunters_on_monthly_contracts_leave_and_others_hardly_more_often()
    {
        double Leaving(int day, bool bargain) => World.CustomersOn(World.Day(day))
            .Where(c => c.Contract == "monthly" && (c.Discount > 0) == bargain)
            .ToList()
            .Share(c => World.WillChurn(c.Id, World.Day(day)));

        var bargainRise = Leaving(330, true) - Leaving(240, true);
        var otherRise = Leaving(330, false) - Leaving(240, false);
        bargainRise.ShouldBeGreaterThan(0.08);
        bargainRise.ShouldBeGreaterThan(2 * otherRise);
    }

    [Fact]
    public void A_stronger_drift_makes_more_people_leave()
    {
        double Leaving(double strength)
        {
            var world = new ChurnWorld(3, new ChurnWorldOptions { Customers = 3000, Days = 120, DriftDay = 40, DriftStrength = strength });
            return world.Labelled(90).Churned.Share(c => c);
        }

        Leaving(0).ShouldBeLessThan(Leaving(1));
        Leaving(1).ShouldBeLessThan(Leaving(2));
    }

    [Fact]
    public void Complaints_rise_some_weeks_after_the_drift_and_not_at_once()
    {
        int Weekly(int from) => World.Complaints(World.Day(from), World.Day(from + 27)).Count;
        var usual = 28 * 9_850 * ChurnWorld.UsualComplaintRate;
        ((double)Weekly(240)).ShouldBe(usual, 5 * Math.Sqrt(usual));
        var (inLag, after) = (World.Complaints(World.Day(300), World.Day(320)), Weekly(360));
        ((double)inLag.Count).ShouldBe(usual * 21 / 28, 5 * Math.Sqrt(usual));
        ((double)after).ShouldBe(4 * usual, 5 * Math.Sqrt(4 * usual));
    }

    [Fact]
    public void Complaints_are_dated_and_written_by_customers_of_the_day()
    {
        var complaints = World.Complaints(World.Day(350), World.Day(360));
        complaints.Select(c => c.Date).ShouldBe(complaints.Select(c => c.Date).Order());
        complaints.ShouldAllBe(c => c.Text.Length > 20 && World.TrueRisk(c.CustomerId, c.Date) > 0);
        complaints.ShouldContain(c => c.Topic == "offers");
        World.Complaints(World.Day(200), World.Day(299)).ShouldNotContain(c => c.Topic == "offers");
    }
}
