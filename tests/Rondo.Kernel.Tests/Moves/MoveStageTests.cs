using Rondo.Contracts;
using Rondo.Kernel.Moves;
using Rondo.Kernel.Tests.Ledger;

namespace Rondo.Kernel.Tests.Moves;

/// <summary>Stages are places, not steps.</summary>
public sealed class MoveStageTests
{
    [Theory]
    [InlineData(Stage.Discovery, Stage.Data)]
    [InlineData(Stage.Data, Stage.Modeling)]
    [InlineData(Stage.Monitoring, Stage.Learning)]
    public void The_next_place_needs_no_reason(Stage from, Stage to) =>
        MoveStage.Decide(from, to, "").Value.ShouldSatisfyAllConditions(move => (move.From, move.To).ShouldBe((from, to)), move => move.Skipped.ShouldBeEmpty());

    [Fact]
    public void Skipping_needs_a_reason_and_names_what_is_skipped()
    {
        var refusal = MoveStage.Decide(Stage.Discovery, Stage.Deployment, " ").Refusal!;

        refusal.Code.ShouldBe(CommonProblems.ReasonRequired);
        refusal.Detail.ShouldContain("skips Data and Modeling");
        MoveStage.Decide(Stage.Discovery, Stage.Deployment, "a hunch").Value.Skipped.ShouldBe([Stage.Data, Stage.Modeling]);
    }

    [Theory]
    [InlineData(Stage.Monitoring, Stage.Data)]
    [InlineData(Stage.Learning, Stage.Discovery)]
    [InlineData(Stage.Data, Stage.Data)]
    public void Going_back_or_staying_needs_a_reason_and_skips_nothing(Stage from, Stage to)
    {
        MoveStage.Decide(from, to, "").Refusal!.Detail.ShouldContain("what did you learn?");
        MoveStage.Decide(from, to, "recall fell").Value.Skipped.ShouldBeEmpty();
    }

    [Fact]
    public void A_product_begins_in_Discovery_and_stands_where_it_moved_last()
    {
        var state = Given.Nothing.Write("main", new Product { Name = "Churn" });
        MoveStage.Current(state).ShouldBe(Stage.Discovery);

        state = state.Write("move-1", new Move { From = Stage.Discovery, To = Stage.Data }).Write("move-2", new Move { From = Stage.Data, To = Stage.Discovery });
        MoveStage.Current(state).ShouldBe(Stage.Discovery);

        MoveStage.Current(state.Write("move-3", new Move { From = Stage.Discovery, To = Stage.Monitoring })).ShouldBe(Stage.Monitoring);
    }

    [Fact]
    public void What_was_skipped_and_overridden_stands_on_the_card_with_its_reason()
    {
        var state = Given.Nothing
            .Write("move-1", new Move { From = Stage.Discovery, To = Stage.Data })
            .Write("move-2", new Move { From = Stage.Data, To = Stage.Deployment, Skipped = [Stage.Modeling] }, "the vendor brings the model")
            .Write("verdict", new GateOverride { Gate = "verdict", Subject = "", Codes = ["dead_end"], Signatures = [new("pm", Role.ProductManager, Given.Monday, "data comes in May"), new("ds", Role.DataScientist, Given.Monday, "I saw it")] })
            .Write("train.d1", new GateOverride { Gate = "train", Subject = "d1", Codes = ["no_contract"], Signatures = [new("pm", Role.ProductManager, Given.Monday, "alone")] });

        var lines = new SkippedOnCard().Write(state).Select(line => line.Sentence).ToList();

        lines.Count.ShouldBe(2);
        lines[0].ShouldBe("Modeling skipped by pm on 2026-03-02: the vendor brings the model");
        lines[1].ShouldBe("Set aside at the gate 'verdict': dead end. pm (product manager): “data comes in May” ds (data scientist): “I saw it”");
    }
}
