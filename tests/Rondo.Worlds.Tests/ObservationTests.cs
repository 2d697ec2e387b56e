using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class ObservationTests
{
    private static readonly ChurnWorld World = TheWorld.Default;
    private static readonly IReadOnlyList<CustomerFacts> Facts = World.Observe(World.Day(60));

    [Fact]
    public void Every_fact_is_in_its_range()
    {
        Facts.ShouldAllBe(f => f.TenureDays >= 0 && f.SupportTickets90d >= 0 && f.LastActiveDays >= 0 && f.LastActiveDays <= 60);
        Facts.ShouldAllBe(f => f.Sessions30d >= 0 && f.LatePayments12m >= 0 && f.LatePayments12m <= 12);
        Facts.ShouldAllBe(f => f.FeatureAdoption >= 0 && f.FeatureAdoption <= 1);
        Facts.ShouldAllBe(f => f.Satisfaction == null || (f.Satisfaction >= 1 && f.Satisfaction <= 5));
        Facts.ShouldAllBe(f => f.Customer.MonthlyCharge > 0 && f.Customer.MonthlyCharge < 100);
    }

    [Fact]
    public void Tenure_counts_from_the_sign_up_date() =>
        Facts.ShouldAllBe(f => World.Day(60).DayNumber - f.Customer.SignUpDate.DayNumber == f.TenureDays);

    [Fact]
    public void The_trend_is_unknown_exactly_for_customers_of_fewer_than_sixty_days()
    {
        Facts.ShouldAllBe(f => (f.SessionsTrend == null) == (f.TenureDays < 60));
        Facts.Where(f => f.SessionsTrend is not null).ShouldAllBe(f => f.SessionsTrend > -1 && f.SessionsTrend < 1);
    }

    [Fact]
    public void Sessions_and_days_since_the_last_one_agree()
    {
        var settled = Facts.Where(f => f.TenureDays >= 60).ToList();
        settled.ShouldAllBe(f => (f.Sessions30d > 0) == (f.LastActiveDays < 30));
    }

    [Fact]
    public void People_about_to_leave_use_it_less_complain_more_and_answer_fewer_surveys()
    {
        var leaving = Facts.Where(f => World.WillChurn(f.Customer.Id, World.Day(60))).ToList();
        var staying = Facts.Except(leaving).ToList();
        leaving.Average(f => f.Sessions30d).ShouldBeLessThan(0.7 * staying.Average(f => f.Sessions30d));
        leaving.Average(f => f.SupportTickets90d).ShouldBeGreaterThan(1.5 * staying.Average(f => f.SupportTickets90d));
        leaving.Average(f => f.SessionsTrend)!.Value.ShouldBeLessThan(staying.Average(f => f.SessionsTrend)!.Value);
        leaving.Share(f => f.Satisfaction is null).ShouldBeGreaterThan(staying.Share(f => f.Satisfaction is null) + 0.1);
        leaving.Average(f => f.Satisfaction)!.Value.ShouldBeLessThan(staying.Average(f => f.Satisfaction)!.Value - 0.5);
    }

    [Fact]
    public void A_snapshot_row_has_every_feature_and_no_outcome()
    {
        var row = World.Snapshot(World.Day(60))[0];
        row.Keys.ShouldBe(ChurnColumns.Names);
        row.Keys.ShouldNotContain("churned");
        row["customer_id"].ShouldBe(Facts[0].Customer.Id);
        row["sign_up_date"].ShouldBeOfType<string>().ShouldBe(Facts[0].Customer.SignUpDate.ToString("yyyy-MM-dd"));
        row["sessions_30d"].ShouldBe(Facts[0].Sessions30d);
    }

    [Fact]
    public void Twelve_months_of_ten_thousand_customers_take_less_than_two_seconds()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var world = new ChurnWorld(5, new ChurnWorldOptions { Customers = 10_000, Days = 365 });
        for (var month = 0; month < 12; month++)
        {
            world.Observe(world.Day(30 * month)).Count.ShouldBeGreaterThan(9_000);
        }

        // Unoptimised builds and busy machines get three times as long; a release build takes about half a second.
        clock.Elapsed.TotalSeconds.ShouldBeLessThan(6);
    }
}
