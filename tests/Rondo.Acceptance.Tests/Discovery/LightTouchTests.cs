using System.Diagnostics;
using Rondo.Acceptance.House;
using Rondo.Client;
using Rondo.Contracts;

namespace Rondo.Acceptance.Discovery;

/// <summary>A dozen questions, the signals that should be there, five things that must stand on evidence, and templates to begin from.</summary>
public sealed class LightTouchTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "D12")]
    public async Task Yes_to_the_first_question_needs_a_column_that_it_rests_on()
    {
        var team = await rondo.NewTeamAsync("first-question");
        var refused = await team.RefusedAsync("no_field_mapped", () => team.Manager.SaveQuickCheckAsync(team.Product, new QuickCheck { Answers = [new QuickReply(QuickQuestions.CapturesType, QuickAnswer.Yes)] }));
        refused.Status.ShouldBe(409);
        (await team.Manager.SaveQuickCheckAsync(team.Product, new QuickCheck { Answers = [new QuickReply(QuickQuestions.CapturesType, QuickAnswer.Yes, Fields: ["usage"])] })).Must();
        (await team.Manager.SaveQuickCheckAsync(team.Product, new QuickCheck { Answers = [new QuickReply(QuickQuestions.CapturesType, QuickAnswer.No)] })).Must();
        await team.RefusedAsync("unknown_question", () => team.Manager.SaveQuickCheckAsync(team.Product, new QuickCheck { Answers = [new QuickReply("mood", QuickAnswer.No)] }));
    }

    [Fact, Trait("Requirement", "D14")]
    public async Task Expected_signals_are_found_weak_or_absent_once_somebody_measures()
    {
        var team = await rondo.NewTeamAsync("signals");
        await team.PromiseAsync();
        (await team.Manager.SaveQuickCheckAsync(team.Product, new QuickCheck
        {
            Signals = [new ExpectedSignal("Falling usage", "Usage"), new ExpectedSignal("The plan", "plan", SignalBelief.Have), new ExpectedSignal("Mood", "mood"), new ExpectedSignal("Shoe size", "shoe_size", SignalBelief.Missing)],
        })).Must();
        (await Signals()).ShouldAllBe(signal => signal.Strength == SignalStrength.Unmeasured);

        var random = new Random(14);
        var csv = string.Join('\n', Files.Learnable(6000).TrimEnd().ReplaceLineEndings("\n").Split('\n').Select((line, i) => $"{line},{(i == 0 ? "shoe_size" : random.Next(36, 47))}"));
        await team.ImportAsync("customers", csv);
        var signals = await Signals();
        signals[0].ShouldSatisfyAllConditions(signal => signal.Strength.ShouldBe(SignalStrength.Found), signal => signal.Signal!.Low!.Value.ShouldBeGreaterThan(0.55));
        signals[1].Strength.ShouldBe(SignalStrength.Weak, signals[1].Sentence);
        signals[2].ShouldSatisfyAllConditions(signal => signal.Strength.ShouldBe(SignalStrength.Absent), signal => signal.Sentence.ShouldContain("No column of customers"));
        signals[3].ShouldSatisfyAllConditions(signal => signal.Strength.ShouldBe(SignalStrength.Absent), signal => signal.Signal.ShouldNotBeNull());

        async Task<IReadOnlyList<MeasuredSignal>> Signals() => (await team.Viewer.GetDiscoveryAsync(team.Product)).Must().Signals;
    }

    [Fact, Trait("Requirement", "D16")]
    public async Task The_light_touch_asks_at_most_fifteen_questions_and_measures_in_ten_seconds()
    {
        QuickQuestions.All.Count.ShouldBeInRange(5, 15);
        var team = await rondo.NewTeamAsync("light");
        (await team.Manager.ApplyTemplateAsync(team.Product, "customer-churn")).Must();
        await SampleAsync(team, "customer-churn", "churned");
        var watch = Stopwatch.StartNew();
        var readiness = (await team.Scientist.MeasureReadinessAsync(team.Product, "sample")).Must().Body;
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        readiness.Rows.ShouldBeLessThanOrEqualTo(10_000);
        readiness.Verdict.ShouldBeOneOf(ReadinessVerdict.Plausible, ReadinessVerdict.NeedData);
    }

    [Fact, Trait("Requirement", "D17")]
    public void Discovery_says_plausible_and_never_approved() =>
        Enum.GetNames<Plausibility>().Concat(Enum.GetNames<VerdictChoice>()).Concat(Enum.GetNames<ReadinessVerdict>()).ShouldSatisfyAllConditions(
            names => names.ShouldContain("Plausible"),
            names => names.ShouldNotContain(name => name.Contains("Approved", StringComparison.OrdinalIgnoreCase)));

    [Fact, Trait("Requirement", "D18"), Trait("Requirement", "D19")]
    public async Task From_the_ticket_template_to_a_verdict_with_the_bundled_sample_and_all_five_points_on_evidence()
    {
        var team = await rondo.NewTeamAsync("triage");
        (await team.Manager.GetTemplatesAsync()).Must().Select(template => template.Id).ShouldBe(["customer-churn", "ticket-triage"]);
        (await team.Manager.ApplyTemplateAsync(team.Product, "ticket-triage")).Must();
        var begun = (await team.Viewer.GetDiscoveryAsync(team.Product)).Must();
        begun.Risks.Count.ShouldBe(5);
        begun.Risks.Values.ShouldAllBe(risk => risk.Body.Score == RiskScore.Amber && risk.Body.Assumption.Length > 10 && risk.Body.Evidence.Count == 0);
        begun.MlReady.ShouldBeFalse();
        begun.Checklist.Single(point => point.Id == "problem").Evidence.ShouldNotBeNull();
        begun.Checklist.Where(point => point.Evidence is null).Select(point => point.Id).ShouldBe(["value", "rules", "reason", "data"]);

        // The problem is one's own: the sentence can be changed.
        (await team.Manager.SaveBriefAsync(team.Product, begun.Brief!.Body with { Pain = "Urgent tickets wait two hours behind the others." })).Must();
        await SampleAsync(team, "ticket-triage", "urgent");
        (await team.Manager.SaveRuleAsync(team.Product, new RuleBaseline { Text = "channel = 'phone'", MinutesPerCase = 3, HourlyRate = 40 })).Must();
        var readiness = (await team.Scientist.MeasureReadinessAsync(team.Product, "sample")).Must().Body;
        readiness.Verdict.ShouldBe(ReadinessVerdict.Plausible);
        readiness.Form!.Score.ShouldBe(RiskScore.Green, "the task needs text, and there is text");
        readiness.Comparison!.Better.ShouldBe("model");

        await team.JudgeAsync(RiskName.Value, RiskScore.Green);
        (await team.Manager.DecideVerdictAsync(team.Product, Steps.Ml)).Must();
        var done = (await team.Viewer.GetDiscoveryAsync(team.Product)).Must();
        done.Checklist.ShouldAllBe(point => point.Evidence != null);
        done.MlReady.ShouldBeTrue();

        // One of the five loses its evidence: not ready any more.
        (await team.Manager.SaveRiskAsync(team.Product, RiskName.Value, new Risk { Score = RiskScore.Amber, Assumption = "We hope so.", Owner = "product-manager" })).Must();
        var again = (await team.Viewer.GetDiscoveryAsync(team.Product)).Must();
        again.MlReady.ShouldBeFalse();
        again.Checklist.Single(point => point.Id == "value").ShouldSatisfyAllConditions(point => point.Evidence.ShouldBeNull(), point => point.Sentence.ShouldContain("assumed"));
        await team.RefusedAsync("unknown_template", () => team.Manager.ApplyTemplateAsync(team.Product, "moon-landing"));
    }

    private static async Task SampleAsync(Team team, string template, string target)
    {
        var csv = new MemoryStream();
        (await team.Manager.DownloadSampleAsync(template, csv)).ShouldBeNull();
        csv.Position = 0;
        (await team.UploadAsync("sample", csv, "sample.csv", target, "yes")).Must();
    }
}
