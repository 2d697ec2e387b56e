using System.Globalization;
using System.Text;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Data;

/// <summary>Quantity, quality and form, each with its numbers; labels that contradict the rest; data too clean to be true.</summary>
public sealed class DataChecksTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "D9")]
    public async Task A_key_field_that_is_missing_in_60_percent_makes_quality_red_and_is_named()
    {
        var team = await rondo.NewTeamAsync("quality");
        await team.PromiseAsync();
        var random = new Random(2);
        var csv = new StringBuilder("customer_id,usage,tickets,left\n");
        for (var i = 0; i < 3000; i++)
        {
            var left = random.NextDouble() < 0.4;
            csv.Append(CultureInfo.InvariantCulture, $"Q{i:00000},{(i % 5 < 3 ? "" : $"{random.NextDouble() + (left ? 1.4 : 0):0.000}")},{random.Next(6)},{(left ? "Yes" : "No")}\n");
        }

        var readiness = await team.ImportAsync("gappy", csv.ToString());
        readiness.Quality!.Score.ShouldBe(RiskScore.Red);
        readiness.Quality.Sentence.ShouldContain("usage");
        readiness.Quality.Sentence.ShouldContain("60 %");
        readiness.Findings.ShouldContain(finding => finding.Code == "mostly_missing" && finding.Column == "usage");
    }

    [Fact, Trait("Requirement", "D10")]
    public async Task A_task_that_needs_text_and_a_table_without_any_is_the_wrong_form()
    {
        var team = await rondo.NewTeamAsync("form");
        await team.PromiseAsync();
        (await team.Manager.SaveQuickCheckAsync(team.Product, new QuickCheck { Needs = [DataForm.Text] })).Must();
        var table = await team.ImportAsync("table", Files.Learnable(800));
        table.Form!.Score.ShouldBe(RiskScore.Red);
        table.Form.Sentence.ShouldContain("no column holds any");
        table.Verdict.ShouldBe(ReadinessVerdict.NeedData);
        table.Findings.ShouldContain(finding => finding.Code == "form_mismatch" && finding.Severity == Severity.Fail);

        var random = new Random(3);
        string[] words = ["refund", "please", "the", "order", "never", "came", "thanks", "card", "charged", "twice", "why", "again", "support", "hello", "team"];
        var csv = new StringBuilder("ticket_id,conversation,left\n");
        for (var i = 0; i < 800; i++)
        {
            var left = random.NextDouble() < 0.4;
            csv.Append(CultureInfo.InvariantCulture, $"T{i:0000},{string.Join(' ', Enumerable.Range(0, 9 + random.Next(9)).Select(_ => words[random.Next(words.Length)]).Append(left ? "cancel" : "ok"))},{(left ? "Yes" : "No")}\n");
        }

        var texts = await team.ImportAsync("texts", csv.ToString());
        texts.Form!.Score.ShouldBe(RiskScore.Green);
        texts.Form.Sentence.ShouldContain("conversation");
        texts.QuickModel!.Learnable.ShouldBeTrue("a word tells it");
    }

    [Theory, Trait("Requirement", "D15")]
    [InlineData(300, 12, RiskScore.Red)]
    [InlineData(50_000, 4_000, RiskScore.Green)]
    public async Task Scale_is_judged_on_positives_and_not_on_rows(int rows, int positives, RiskScore score)
    {
        var team = await rondo.NewTeamAsync($"scale-{rows}");
        await team.PromiseAsync();
        var random = new Random(4);
        var csv = new StringBuilder("customer_id,usage,left\n");
        for (var i = 0; i < rows; i++)
        {
            var left = (long)i * positives / rows != (long)(i + 1) * positives / rows;
            csv.Append(CultureInfo.InvariantCulture, $"S{i:000000},{random.NextDouble() + (left ? 0.5 : 0):0.0000},{(left ? "Yes" : "No")}\n");
        }

        var readiness = await team.ImportAsync("scale", csv.ToString());
        readiness.Positives.ShouldBe(positives);
        readiness.Quantity!.Score.ShouldBe(score);
        readiness.Quantity.Sentence.ShouldContain(positives.ToString("N0", CultureInfo.InvariantCulture));
    }

    [Fact, Trait("Requirement", "D15")]
    public async Task More_rows_of_the_same_are_priced_in_points()
    {
        var team = await rondo.NewTeamAsync("outlook");
        await team.PromiseAsync();
        var readiness = await team.ImportAsync("customers", Files.Learnable(4000));
        readiness.LearningCurve.Count.ShouldBe(4);
        readiness.LearningCurve.Select(point => point.Rows).ShouldBeInOrder();
        readiness.Outlook!.Rows.ShouldBe(2 * readiness.LearningCurve[^1].Rows);
        readiness.Outlook.Gain.Low!.Value.ShouldBeLessThanOrEqualTo(readiness.Outlook.Gain.Value!.Value);
        readiness.Outlook.Sentence.ShouldContain("twice the data", Case.Insensitive);
    }

    [Fact, Trait("Requirement", "A5")]
    public async Task A_tenth_of_wrong_labels_is_estimated_as_10_give_or_take_4_percent()
    {
        var team = await rondo.NewTeamAsync("label-noise");
        await team.PromiseAsync();
        var random = new Random(6);
        var csv = new StringBuilder("customer_id,usage,visits,left\n");
        for (var i = 0; i < 4000; i++)
        {
            var (usage, visits) = (random.NextDouble() * 2 - 1, random.NextDouble() * 2 - 1);
            var leaves = usage + visits < 0;
            csv.Append(CultureInfo.InvariantCulture, $"N{i:00000},{usage + (leaves ? -1 : 1):0.000},{visits:0.000},{(leaves ^ (random.NextDouble() < 0.1) ? "Yes" : "No")}\n");
        }

        var readiness = await team.ImportAsync("noisy", csv.ToString());
        readiness.LabelNoise!.Value!.Value.ShouldBeInRange(0.06, 0.14);
        readiness.Findings.Single(finding => finding.Code == "label_noise").Sentence.ShouldContain("contradict");
    }

    [Fact, Trait("Requirement", "A4")]
    public async Task A_made_up_table_is_too_clean_with_reasons_and_a_raw_log_is_not()
    {
        var team = await rondo.NewTeamAsync("too-clean");
        await team.PromiseAsync(Steps.Contract with { Target = "Churn" });
        (await team.UploadFileAsync("a", Files.StoryA)).Must();
        (await team.UploadFileAsync("b", Files.StoryB)).Must();
        var a = (await team.Scientist.MeasureReadinessAsync(team.Product, "a")).Must().Body.TooClean;
        a.Value.ShouldBeTrue();
        a.Reasons.Count.ShouldBeGreaterThanOrEqualTo(2);
        (await team.Scientist.MeasureReadinessAsync(team.Product, "b")).Must().Body.TooClean.Value.ShouldBeFalse();
    }

    [Fact]
    public async Task A_column_that_is_filled_only_where_the_outcome_came_was_written_afterwards()
    {
        var team = await rondo.NewTeamAsync("afterwards");
        await team.PromiseAsync();
        var random = new Random(9);
        var csv = new StringBuilder("customer_id,usage,cancelled_on,e_mail,left\n");
        for (var i = 0; i < 1500; i++)
        {
            var left = random.NextDouble() < 0.35;
            csv.Append(CultureInfo.InvariantCulture, $"F{i:00000},{random.NextDouble() + (left ? 0.4 : 0):0.000},{(left ? $"2026-0{1 + random.Next(6)}-1{random.Next(10)}" : "")},person{i}@example.org,{(left ? "Yes" : "No")}\n");
        }

        var readiness = await team.ImportAsync("leaky", csv.ToString());
        var leak = readiness.Findings.Single(finding => finding.Code == "leak_missing");
        leak.Column.ShouldBe("cancelled_on");
        leak.Sentence.ShouldContain("100 %");
        readiness.Findings.ShouldContain(finding => finding.Code == "personal_data" && finding.Column == "e_mail");
    }
}
