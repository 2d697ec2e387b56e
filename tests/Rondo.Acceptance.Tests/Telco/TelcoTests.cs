using System.Text.Json;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Telco;

/// <summary>The same path on the real Telco file: 80 % recall promised, judged on the bound on rows i with i % 5 == 4.</summary>
public sealed class TelcoTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "M4"), Trait("Requirement", "M26"), Trait("Requirement", "D1"), Trait("Requirement", "A1")]
    public async Task Eighty_percent_of_real_churners_are_found_and_it_is_proven()
    {
        var team = await rondo.NewTeamAsync("telco");
        await team.PromiseAsync(Steps.Contract with { Target = "Churn", CostMiss = 0, CostFalseAlarm = 0 });
        (await team.UploadFileAsync("telco", Files.Telco)).Must();
        var readiness = (await team.Scientist.MeasureReadinessAsync(team.Product, "telco")).Must().Body;
        readiness.Positives.ShouldBe(1869);
        readiness.NeededPositives.ShouldBe(246);
        readiness.Verdict.ShouldBe(ReadinessVerdict.Plausible);
        await team.RefusedAsync("ml_verdict_missing", () => team.Scientist.StartRunAsync(team.Product, new StartRunRequest { Dataset = "telco" }));
        await team.DiscoverAsync();

        var run = await team.TrainAsync("telco");
        run.Body.Candidates.Select(candidate => candidate.Learner).ShouldBe(["majority", "logistic", "gam", "lightgbm"], ignoreOrder: true);
        run.Body.TestRows.ShouldBe(1408);
        run.Body.Excluded.Keys.ShouldContain("customerID");
        run.Body.Candidates.ShouldAllBe(candidate => candidate.RocAuc.Low <= candidate.RocAuc.Value && candidate.Blob.Length == 64);

        var evaluation = (await team.EvaluateAsync(run.Id)).Body;
        evaluation.N.ShouldBe(1408);
        evaluation.Positives.ShouldBe(378);
        evaluation.Metrics["roc_auc"].Value.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.83);
        evaluation.Verdict.ShouldBe(PromiseVerdict.Holds);
        evaluation.Promises.Single().Bound.Low.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.8);
        evaluation.Metrics.Values.ShouldAllBe(metric => metric.N > 0 && metric.Low <= metric.Value && metric.Value <= metric.High);
        evaluation.Signals[0].CausalClaim.ShouldBeFalse();
        evaluation.Signals.Take(3).Select(signal => signal.Feature).ShouldContain("Contract");

        var identity = $"{run.Id}-{run.Body.Chosen}";
        await team.SignOffAsync(identity);
        await team.MonitorAsync("recall", new Contracts.Monitor { Metric = MonitorMetric.Recall });
        await team.MonitorAsync("inputs", new Contracts.Monitor { Metric = MonitorMetric.FeatureDrift });
        var judged = (await team.Viewer.GetEvaluationAsync(team.Product, identity)).Must();
        (await team.Engineer.CreateReleaseAsync(team.Product, "release-1", Steps.ReleaseOf(judged, "recall", "inputs"))).Must();
        await team.GoLiveAsync();

        var answer = (await team.Engineer.DecideAsync(team.Product, new DecisionRequest { Entity = "7590-VHVEG", Features = FirstCustomer(), Reasons = true })).Must();
        answer.Source.ShouldBe(DecisionSource.Model);
        answer.Decision.ShouldBe("Yes");
        answer.Action.ShouldBe("Call the customer");
        answer.Reasons.ShouldNotBeNull().ShouldNotBeEmpty();
        answer.Score.ShouldNotBeNull().ShouldBeInRange(0.2, 1);
    }

    /// <summary>The file's first row: one month with the company, paying by electronic check.</summary>
    private static JsonElement FirstCustomer() => JsonSerializer.SerializeToElement(new Dictionary<string, object>
    {
        ["gender"] = "Female", ["SeniorCitizen"] = 0, ["Partner"] = "Yes", ["Dependents"] = "No", ["tenure"] = 1, ["PhoneService"] = "No",
        ["MultipleLines"] = "No phone service", ["InternetService"] = "DSL", ["OnlineSecurity"] = "No", ["OnlineBackup"] = "Yes", ["DeviceProtection"] = "No",
        ["TechSupport"] = "No", ["StreamingTV"] = "No", ["StreamingMovies"] = "No", ["Contract"] = "Month-to-month", ["PaperlessBilling"] = "Yes",
        ["PaymentMethod"] = "Electronic check", ["MonthlyCharges"] = 29.85, ["TotalCharges"] = 29.85,
    });
}
