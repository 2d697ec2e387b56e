using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Modeling.EvidencePages;
using Rondo.Modeling.Promises;
using Rondo.Modeling.Scoring;
using Rondo.Modeling.SuccessContracts;
using Rondo.Statistics;

namespace Rondo.Modeling.Tests;

public sealed class PromiseTests
{
    [Theory]
    [InlineData(80, PromiseVerdict.NotProven)]
    [InlineData(88, PromiseVerdict.Holds)]
    [InlineData(60, PromiseVerdict.Fails)]
    public void A_floor_is_judged_on_its_lower_bound(int caught, PromiseVerdict expected) =>
        PromiseJudge.Decide(new Promise { Metric = PromiseMetric.Recall, Limit = 0.8 }, Proportion.Wilson(caught, 100).ToWire()).ShouldBe(expected);

    [Theory]
    [InlineData(10, 20, PromiseVerdict.Holds)]
    [InlineData(45, 55, PromiseVerdict.NotProven)]
    [InlineData(60, 70, PromiseVerdict.Fails)]
    public void A_ceiling_is_judged_on_its_upper_bound(double low, double high, PromiseVerdict expected) =>
        PromiseJudge.Decide(new Promise { Metric = PromiseMetric.LatencyMs, Limit = 50 }, new Contracts.Estimate { Value = (low + high) / 2, Low = low, High = high, N = 100 }).ShouldBe(expected);

    [Fact]
    public void What_could_not_be_measured_is_not_proven() =>
        PromiseJudge.Decide(new Promise { Metric = PromiseMetric.Recall, Limit = 0.8 }, new Contracts.Estimate()).ShouldBe(PromiseVerdict.NotProven);

    [Fact]
    public void Every_kind_of_promise_has_a_meter() =>
        PromiseJudge.Meters.Keys.ShouldBe(Enum.GetValues<PromiseMetric>(), ignoreOrder: true);

    [Theory]
    [InlineData("recall>=0.8", PromiseMetric.Recall, "", 0.8)]
    [InlineData(" roc_auc >= 0.83 ", PromiseMetric.RocAuc, "", 0.83)]
    [InlineData("fairness_gap(age band)<=0.1", PromiseMetric.FairnessGap, "age band", 0.1)]
    public void Promises_are_read_as_people_type_them(string text, PromiseMetric metric, string column, double limit)
    {
        var promise = PromiseText.Read(text).Value;
        (promise.Metric, promise.Column, promise.Limit).ShouldBe((metric, column, limit));
    }

    [Theory]
    [InlineData("recall")]
    [InlineData("recall<=0.8")]
    [InlineData("luck>=0.8")]
    [InlineData("recall>=0.8; drop")]
    [InlineData("")]
    public void What_is_no_promise_is_refused(string text) => PromiseText.Read(text).Refusal!.Code.Code.ShouldBe("invalid_option");

    [Fact]
    public void A_contract_with_an_impossible_limit_is_refused()
    {
        var contract = new SuccessContract { Sentence = "s", Because = "b", Target = "t", Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = 80 }] };
        WriteContract.Refuse(contract)!.Fields.ShouldBe(["promises[0].limit"]);
        WriteContract.Refuse(contract with { Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = double.NaN }] }).ShouldNotBeNull();
        WriteContract.Refuse(contract with { Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = 0.8 }], CostMiss = -1 }).ShouldNotBeNull();
        WriteContract.Refuse(contract with { Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = 0.8 }] }).ShouldBeNull();
    }

    [Fact]
    public void A_new_version_of_an_evaluation_asks_for_new_signatures()
    {
        var first = SignEvaluation.Decide(null, new DocumentRef("evaluation", "e", 1), Signed("ds", Role.DataScientist)).Value;
        SignEvaluation.Decide(first, new DocumentRef("evaluation", "e", 1), Signed("ds", Role.DataScientist)).Refusal!.Code.Code.ShouldBe("same_person_signed");
        SignEvaluation.Decide(first, new DocumentRef("evaluation", "e", 1), Signed("pm", Role.ProductManager)).Value.Complete.ShouldBeTrue();
        SignEvaluation.Decide(first, new DocumentRef("evaluation", "e", 2), Signed("pm", Role.ProductManager)).Value.Complete.ShouldBeFalse();
    }

    private static Signature Signed(string who, Role role) => new(who, role, DateTimeOffset.UnixEpoch, "Seen.");
}
