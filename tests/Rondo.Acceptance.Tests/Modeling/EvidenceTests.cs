using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Modeling;

/// <summary>Five questions, five answers, two signatures.</summary>
public sealed class EvidenceTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "M27"), Trait("Requirement", "M28"), Trait("Requirement", "M29"), Trait("Requirement", "M30"), Trait("Requirement", "M31"), Trait("Requirement", "M32")]
    public async Task The_evidence_page_is_published_with_five_answers_or_not_at_all()
    {
        var team = await rondo.NewTeamAsync("evidence-page");
        var evaluation = await team.ReachEvaluationAsync();
        var refused = await team.RefusedAsync("evidence_unanswered", () => team.Scientist.PublishEvidenceAsync(team.Product, evaluation.Id));
        refused.Fields.ShouldNotBeNull().ShouldHaveSingleItem().ShouldStartWith("What actions");

        await team.RefusedAsync("missing_field", () => team.Manager.SaveActionMapAsync(team.Product, new ActionMap { Rows = [new ActionRow("positive", "Call", "")] }));
        (await team.Manager.SaveActionMapAsync(team.Product, Steps.Actions)).Must();
        var evidence = (await team.Scientist.PublishEvidenceAsync(team.Product, evaluation.Id)).Must().Body;
        evidence.Answers.Count.ShouldBe(5);
        evidence.Answers.ShouldAllBe(answer => answer.Text.Length > 20 && answer.Sources.Count > 0);
        evidence.Answers[0].Text.ShouldContain("1,500 rows");
        evidence.Answers[0].Text.ShouldContain("customer_id (names each row)");
        evidence.Answers[1].Text.ShouldContain("Because: A missed customer costs 200");
        evidence.Answers[2].Text.ShouldContain("It misses");
        evidence.Answers[3].Text.ShouldContain("ROC-AUC");
        evidence.Answers[4].Text.ShouldContain("Call the customer (retention team)");
    }

    [Fact, Trait("Requirement", "M10")]
    public async Task One_signature_is_not_enough_and_one_person_cannot_sign_twice()
    {
        var team = await rondo.NewTeamAsync("two-signatures");
        var evaluation = await team.ReachEvaluationAsync();
        (await team.Manager.SaveActionMapAsync(team.Product, Steps.Actions)).Must();
        (await team.Scientist.PublishEvidenceAsync(team.Product, evaluation.Id)).Must();
        await team.MonitorAsync("inputs", new Contracts.Monitor { Metric = MonitorMetric.FeatureDrift });
        await team.RefusedAsync("reason_required", () => team.Scientist.SignAsync(team.Product, evaluation.Id, new SignRequest()));
        (await team.Scientist.SignAsync(team.Product, evaluation.Id, new SignRequest { Reason = "Judged." })).Must().Body.Complete.ShouldBeFalse();
        await team.RefusedAsync("not_signed_off", () => team.Engineer.CreateReleaseAsync(team.Product, "release-1", Steps.ReleaseOf(evaluation, "inputs")));
        await team.RefusedAsync("same_person_signed", () => team.Scientist.SignAsync(team.Product, evaluation.Id, new SignRequest { Reason = "Again." }));

        // A person with both hats is still one person.
        (await rondo.Server.As(Role.Admin).SavePersonAsync("both-hats", new SavePersonRequest { Name = "Both hats", Roles = [Role.ProductManager, Role.DataScientist] })).Must();
        var other = await team.RefusedAsync("role_not_held", () => rondo.Server.As(Role.ProductManager, "data-scientist").SignAsync(team.Product, evaluation.Id, new SignRequest { Reason = "As the other." }));
        other.Status.ShouldBe(403);
        (await rondo.Server.As(Role.ProductManager, "both-hats").SignAsync(team.Product, evaluation.Id, new SignRequest { Reason = "Worth it." })).Must().Body.Complete.ShouldBeTrue();
        (await team.Engineer.CreateReleaseAsync(team.Product, "release-1", Steps.ReleaseOf(evaluation, "inputs"))).Must();
    }

    [Fact, Trait("Requirement", "M26")]
    public async Task Two_equal_models_show_no_difference()
    {
        var team = await rondo.NewTeamAsync("equal-models");
        var first = await team.ReachEvaluationAsync();
        var second = await team.EvaluateAsync((await team.TrainAsync("customers", learners: "logistic")).Id);
        var comparison = (await team.Scientist.CompareAsync(team.Product, new CompareRequest { Champion = first.Id, Challenger = second.Id })).Must().Body;
        comparison.Verdict.ShouldBe("no_difference_shown");
        comparison.Sentence.ShouldStartWith("No difference is shown");
        comparison.Difference.Value.ShouldNotBeNull().ShouldBe(0, 1e-9);
        comparison.NegativeFlips.Value.ShouldNotBeNull().ShouldBe(0);
        comparison.N.ShouldBe(300);
    }

    [Fact, Trait("Requirement", "M26")]
    public async Task Every_look_at_the_held_out_rows_is_counted()
    {
        var team = await rondo.NewTeamAsync("looks");
        var first = await team.ReachEvaluationAsync();
        first.Body.TestLooks.ShouldBe(1);
        var run = await team.TrainAsync("customers", learners: ["majority", "logistic"]);
        (await team.EvaluateAsync(run.Id)).Body.TestLooks.ShouldBe(2);
    }
}
