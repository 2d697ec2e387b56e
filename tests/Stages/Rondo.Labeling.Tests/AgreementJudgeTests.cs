using Rondo.Contracts;
using Rondo.Labeling.Agreements;
using Rondo.Labeling.Freezing;
using Rondo.Statistics;

namespace Rondo.Labeling.Tests;

public sealed class AgreementJudgeTests
{
    [Theory]
    [InlineData(2, -0.0233, -0.0267)]
    [InlineData(4, 0.3178, 0.3155)]
    public void Twenty_three_unanimous_of_a_hundred_has_the_published_numbers(int classes, double alpha, double fleiss)
    {
        var agreement = AgreementJudge.Judge(TwentyThree(classes));
        agreement.KrippendorffAlpha.Value!.Value.ShouldBe(alpha, 5e-5);
        agreement.FleissKappa!.Value.ShouldBe(fleiss, 5e-5);
        agreement.Unanimity.Value!.Value.ShouldBe(0.23, 1e-12);
        agreement.Findings.ShouldContain(finding => finding.Code == "agreement_too_low" && finding.Severity == Severity.Fail);
    }

    [Fact]
    public void Perfect_agreement_is_enough_and_finds_nothing()
    {
        var agreement = AgreementJudge.Judge(Table(100, (item, _) => item % 3));
        agreement.KrippendorffAlpha.Value!.Value.ShouldBe(1, 1e-12);
        agreement.Sentence.ShouldContain("enough to learn from");
        agreement.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void An_annotator_who_overuses_a_class_is_named()
    {
        var agreement = AgreementJudge.Judge(Table(120, (item, annotator) => annotator == 2 ? 0 : item % 2));
        agreement.Findings.ShouldContain(finding => finding.Code == "annotator_bias" && finding.Sentence.Contains("a2 says 'c0'", StringComparison.Ordinal));
        agreement.AnnotatorsDetail[0].Annotator.ShouldBe("a2");
    }

    [Fact]
    public void One_label_an_item_says_nothing_about_agreement()
    {
        var agreement = AgreementJudge.Judge(RatingTable.FromTriples(["i1", "i2"], ["a", "b"], ["x", "y"]));
        agreement.KrippendorffAlpha.Value.ShouldBeNull();
        agreement.Sentence.ShouldStartWith("Nothing can be said");
    }

    [Fact]
    public void A_majority_decides_and_a_tie_is_left_out()
    {
        var (csv, items, ties) = FreezeLabels.Majority(RatingTable.FromTriples(
            ["i1", "i1", "i1", "i2", "i2", "i3"], ["a", "b", "c", "a", "b", "a"], ["yes", "yes", "no", "yes", "no", "a, \"b\""]));
        (items, ties).ShouldBe((2, 1));
        csv.ShouldContain("i1,yes,2,3\n");
        csv.ShouldContain("i3,\"a, \"\"b\"\"\",1,1\n");
        csv.ShouldNotContain("i2");
    }

    private static RatingTable TwentyThree(int classes) =>
        Table(100, (item, annotator) => annotator == 2 && item >= 23 ? (item + 1) % classes : item % classes);

    private static RatingTable Table(int items, Func<int, int, int> label)
    {
        var rows = Enumerable.Range(0, items).SelectMany(item => Enumerable.Range(0, 3).Select(annotator => (item, annotator))).ToList();
        return RatingTable.FromTriples([.. rows.Select(row => $"i{row.item}")], [.. rows.Select(row => $"a{row.annotator}")], [.. rows.Select(row => (string?)$"c{label(row.item, row.annotator)}")]);
    }
}
