using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Modeling;

/// <summary>One contract: the product manager's, with a reason, locked before anybody trains.</summary>
public sealed class ContractTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "M3")]
    public async Task Costs_give_a_cut_off_and_the_promise_gives_the_positives_it_needs()
    {
        var team = await rondo.NewTeamAsync("contract-numbers");
        (await team.Manager.SaveContractAsync(team.Product, Steps.Contract with { CostMiss = 20, CostFalseAlarm = 1 })).Must();
        var report = (await team.Viewer.GetContractAsync(team.Product)).Must();
        report.SuggestedCutOff.ShouldNotBeNull().ShouldBe(0.0476, 5e-5);
        report.NeededPositives.ShouldBe(246);
        report.Sentence.ShouldContain("246");
    }

    [Fact, Trait("Requirement", "M5")]
    public async Task A_promise_needs_a_because()
    {
        var team = await rondo.NewTeamAsync("contract-because");
        var refused = await team.RefusedAsync("reason_required", () => team.Manager.SaveContractAsync(team.Product, Steps.Contract with { Because = " " }));
        refused.Status.ShouldBe(409);
        refused.Fields.ShouldNotBeNull().ShouldBe(["because"]);
    }

    [Fact, Trait("Requirement", "M7")]
    public async Task Only_the_product_manager_writes_locks_and_unlocks()
    {
        var team = await rondo.NewTeamAsync("contract-rights");
        foreach (var other in new[] { team.Scientist, team.Engineer, team.Reviewer, team.Annotator, team.Viewer })
        {
            (await other.SaveContractAsync(team.Product, Steps.Contract)).MustRefuse("role_not_allowed", 403);
        }

        (await team.Manager.SaveContractAsync(team.Product, Steps.Contract)).Must();
        (await team.Scientist.LockContractAsync(team.Product, new LockRequest())).MustRefuse("role_not_allowed", 403);
        (await team.Manager.LockContractAsync(team.Product, new LockRequest())).Must().Body.Locked.ShouldBeTrue();
        await team.RefusedAsync("contract_locked", () => team.Manager.SaveContractAsync(team.Product, Steps.Contract with { CostMiss = 1 }));
        (await team.Scientist.UnlockContractAsync(team.Product, new LockRequest { Reason = "I want to." })).MustRefuse("role_not_allowed", 403);
        await team.RefusedAsync("reason_required", () => team.Manager.UnlockContractAsync(team.Product, new LockRequest()));
        (await team.Manager.UnlockContractAsync(team.Product, new LockRequest { Reason = "Costs have changed." })).Must();
        var history = (await team.Viewer.GetDocumentsAsync(team.Product, "contract", "main")).Must();
        history.Select(version => version.Actor).ShouldBe(["product-manager", "product-manager", "product-manager"]);
        history[^1].Reason.ShouldBe("Costs have changed.");
    }

    [Fact, Trait("Requirement", "M3"), Trait("Requirement", "M7")]
    public async Task Nobody_trains_before_the_promise_is_locked()
    {
        var team = await rondo.NewTeamAsync("contract-first");
        await team.DiscoverAsync();
        (await team.UploadTextAsync("customers", Files.Learnable(600))).Must();
        (await team.Scientist.MeasureReadinessAsync(team.Product, "customers")).Must();
        await team.RefusedAsync("no_contract", () => team.Scientist.StartRunAsync(team.Product, new StartRunRequest { Dataset = "customers" }));
        (await team.Manager.SaveContractAsync(team.Product, Steps.Contract)).Must();
        await team.RefusedAsync("contract_not_locked", () => team.Scientist.StartRunAsync(team.Product, new StartRunRequest { Dataset = "customers" }));
    }

    [Fact, Trait("Requirement", "M6")]
    public async Task Every_kind_of_promise_is_judged_in_its_own_direction()
    {
        var team = await rondo.NewTeamAsync("contract-kinds");
        var evaluation = await team.ReachEvaluationAsync(Steps.Contract with
        {
            Promises =
            [
                new Promise { Metric = PromiseMetric.Recall, Limit = 0.5 },
                new Promise { Metric = PromiseMetric.Precision, Limit = 0.3 },
                new Promise { Metric = PromiseMetric.RocAuc, Limit = 0.6 },
                new Promise { Metric = PromiseMetric.Accuracy, Limit = 0.5 },
                new Promise { Metric = PromiseMetric.LatencyMs, Limit = 1000 },
                new Promise { Metric = PromiseMetric.FairnessGap, Limit = 0.9, Column = "plan" },
            ],
        });
        evaluation.Body.Promises.Count.ShouldBe(6);
        foreach (var promise in evaluation.Body.Promises)
        {
            promise.Bound.Value.ShouldNotBeNull(promise.Promise);
            promise.Bound.Low.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(promise.Bound.High!.Value);
            promise.Bound.N.ShouldBeGreaterThan(0);
        }

        evaluation.Body.Promises.Single(promise => promise.Promise.StartsWith("latency_ms <=", StringComparison.Ordinal)).Holds.ShouldBe(PromiseVerdict.Holds);
        evaluation.Body.Promises.Single(promise => promise.Promise.StartsWith("fairness_gap(plan) <=", StringComparison.Ordinal)).Bound.Value.ShouldNotBeNull().ShouldBeInRange(0, 1);
    }

    [Theory, Trait("Requirement", "M4")]
    [InlineData(80, PromiseVerdict.NotProven, 0.711, 0.867)]
    [InlineData(88, PromiseVerdict.Holds, 0.802, 0.930)]
    public async Task Eighty_percent_recall_is_judged_on_the_bound(int caught, PromiseVerdict expected, double low, double high)
    {
        // Trained under a promise of precision, so that the threshold flags group "a" and nobody else; the recall that
        // follows on the held-out rows is then known to the row, and it is what the product has to judge.
        var team = await rondo.NewTeamAsync($"bound-{caught}");
        var contract = Steps.Contract with { CostMiss = 0, CostFalseAlarm = 0, Promises = [new Promise { Metric = PromiseMetric.Precision, Limit = 0.6 }] };
        await team.DiscoverAsync();
        await team.PromiseAsync(contract);
        await team.ImportAsync("groups", Files.TwoGroups(caught));
        var run = await team.TrainAsync("groups", learners: "logistic");
        (await team.Manager.UnlockContractAsync(team.Product, new LockRequest { Reason = "Misses cost more than false alarms." })).Must();
        await team.PromiseAsync(contract with { Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = 0.8 }] });

        var evaluation = (await team.EvaluateAsync(run.Id)).Body;
        evaluation.Confusion.ShouldBe(new Confusion(evaluation.Confusion.Threshold, caught, 20, 100 - caught, 380));
        var promise = evaluation.Promises.ShouldHaveSingleItem();
        promise.Bound.Method.ShouldBe("wilson");
        promise.Bound.N.ShouldBe(100);
        promise.Bound.Value.ShouldNotBeNull().ShouldBe(caught / 100.0, 1e-9);
        promise.Bound.Low.ShouldNotBeNull().ShouldBe(low, 0.0005);
        promise.Bound.High.ShouldNotBeNull().ShouldBe(high, 0.0005);
        promise.Holds.ShouldBe(expected, promise.Sentence);
        evaluation.Verdict.ShouldBe(expected);
    }
}
