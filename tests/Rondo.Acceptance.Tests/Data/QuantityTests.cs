using System.Globalization;
using System.Text;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Data;

/// <summary>Enough examples? Needed positives follow from the contract, and the wait from the pace.</summary>
public sealed class QuantityTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "D8"), Trait("Requirement", "A2")]
    public async Task Forty_positives_a_month_leave_31_months_to_wait_for_246_in_the_evaluation_rows()
    {
        var team = await rondo.NewTeamAsync("quantity");
        await team.PromiseAsync();
        var readiness = await team.ImportAsync("one-month", OneMonth(positives: 40, rows: 400));

        readiness.Positives.ShouldBe(40);
        readiness.NeededPositives.ShouldBe(246);
        readiness.Verdict.ShouldNotBe(ReadinessVerdict.Plausible);
        var finding = readiness.Findings.Single(found => found.Code == "too_few_positives");
        finding.Numbers["needed_positives"].ShouldBe(246);
        finding.Numbers["needed_in_all"].ShouldBe(1230);
        finding.Sentence.ShouldContain("246");
        finding.Sentence.ShouldContain("1,230");
        readiness.MonthsToWait!.Value.ShouldBeInRange(29, 32);
        finding.NextStep.ShouldContain("months");
    }

    [Fact, Trait("Requirement", "A3")]
    public async Task With_shuffled_outcomes_the_quick_model_is_no_better_than_chance_however_strong_the_fields_are()
    {
        var team = await rondo.NewTeamAsync("shuffled");
        for (var seed = 1; seed <= 5; seed++)
        {
            var readiness = await team.ImportAsync($"seed-{seed}", Files.Learnable(seed: seed));

            readiness.QuickModel!.Auc.Value!.Value.ShouldBeGreaterThan(0.9, $"seed {seed}");
            readiness.QuickModel.ShuffledAuc.Value!.Value.ShouldBe(0.5, 0.09, $"seed {seed}");
            readiness.QuickModel.Learnable.ShouldBeTrue();
        }
    }

    [Fact, Trait("Requirement", "D8")]
    public async Task Needed_positives_follow_the_contract_and_are_typed_nowhere_else()
    {
        var team = await rondo.NewTeamAsync("needed-positives");
        await team.PromiseAsync();
        (await team.Viewer.GetContractAsync(team.Product)).Must().NeededPositives.ShouldBe(246);

        (await team.Manager.UnlockContractAsync(team.Product, new LockRequest { Reason = "Twice as wide is enough." })).Must();
        await team.PromiseAsync(Steps.Contract with { Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = 0.9, Margin = 0.1 }] });
        (await team.Viewer.GetContractAsync(team.Product)).Must().NeededPositives.ShouldBe(35);
        (await team.ImportAsync("customers", Files.Learnable(400))).NeededPositives.ShouldBe(35);
    }

    [Fact, Trait("Requirement", "A2")]
    public async Task Enough_positives_with_a_signal_are_plausible()
    {
        var team = await rondo.NewTeamAsync("enough-positives");
        await team.PromiseAsync();
        var readiness = await team.ImportAsync("customers", Files.Learnable(4000));

        (readiness.Positives * 0.2).ShouldBeGreaterThan(246);
        readiness.Verdict.ShouldBe(ReadinessVerdict.Plausible);
        readiness.QuickModel!.Learnable.ShouldBeTrue();
        readiness.QuickModel.Auc.Low.ShouldNotBeNull().ShouldBeGreaterThan(0.5);
        readiness.MonthsToWait.ShouldBeNull();
    }

    [Fact, Trait("Requirement", "A2")]
    public async Task A_group_with_fewer_than_thirty_positives_is_flagged_and_a_larger_one_is_not()
    {
        var team = await rondo.NewTeamAsync("thin-groups");
        await team.PromiseAsync();
        var csv = new StringBuilder("customer_id,region,usage,left\n");
        var random = new Random(3);
        for (var i = 0; i < 600; i++)
        {
            // North: 300 rows, 100 leave. South: 210 rows, 30 leave. Isles: 90 rows, 29 leave.
            var (region, left) = i < 300 ? ("north", i < 100) : i < 510 ? ("south", i < 330) : ("isles", i < 539);
            csv.Append(CultureInfo.InvariantCulture, $"T{i:0000},{region},{(left ? 1 : 2) + random.NextDouble():0.000},{(left ? "Yes" : "No")}\n");
        }

        var readiness = await team.ImportAsync("groups", csv.ToString());
        readiness.ThinSegments.ShouldBe([new ThinSegment("region", "isles", 90, 29)]);
        var finding = readiness.Findings.Single(found => found.Code == "thin_segment");
        finding.Column.ShouldBe("region");
        finding.Sentence.ShouldContain("'isles' 29 in 90 rows");
        finding.Numbers["needed"].ShouldBe(30);
    }

    [Fact, Trait("Requirement", "A2")]
    public async Task Noise_is_not_called_a_signal()
    {
        var team = await rondo.NewTeamAsync("noise");
        var random = new Random(5);
        var csv = new StringBuilder("customer_id,a,b,left\n");
        for (var i = 0; i < 1500; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"N{i:0000},{random.NextDouble():0.0000},{random.NextDouble():0.0000},{(random.NextDouble() < 0.3 ? "Yes" : "No")}\n");
        }

        var readiness = await team.ImportAsync("noise", csv.ToString());
        readiness.Verdict.ShouldBe(ReadinessVerdict.Implausible);
        readiness.QuickModel!.Learnable.ShouldBeFalse();
        readiness.Findings.ShouldContain(finding => finding.Code == "no_signal");
    }

    private static string OneMonth(int positives, int rows)
    {
        var random = new Random(11);
        var csv = new StringBuilder("customer_id,seen_on,usage,left\n");
        for (var i = 0; i < rows; i++)
        {
            var left = i % (rows / positives) == 0;
            var day = new DateOnly(2026, 1, 1).AddDays(i * 31 / rows);
            csv.Append(CultureInfo.InvariantCulture, $"M{i:0000},{day:yyyy-MM-dd},{(left ? 1 : 3) + random.NextDouble():0.000},{(left ? "Yes" : "No")}\n");
        }

        return csv.ToString();
    }
}
