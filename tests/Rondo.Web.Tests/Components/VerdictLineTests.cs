using Bunit;
using Rondo.Web.Components;

namespace Rondo.Web.Tests.Components;

public sealed class VerdictLineTests : WebTest
{
    [Fact]
    public void A_short_answer_stands_whole() => VerdictLine.Split("Yes. It does.").ShouldBe(("Yes. It does.", ""));

    [Fact]
    public void A_long_answer_is_cut_where_a_clause_ends()
    {
        var (head, tail) = VerdictLine.Split("9 of 17 inputs of release-1 drifted on 304 rows from 2026-11-18 to 2026-11-25: TechSupport = (missing) fell from 16.5 % to 0 % of the rows, and so did much else that is told here.");

        head.ShouldBe("9 of 17 inputs of release-1 drifted on 304 rows from 2026-11-18 to 2026-11-25.");
        tail.ShouldStartWith("TechSupport = (missing)");
    }

    [Fact]
    public void A_long_answer_without_a_clause_is_not_cut_in_the_middle_of_a_word() => VerdictLine.Split(new string('x', 400)).Tail.ShouldBeEmpty();

    [Fact]
    public void A_number_keeps_its_unit() =>
        Render<VerdictLine>(parameters => parameters.Add(line => line.Question, "q").Add(line => line.Sentence, "80 % of them")).Find("p").TextContent.ShouldBe("80\u00A0% of them");

    [Fact]
    public void A_mark_inside_brackets_ends_no_clause()
    {
        var (head, tail) = VerdictLine.Split("1 of 3 inputs of release-1 drifted on 401 rows from 2026-11-18 to 2026-11-25: usage rose from median 0.0305 to 1.535 (PSI 1.98, chance reaches 0.05; p < 0.001).");
        head.ShouldBe("1 of 3 inputs of release-1 drifted on 401 rows from 2026-11-18 to 2026-11-25.");
        tail.ShouldBe("Usage rose from median 0.0305 to 1.535 (PSI 1.98, chance reaches 0.05; p < 0.001).");
    }
}
