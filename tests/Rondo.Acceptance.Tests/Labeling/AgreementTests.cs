using System.Globalization;
using System.Text;
using Rondo.Acceptance.House;
using Rondo.Client;
using Rondo.Contracts;
using Rondo.Tests;

namespace Rondo.Acceptance.Labeling;

/// <summary>Three annotators, 23 %: agreement is shown beside chance, and too little of it freezes nothing.</summary>
public sealed class AgreementTests(SharedRondo rondo)
{
    [Theory, Trait("Requirement", "L4"), Trait("Requirement", "L7")]
    [InlineData(2, -0.0233, -0.0267)]
    [InlineData(4, 0.3178, 0.3155)]
    public async Task Twenty_three_of_a_hundred_unanimous_is_far_from_enough(int classes, double alpha, double fleiss)
    {
        var team = await rondo.NewTeamAsync($"labels-{classes}");
        (await UploadAsync(team, "reasons", TwentyThree(classes))).Must();
        var agreement = (await team.Viewer.GetAgreementAsync(team.Product, "reasons")).Must().Body;
        agreement.Items.ShouldBe(100);
        agreement.Unanimity.Value.ShouldNotBeNull().ShouldBe(0.23, 1e-9);
        agreement.KrippendorffAlpha.Value.ShouldNotBeNull().ShouldBe(alpha, 5e-5);
        agreement.FleissKappa.ShouldNotBeNull().ShouldBe(fleiss, 5e-5);
        agreement.ChanceUnanimity.ShouldBeGreaterThan(0);
        agreement.Sentence.ShouldContain("chance alone gives");
        agreement.PerPair.Count.ShouldBe(3);
        agreement.KrippendorffAlpha.Low.ShouldNotBeNull();

        var refused = await team.RefusedAsync("agreement_too_low", () => team.Reviewer.FreezeLabelsAsync(team.Product, "reasons", new SignRequest { Reason = "To begin." }));
        refused.Status.ShouldBe(409);
        refused.Detail.ShouldContain("0.667");
    }

    [Fact, Trait("Requirement", "L4")]
    public async Task Three_real_annotators_agree_on_23_percent()
    {
        var team = await rondo.NewTeamAsync("labels-real");
        (await UploadAsync(team, "sites", await File.ReadAllTextAsync(SharedData.File("ma_three_annotators_23pct", "labels.csv")))).Must();
        var agreement = (await team.Viewer.GetAgreementAsync(team.Product, "sites")).Must().Body;
        agreement.Items.ShouldBe(400);
        agreement.Unanimity.Value.ShouldNotBeNull().ShouldBe(0.23, 1e-9);
    }

    [Fact, Trait("Requirement", "L7")]
    public async Task Labels_on_which_people_agree_are_frozen_and_ties_are_left_out()
    {
        var team = await rondo.NewTeamAsync("labels-good");
        var csv = new StringBuilder("item,annotator,label\n");
        for (var item = 0; item < 100; item++)
        {
            for (var annotator = 0; annotator < 2; annotator++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"i{item},a{annotator},{(item < 4 && annotator == 1 ? "other" : item % 2 == 0 ? "yes" : "no")}\n");
            }
        }

        (await UploadAsync(team, "good", csv.ToString())).Must();
        var frozen = (await team.Reviewer.FreezeLabelsAsync(team.Product, "good", new SignRequest { Reason = "People agree." })).Must().Body;
        frozen.Items.ShouldBe(96);
        frozen.Ties.ShouldBe(4);
        frozen.Alpha.Low.ShouldNotBeNull().ShouldBeGreaterThan(0.667);
        (await team.Viewer.GetFrozenLabelsAsync(team.Product, "good")).Must().Body.Blob.ShouldBe(frozen.Blob);
        (await team.Viewer.GetInboxAsync(team.Product)).Must().ShouldNotContain(item => item.Decision.Code == "freeze_labels");

        // A new round under the same name waits to be frozen again.
        (await UploadAsync(team, "good", csv.ToString() + "i100,a0,yes\ni100,a1,yes\n")).Must();
        (await team.Viewer.GetInboxAsync(team.Product)).Must().ShouldContain(item => item.Decision.Code == "freeze_labels");
    }

    [Fact, Trait("Requirement", "L7")]
    public async Task How_far_people_agree_stands_beside_the_models_score()
    {
        var team = await rondo.NewTeamAsync("labels-ceiling");
        (await UploadAsync(team, "round-1", TwentyThree(2))).Must();
        var evaluation = await team.ReachEvaluationAsync();

        var humans = evaluation.Body.Humans.ShouldNotBeNull();
        var agreement = (await team.Viewer.GetAgreementAsync(team.Product, "round-1")).Must();
        humans.Labels.ShouldBe(new DocumentRef(Agreement.Kind, "round-1", agreement.Version));
        humans.Pairwise.ShouldBe(agreement.Body.PairwiseAgreement);
        humans.Alpha.Value.ShouldBe(agreement.Body.KrippendorffAlpha.Value);
        humans.Sentence.ShouldContain("100 items");
        evaluation.BasedOn.ShouldContain(humans.Labels);

        await team.SignOffAsync(evaluation.Id);
        (await team.Viewer.PreviewEvidenceAsync(team.Product, evaluation.Id)).Must().Answers[3].Text.ShouldContain(humans.Sentence);
    }

    [Fact]
    public async Task A_file_without_the_columns_is_refused_and_leaves_nothing()
    {
        var team = await rondo.NewTeamAsync("labels-columns");
        var refused = await team.RefusedAsync("annotation_column_absent", () => UploadAsync(team, "x", "a,b,c\n1,2,3\n4,5,6\n"));
        refused.Fields.ShouldNotBeNull().ShouldContain("item");
    }

    private static string TwentyThree(int classes)
    {
        var csv = new StringBuilder("item,annotator,label\n");
        for (var item = 0; item < 100; item++)
        {
            var (main, minority) = (item % classes, (item + 1) % classes);
            csv.Append(CultureInfo.InvariantCulture, $"i{item},a1,c{main}\ni{item},a2,c{main}\ni{item},a3,c{(item < 23 ? main : minority)}\n");
        }

        return csv.ToString();
    }

    private static async Task<Reply<Document<LabelSet>>> UploadAsync(Team team, string id, string csv)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return await team.Reviewer.UploadLabelSetAsync(team.Product, id, new LabelSetUpload { Name = id, File = $"{id}.csv" }, file);
    }
}
