using Microsoft.Extensions.Logging.Abstractions;
using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Deployment.Feedback;
using Rondo.Deployment.Models;
using Rondo.Deployment.Outcomes;
using Rondo.Deployment.Reviews;
using Rondo.Deployment.Routing;
using Rondo.Deployment.Tests.Models;
using Rondo.Kernel.Facts;

namespace Rondo.Deployment.Tests.Outcomes;

public sealed class OutcomeDeskTests : IDisposable
{
    private static readonly Fact Prediction = new() { Product = World.Product, Kind = "prediction", Id = "p1", Entity = "c1", Release = "r1", Arm = "champion", At = World.Start, RecordedAt = World.Start, Value = 0.9, Label = "Yes" };
    private readonly DecisionMeter _meter = new();
    private ModelShelf? _shelf;

    [Theory]
    [InlineData("p9", "Yes", 1, "unknown_prediction")]
    [InlineData("", "Yes", 1, "unknown_prediction")]
    [InlineData("p1", "Perhaps", 1, "invalid_outcome")]
    [InlineData("p1", "", 1, "invalid_outcome")]
    [InlineData("p1", "Yes", -1, "outcome_before_prediction")]
    public async Task A_bad_outcome_is_refused_by_its_own_code(string prediction, string outcome, int hours, string code)
    {
        var (world, desk) = await DeskAsync();

        var answer = await RecordOutcome.Handle(World.Product, new OutcomeRequest { PredictionId = prediction, Outcome = outcome, At = World.Start.AddHours(hours) }, world.Ledger.Desk(), desk, CancellationToken.None);

        answer.Refusal!.Code.Code.ShouldBe(code);
        world.Facts.Of("outcome").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outcome_joins_its_prediction_and_its_release()
    {
        var (world, desk) = await DeskAsync();

        (await desk.TakeAsync(world.State, [new OutcomeRequest { PredictionId = "p1", Outcome = " yes " }], CancellationToken.None)).Stored.ShouldBe(1);

        var fact = world.Facts.Of("outcome").ShouldHaveSingleItem();
        (fact.Subject, fact.Label, fact.Release, fact.Arm, fact.At).ShouldBe(("p1", "Yes", "r1", "champion", World.Start));
    }

    [Fact]
    public async Task The_same_outcome_again_is_a_repeat_and_another_one_is_refused()
    {
        var (world, desk) = await DeskAsync();
        await desk.TakeAsync(world.State, [new OutcomeRequest { PredictionId = "p1", Outcome = "Yes" }], CancellationToken.None);
        world.Clock.Add(TimeSpan.FromDays(1));

        (await desk.TakeAsync(world.State, [new OutcomeRequest { PredictionId = "p1", Outcome = "Yes" }], CancellationToken.None)).ShouldSatisfyAllConditions(receipt => receipt.Repeated.ShouldBe(1), receipt => receipt.Stored.ShouldBe(0));
        var refused = await RecordOutcome.Handle(World.Product, new OutcomeRequest { PredictionId = "p1", Outcome = "No" }, world.Ledger.Desk(), desk, CancellationToken.None);
        (refused.Refusal!.Code.Code, refused.Refusal.Code.Status).ShouldBe(("duplicate_outcome", 409));
        world.Facts.Of("outcome").ShouldHaveSingleItem().Label.ShouldBe("Yes");
    }

    [Fact]
    public async Task A_batch_keeps_the_good_ones_and_names_every_other_one()
    {
        var (world, desk) = await DeskAsync();
        await world.Facts.AppendAsync([Prediction with { Id = "p2" }], CancellationToken.None);

        var receipt = await desk.TakeAsync(
            world.State,
            [new() { PredictionId = "nobody", Outcome = "Yes" }, new() { PredictionId = "p1", Outcome = "Yes" }, new() { PredictionId = "p1", Outcome = "Yes" }, new() { PredictionId = "p1", Outcome = "No" }, null!, new() { PredictionId = "p2", Outcome = "No" }],
            CancellationToken.None);

        (receipt.Stored, receipt.Repeated).ShouldBe((2, 1));
        receipt.Refused.Select(refused => (refused.Index, refused.Problem.Code)).ShouldBe([(0, "unknown_prediction"), (3, "duplicate_outcome"), (4, "unknown_prediction")]);
    }

    [Fact]
    public async Task Feedback_belongs_to_a_prediction_or_to_none_but_not_to_an_unknown_one()
    {
        var (world, _) = await DeskAsync();
        SendFeedback.Decide(World.Product, "f1", new FeedbackRequest { PredictionId = "p1", Text = "wrong!" }, Prediction, World.Start).Value.ShouldSatisfyAllConditions(fact => fact.Value.ShouldBe(0), fact => fact.Release.ShouldBe("r1"));
        SendFeedback.Decide(World.Product, "f1", new FeedbackRequest { Helpful = true }, null, World.Start).Value.Value.ShouldBe(1);
        SendFeedback.Decide(World.Product, "f1", new FeedbackRequest { PredictionId = "p9" }, null, World.Start).Refusal!.Code.Code.ShouldBe("unknown_prediction");

        var sent = (await SendFeedback.Handle(World.Product, new FeedbackRequest { PredictionId = "p1", Text = "\"quoted\"" }, world.Ledger.Desk(), world.Facts, new CountingIds(), CancellationToken.None)).Value;
        (await ListFeedback.Handle(World.Product, null, world.Ledger.Desk(), world.Facts, CancellationToken.None)).Value.ShouldBe([sent]);
        sent.Text.ShouldBe("\"quoted\"");
    }

    [Fact]
    public async Task The_first_answer_to_a_review_stands()
    {
        var (world, desk) = await DeskAsync();
        await world.Facts.AppendAsync([Prediction with { Kind = "review", Subject = "p1", Label = "unsure" }], CancellationToken.None);

        (await ReviewAsync(world, desk, "p1", "")).Refusal!.Code.Code.ShouldBe("missing_field");
        (await ReviewAsync(world, desk, "p1", "Maybe")).Refusal!.Code.Code.ShouldBe("invalid_decision");
        (await ReviewAsync(world, desk, "p2", "Yes")).Refusal!.Code.Code.ShouldBe("unknown_review");
        (await ReviewAsync(world, desk, "p1", "yes")).Value.Answer.ShouldBe("Yes");
        (await ReviewAsync(world, desk, "p1", "Yes")).IsGood.ShouldBeTrue();
        (await ReviewAsync(world, desk, "p1", "No")).Refusal!.Code.Code.ShouldBe("already_reviewed");
        (await ListReviews.Handle(World.Product, world.Ledger.Desk(), world.Facts, CancellationToken.None)).Value.ShouldHaveSingleItem().Answer.ShouldBe("Yes");
    }

    public void Dispose()
    {
        _shelf?.Dispose();
        _meter.Dispose();
    }

    private static Task<Kernel.Answer<ReviewItem>> ReviewAsync(World world, OutcomeDesk desk, string id, string decision) =>
        AnswerReview.Handle(World.Product, id, new ReviewRequest { Decision = decision }, world.Ledger.Desk(), world.Facts, desk, CancellationToken.None);

    private async Task<(World World, OutcomeDesk Desk)> DeskAsync()
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Full);
        await world.Facts.AppendAsync([Prediction], CancellationToken.None);
        _shelf = new ModelShelf(new MemoryBlobs { Content = { ["model-1"] = [1] } }, new ToyPackages(), world.Clock, NullLogger<ModelShelf>.Instance);
        return (world, new OutcomeDesk(new Router(), new Scorer(_shelf, new Breaker(world.Clock), world.Clock, NullLogger<Scorer>.Instance), world.Facts, _meter, world.Clock));
    }
}
