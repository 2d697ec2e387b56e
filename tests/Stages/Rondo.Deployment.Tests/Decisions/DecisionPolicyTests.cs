using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Deployment.Models;
using Rondo.Deployment.Routing;
using Rondo.Engines.Decisions;

namespace Rondo.Deployment.Tests.Decisions;

public sealed class DecisionPolicyTests
{
    private static readonly LiveRelease Release = new("r1", World.Complete with { Threshold = 0.5, Step = ReleaseStep.Full });

    private static readonly Routes Routes = new()
    {
        Sequence = 1,
        Full = Release,
        Ramp = null,
        Shadows = [],
        Last = Release,
        Positive = "Yes",
        Actions = new Dictionary<string, string> { ["positive"] = "call", ["unsure"] = "look", ["negative"] = "nothing" },
    };

    [Theory]
    [InlineData(0.5, "Yes", "call", DecisionSource.Model, null)]
    [InlineData(0.49999, "No", "nothing", DecisionSource.Model, null)]
    [InlineData(0.4, "review", "look", DecisionSource.Human, "unsure")]
    [InlineData(0.4499, "review", "look", DecisionSource.Human, "unsure")]
    [InlineData(0.45, "No", "nothing", DecisionSource.Model, null)]
    public void A_score_becomes_a_decision_by_threshold_and_band(double score, string decision, string action, DecisionSource source, string? code)
    {
        var answer = Decide(new Scored(score, null, ["No", "Yes"], null));

        (answer.Decision, answer.Action, answer.Source, answer.ReasonCode).ShouldBe((decision, action, source, code));
    }

    [Fact]
    public void Inside_the_band_the_user_reads_the_agreed_message() =>
        Decide(new Scored(0.42, null, ["No", "Yes"], null)).Message.ShouldBe("A colleague looks at it.");

    [Fact]
    public void An_empty_band_leaves_nothing_to_people()
    {
        var routes = Routes with { Full = Release with { Body = Release.Body with { Abstain = new AbstainBand(0.5, 0.5, "") } } };

        DecisionPolicy.Decide("p", routes, routes.For("x"), new Scored(0.5, null, ["No", "Yes"], null), default).Source.ShouldBe(DecisionSource.Model);
    }

    [Theory]
    [InlineData("missing_feature")]
    [InlineData("deadline")]
    [InlineData("model_unavailable")]
    public void A_failing_model_is_answered_for_by_the_fallback(string failure)
    {
        var answer = Decide(Scored.Failed(failure));

        (answer.Decision, answer.Action, answer.Source, answer.ReasonCode, answer.Score, answer.Message).ShouldBe(("No", "nothing", DecisionSource.Fallback, failure, null, "We could not tell."));
    }

    [Fact]
    public void A_fallback_to_people_asks_for_a_review_and_still_says_that_it_is_the_fallback()
    {
        var routes = Routes with { Full = Release with { Body = Release.Body with { Fallback = new Fallback(FallbackKind.Human, "", "Wait.") } } };

        var answer = DecisionPolicy.Decide("p", routes, routes.For("x"), Scored.Failed("deadline"), default);

        (answer.Decision, answer.Source, answer.Message).ShouldBe(("review", DecisionSource.Fallback, "Wait."));
    }

    [Fact]
    public void Without_a_live_release_the_last_ones_fallback_answers()
    {
        var routes = Routes with { Full = null };

        var answer = DecisionPolicy.Decide("p", routes, routes.For("x"), null, default);

        (answer.Decision, answer.Release, answer.Variant, answer.ReasonCode).ShouldBe(("No", "", "fallback", "no_release"));
    }

    [Fact]
    public void Before_the_first_release_nothing_is_decided()
    {
        var routes = Routes with { Full = null, Last = null };

        DecisionPolicy.Decide("p", routes, routes.For("x"), null, default).Decision.ShouldBe("none");
    }

    [Theory]
    [InlineData(0.5, 0.5, "unsure")]
    [InlineData(0.66, 0.5, "unsure")]
    [InlineData(0.67, 0.5, "likely")]
    [InlineData(0.33, 0.5, "likely")]
    [InlineData(0.881, 0.5, "sure")]
    [InlineData(0.001, 0.05, "sure")]
    [InlineData(0, 0, "unsure")]
    [InlineData(1, 0, "sure")]
    public void Confidence_is_the_distance_in_log_odds(double score, double threshold, string word) =>
        Confidence.Word(score, threshold).ShouldBe(word);

    private static DecisionAnswer Decide(Scored scored) => DecisionPolicy.Decide("p", Routes, Routes.For("x"), scored, default);
}
