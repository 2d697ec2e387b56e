using CsCheck;
using Rondo.Web.Format;

namespace Rondo.Web.Tests.Format;

public sealed class ShowTests
{
    [Theory]
    [InlineData(0.834, "83 %")]
    [InlineData(0.0234, "2.3 %")]
    [InlineData(0.05, "5 %")]
    [InlineData(0, "0 %")]
    [InlineData(1, "100 %")]
    public void A_share_has_one_decimal_at_most(double share, string words) => Show.Percent(share).Replace('\u00A0', ' ').ShouldBe(words);

    [Fact]
    public void An_interval_is_written_once_with_one_unit() =>
        Show.Estimate(Some.Share(0.83, 0.79, 0.87)).Replace('\u00A0', ' ').ShouldBe("83 % (79 to 87)");

    [Fact]
    public void A_number_that_is_not_known_says_so()
    {
        Show.Estimate(null).ShouldBe("not known yet");
        Show.Number(double.NaN, NumberKind.Ratio).ShouldBe(Show.Unknown);
        Show.Number(double.PositiveInfinity, NumberKind.Percent).ShouldBe(Show.Unknown);
    }

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(-3, "in 3 days")]
    [InlineData(3, "3 days ago")]
    public void Time_is_relative_in_both_directions(int daysAgo, string words) => Show.Ago(Some.Day.AddDays(-daysAgo), Some.Day).ShouldBe(words);

    [Theory]
    [InlineData("from 2026-11-18 to 2026-11-25", "from 18 Nov 2026 to 25 Nov 2026")]
    [InlineData("order 1234-2026-11-18 and 2026-13-45", "order 1234-2026-11-18 and 2026-13-45")]
    [InlineData("2026-11-18T08:00", "2026-11-18T08:00")]
    [InlineData("", "")]
    public void Days_in_sentences_read_as_days(string sentence, string words) => Show.Tie(sentence).Replace('\u00A0', ' ').ShouldBe(words);

    [Theory]
    [InlineData("'recall >= 0.8' holds", "Recall at least 80 % holds")]
    [InlineData("'latency_ms <= 50' holds", "Latency at most 50 ms holds")]
    [InlineData("It keeps 'recall >= 0.8'.", "It keeps recall at least 80 %.")]
    [InlineData("'recall >= 0.8.1' and 'x >= 1'", "'recall >= 0.8.1' and 'x >= 1'")]
    public void Promises_in_sentences_read_as_people_say_them(string sentence, string words) => Show.Tie(sentence).Replace('\u00A0', ' ').ShouldBe(words);

    [Fact]
    public void Numbers_for_css_Meet_Specification() =>
        Gen.Double[-1e6, 1e6].Sample(number =>
        {
            var css = Show.Css(number);
            return !css.Contains(',') && !css.Contains('E') && Math.Abs(double.Parse(css, System.Globalization.CultureInfo.InvariantCulture) - number) <= 0.00051;
        });
}
