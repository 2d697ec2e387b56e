using CsCheck;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class MoreAgreementTests
{
    [Theory]
    [InlineData("ma_irr_anxiety")]
    [InlineData("ma_irr_video")]
    public void Icc_and_kendall_equal_the_reference(string folder)
    {
        var table = Ratings.Read(folder);
        double[][] rows = [.. Enumerable.Range(0, table.Items).Select(i => Enumerable.Range(0, table.Annotators).Select(a => table.CategoryValues[table[i, a]]).ToArray())];
        var report = Table.Json(folder, "reference.json").GetProperty("report");
        var icc = report.GetProperty("icc");
        IntraclassCorrelation.Of(rows, IccKind.OneWay).Value.ShouldBe(icc.GetProperty("ICC1").GetDouble(), 1e-9);
        IntraclassCorrelation.Of(rows, IccKind.Agreement).Value.ShouldBe(icc.GetProperty("ICC_A1").GetDouble(), 1e-9);
        IntraclassCorrelation.Of(rows, IccKind.Consistency).Value.ShouldBe(icc.GetProperty("ICC_C1").GetDouble(), 1e-9);
        KendallW.Of(rows).Statistic.ShouldBe(report.GetProperty("kendall_w_tie_corrected").GetDouble(), 1e-9);
    }

    [Fact]
    public void Icc_interval_equals_the_published_example()
    {
        // Shrout and Fleiss 1979: ICC(1,1) = 0.17 (-0.13, 0.72), ICC(3,1) = 0.71 (0.34, 0.95).
        double[][] ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
        var one = IntraclassCorrelation.Of(ratings, IccKind.OneWay);
        one.Value.ShouldBe(0.17, 0.005);
        one.Low.ShouldBe(-0.13, 0.005);
        one.High.ShouldBe(0.72, 0.005);
        var consistency = IntraclassCorrelation.Of(ratings, IccKind.Consistency);
        consistency.Value.ShouldBe(0.71, 0.006);
        consistency.Low.ShouldBe(0.34, 0.005);
        consistency.High.ShouldBe(0.95, 0.005);
    }

    [Fact]
    public void Scott_equals_fleiss_for_two_annotators()
    {
        var table = Ratings.Simulate(200, 2, 3, 0.5, 4);
        int[] a = [.. Enumerable.Range(0, 200).Select(i => table[i, 0])], b = [.. Enumerable.Range(0, 200).Select(i => table[i, 1])];
        ScottPi.Of(a, b, resamples: 0).Value.ShouldBe(FleissKappa.Value(table), 1e-12);
    }

    [Fact]
    public void Running_alpha_equals_the_batch_at_every_moment_Meets_Specification() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 3]).Array[2, 40].Sample(labels =>
        {
            var running = new RunningAgreement();
            running.Add(99, 1);
            running.Remove(99, 1);
            for (var n = 1; n <= labels.Length; n++)
            {
                running.Add(labels[n - 1].Item1, labels[n - 1].Item2);
                var table = RatingTable.FromCodes([.. labels[..n].Select(l => l.Item1)], new int[n], [.. labels[..n].Select(l => l.Item2)]);
                var batch = KrippendorffAlpha.Value(table);
                (double.IsNaN(batch) ? double.IsNaN(running.Alpha) : Math.Abs(batch - running.Alpha) < 1e-9).ShouldBeTrue();
            }
        });

    [Fact]
    public void Biased_annotator_shows_a_bias_and_categories_show_their_own_agreement()
    {
        var table = RatingTable.FromRows([["a", "a", "b"], ["a", "a", "b"], ["b", "b", "b"], ["a", "a", "b"]]);
        var people = AgreementDetail.PerAnnotator(table);
        people[2].Bias[1].ShouldBe(0.75, 1e-12);
        people[2].Agreement.Value.ShouldBe(0.25, 1e-12);
        people[0].Agreement.Value.ShouldBe(0.625, 1e-12);
        var categories = AgreementDetail.PerCategory(table);
        categories[0].Agreement.Value.ShouldBe(0.5, 1e-12);
        categories[0].Labels.ShouldBe(6);
    }
}
