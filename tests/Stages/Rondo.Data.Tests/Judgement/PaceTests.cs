using Rondo.Data.Judgement;
using Rondo.Engines.Tables;

namespace Rondo.Data.Tests.Judgement;

/// <summary>How long to wait is told only where the file itself says how fast rows come.</summary>
public sealed class PaceTests
{
    private static readonly DateTime Start = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static Table Log(int days, Func<int, int> day) => new([new TimeColumn("at", [.. Enumerable.Range(0, days).Select(row => Start.AddDays(day(row)).Ticks)])]);

    [Fact]
    public void A_log_of_ten_months_with_ten_positives_a_month_needs_ten_more_for_a_hundred_more()
    {
        // 305 rows over 304 days of 30.44 a month; every third row is positive.
        bool[] truth = [.. Enumerable.Range(0, 305).Select(row => row % 3 == 0)];
        var perMonth = 102 / (304 / 30.44);
        Pace.MonthsToWait(Log(305, row => row), Bench.Target(truth), "left", 202)!.Value.ShouldBe(100 / perMonth, 1e-9);
        Pace.MonthsToWait(Log(305, row => row), Bench.Target(truth), "left", 50)!.Value.ShouldBe(0);
    }

    [Fact]
    public void A_date_that_the_file_is_not_in_the_order_of_says_nothing_of_pace()
    {
        bool[] truth = [.. Enumerable.Range(0, 305).Select(row => row % 3 == 0)];
        Pace.MonthsToWait(Log(305, row => row * 97 % 305), Bench.Target(truth), "left", 202).ShouldBeNull();
        Pace.MonthsToWait(new Table([Bench.Numbers("x", 305, row => row)]), Bench.Target(truth), "left", 202).ShouldBeNull();
        Pace.MonthsToWait(Log(305, row => row), Bench.Target(new bool[305]), "left", 202).ShouldBeNull();
    }

    [Theory]
    [InlineData(0.2, "less than a month")]
    [InlineData(1.3, "about a month")]
    [InlineData(7.4, "about 7 months")]
    public void Months_are_told_as_people_tell_them(double months, string words) => Pace.Words(months).ShouldBe(words);
}
