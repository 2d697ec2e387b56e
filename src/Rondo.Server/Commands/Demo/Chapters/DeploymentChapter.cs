using Rondo.Contracts;

namespace Rondo.Server.Commands.Demo.Chapters;

/// <summary>A model without monitors is refused; with them it goes shadow, 20 %, full.</summary>
internal sealed class DeploymentChapter : IChapter
{
    public int Order => 5;

    public string Title => "Deployment: where the model becomes a product";

    public async Task TellAsync(Story story, CancellationToken cancellation)
    {
        var evaluation = Story.Must(await story.Scientist.GetEvaluationsAsync(Story.Product, cancellation))[^1];
        var engineer = story.Engineer;
        var release = Describe(evaluation);
        var refusal = (await engineer.CreateReleaseAsync(Story.Product, "release-1", release with { Monitors = [], Surface = null }, null, cancellation)).Problem
            ?? throw new StoryBrokenException("A release without monitors and surface was accepted.");
        story.Say($"A release without monitors and surface is refused: {string.Join(", ", refusal.Findings?.Select(finding => finding.Code) ?? [refusal.Code])}.");

        await MonitorAsync(story, "recall", new Contracts.Monitor { Metric = MonitorMetric.Recall, WindowDays = 28, Action = "Find out what changed; collect fresh data and retrain, or go back.", Priority = AlertPriority.Page, Owner = "product-manager" }, cancellation);
        await MonitorAsync(story, "inputs", new Contracts.Monitor { Metric = MonitorMetric.FeatureDrift, WindowDays = 14, Consecutive = 1, Action = "Ask whether behaviour, market or pipeline changed.", Owner = "data-scientist" }, cancellation);
        await MonitorAsync(story, "truth", new Contracts.Monitor { Metric = MonitorMetric.TruthFlow, WindowDays = 28, Action = "Find out why outcomes no longer arrive.", Owner = "engineer" }, cancellation);
        await MonitorAsync(story, "requests", new Contracts.Monitor { Metric = MonitorMetric.RequestFlow, WindowDays = 7, Action = "Find out why nobody asks any more.", Owner = "engineer" }, cancellation);
        Story.Must(await engineer.CreateReleaseAsync(Story.Product, "release-1", release, null, cancellation));

        story.GoTo(Days.Shadow);
        await AdvanceAsync(story, "release-1", ReleaseStep.Shadow, 0, "See what it would say before anybody sees it.", cancellation);
        await Life.WeekAsync(story, cancellation);
        story.GoTo(Days.Percentage);
        story.Say(Story.Must(await engineer.GetTrafficAsync(Story.Product, "release-1", cancellation)).Sentence);
        await AdvanceAsync(story, "release-1", ReleaseStep.Percentage, 20, "The shadow behaves as on the held-out rows.", cancellation);
        await Life.WeekAsync(story, cancellation);
        story.GoTo(Days.Full);
        story.Say(Story.Must(await engineer.GetTrafficAsync(Story.Product, "release-1", cancellation)).Sentence);
        await AdvanceAsync(story, "release-1", ReleaseStep.Full, 100, "A week at 20 % without a complaint; the split is as planned.", cancellation);
    }

    public static Release Describe(Document<Evaluation> evaluation)
    {
        var threshold = evaluation.Body.Confusion.Threshold;
        return new Release
        {
            Evaluation = evaluation.Id,
            Fallback = new Fallback(FallbackKind.Default, "No", "No recommendation today; use your judgement."),
            Abstain = new AbstainBand(threshold * 0.97, threshold * 1.03, "Close call: please look at the account."),
            Audience = new Audience("everybody", "Every customer may leave; nobody is worse off for an offer."),
            Surface = new Surface("Morning work list of the retention team", "Likely to leave within 30 days", "sure, likely or unsure, with three reasons"),
            Owner = "engineer",
            LatencyBudgetMs = 200,
            Monitors = ["recall", "inputs", "truth", "requests"],
        };
    }

    public static async Task AdvanceAsync(Story story, string release, ReleaseStep to, double percent, string reason, CancellationToken cancellation) =>
        Story.Must(await story.Engineer.AdvanceReleaseAsync(Story.Product, release, new AdvanceRequest { To = to, Percent = percent, Reason = reason }, cancellation));

    private static async Task MonitorAsync(Story story, string id, Contracts.Monitor monitor, CancellationToken cancellation) =>
        Story.Must(await story.Engineer.SaveMonitorAsync(Story.Product, id, monitor, null, cancellation));
}
