using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class FairnessTests
{
    [Theory]
    [InlineData("fairlearn_unweighted_g1", "g_1", false)]
    [InlineData("fairlearn_weighted_g1", "g_1", true)]
    [InlineData("fairlearn_unweighted_g2", "g_2", false)]
    public void Group_metrics_equal_the_reference(string id, string column, bool weighted)
    {
        var cases = Table.Json("refnum_core", "cases.json").EnumerateArray().ToArray();
        var inputs = cases.First(c => c.GetProperty("id").GetString() == "fairlearn_unweighted_g1").GetProperty("inputs");
        var expected = cases.First(c => c.GetProperty("id").GetString() == id).GetProperty("expected");
        bool[] Flags(string name) => [.. inputs.GetProperty(name).EnumerateArray().Select(e => e.GetInt32() == 1)];
        double[] weights = weighted ? [.. inputs.GetProperty("sample_weight").EnumerateArray().Select(e => e.GetDouble())] : [];
        string[] names = [.. inputs.GetProperty(column).EnumerateArray().Select(e => e.ToString())];
        var groups = GroupMetrics.Of(Flags("y_pred"), Flags("y_true"), names, weights);
        foreach (var group in expected.GetProperty("groups").EnumerateObject())
        {
            var mine = groups.First(g => g.Name == group.Name);
            mine.Counts.N.ShouldBe(group.Value.GetProperty("n").GetInt64());
            mine.Weight.ShouldBe(group.Value.GetProperty("weight").GetDouble(), 1e-9);
            mine.SelectionRate.Value.ShouldBe(group.Value.GetProperty("selection_rate").GetDouble(), 1e-9);
            mine.Recall.Value.ShouldBe(group.Value.GetProperty("tpr").GetDouble(), 1e-9);
            mine.FalsePositiveRate.Value.ShouldBe(group.Value.GetProperty("fpr").GetDouble(), 1e-9);
            mine.Accuracy.Value.ShouldBe(group.Value.GetProperty("accuracy").GetDouble(), 1e-9);
        }

        var disparity = Disparity.Of(groups);
        disparity.DemographicParityDifference.Value.ShouldBe(expected.GetProperty("demographic_parity_difference_between_groups").GetDouble(), 1e-9);
        disparity.DemographicParityRatio.Value.ShouldBe(expected.GetProperty("demographic_parity_ratio_between_groups").GetDouble(), 1e-9);
        disparity.EqualizedOddsDifference.Value.ShouldBe(expected.GetProperty("equalized_odds_difference_worst_case").GetDouble(), 1e-9);
        disparity.EqualizedOddsRatio.Value.ShouldBe(expected.GetProperty("equalized_odds_ratio_worst_case").GetDouble(), 1e-9);
        disparity.EqualOpportunityDifference.Value.ShouldBe(expected.GetProperty("equal_opportunity_difference").GetDouble(), 1e-9);
    }

    [Fact]
    public void Recidivism_scores_equal_the_reference_by_race()
    {
        var table = Table.Read("fair_compas", "compas_two_years.csv");
        var expected = Table.Json("fair_compas", "reference.json").GetProperty("all_rows").GetProperty("by_race");
        bool[] decisions = [.. table.Texts("score_text").Select(s => s is "Medium" or "High")];
        var groups = GroupMetrics.Of(decisions, table.Flags("two_year_recid"), table.Texts("race"));
        foreach (var group in expected.GetProperty("groups").EnumerateObject())
        {
            var mine = groups.First(g => g.Name == group.Name);
            mine.Counts.N.ShouldBe(group.Value.GetProperty("n").GetInt64());
            mine.Recall.Value.ShouldBe(group.Value.GetProperty("tpr").GetDouble(), 1e-9);
            mine.Precision.Value.ShouldBe(group.Value.GetProperty("precision").GetDouble(), 1e-9);
        }

        groups.Where(g => g.IsSmall).Select(g => g.Name).ShouldBe(["Native American"]);
        Disparity.Of(groups).DemographicParityDifference.Value.ShouldBe(expected.GetProperty("demographic_parity_difference").GetDouble(), 1e-9);
        Disparity.Of(groups, skipSmall: true).DemographicParityDifference.Value.ShouldBeLessThan(0.457);
        Disparity.Of(groups, skipSmall: true).FourFifths().ShouldBe(false);
    }

    [Fact]
    public void One_group_has_no_disparity() =>
        Disparity.Of(GroupMetrics.Of([true, false], [true, true], ["a", "a"])).DemographicParityDifference.IsDefined.ShouldBeFalse();

    [Fact]
    public void Intersections_are_named_by_all_columns() =>
        GroupMetrics.Intersect(["a", "b"], ["x", null]).ShouldBe(["a, x", "b, (missing)"]);

    [Fact]
    public void Group_thresholds_equalise_recall_and_state_their_price()
    {
        var random = new SeededRandom(6);
        var (scores, truth) = Simulated.Scores(4000, 0.4, 1.5, 5);
        string[] groups = [.. scores.Select(_ => random.NextDouble() < 0.5 ? "a" : "b")];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] -= groups[i] == "b" ? 0.8 : 0;
        }

        var outcome = ParityThresholds.Equalise(scores, truth, groups, 0.7, ParityGoal.Recall, 5, 1);
        double Recall(string name)
        {
            int[] rows = [.. Enumerable.Range(0, groups.Length).Where(i => groups[i] == name)];
            return ConfusionCounts.At([.. rows.Select(i => scores[i])], [.. rows.Select(i => truth[i])], outcome.Thresholds[name]).Recall().Value;
        }

        Recall("a").ShouldBe(Recall("b"), 0.01);
        outcome.Thresholds["b"].ShouldBeLessThan(outcome.Thresholds["a"]);
        outcome.ExtraCost.ShouldBe(outcome.Counts.Cost(5, 1) - outcome.CommonCounts.Cost(5, 1));
    }
}
