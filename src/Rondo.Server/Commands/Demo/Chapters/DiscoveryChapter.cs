using Rondo.Contracts;

namespace Rondo.Server.Commands.Demo.Chapters;

/// <summary>Should this be ML at all?</summary>
internal sealed class DiscoveryChapter : IChapter
{
    public int Order => 1;

    public string Title => "Discovery: should this be ML at all?";

    public async Task TellAsync(Story story, CancellationToken cancellation)
    {
        story.GoTo(Days.Begin);
        var manager = story.Manager;
        Story.Must(await manager.CreateProductAsync(new CreateProductRequest { Id = Story.Product, Name = "Customer churn", Summary = "Find customers who are about to leave, early enough to help them." }, null, cancellation));
        Story.Must(await manager.SaveBriefAsync(
            Story.Product,
            new Brief
            {
                Who = "The retention team of a subscription business",
                Pain = "Learns that a customer leaves when the cancellation arrives; by then an offer comes too late.",
                CostToday = "About 9 % of customers leave within 30 days; each lost customer costs 200.",
                DesiredOutcome = "Reach at least 80 % of those who will leave, a month ahead, with an offer that costs 5.",
            },
            null,
            cancellation));
        await JudgeAsync(story, RiskName.Value, RiskScore.Green, "The retention team asked for it; an offer saves 28 % of those who would leave.", cancellation);
        await JudgeAsync(story, RiskName.Usability, RiskScore.Green, "Names appear in the work list the team uses every morning.", cancellation);
        await JudgeAsync(story, RiskName.Feasibility, RiskScore.Green, "Nightly exports exist; one call per customer and day is enough.", cancellation);
        await JudgeAsync(story, RiskName.Viability, RiskScore.Amber, "Offers to people who would have stayed cost money; the contract weighs that.", cancellation);
        await JudgeAsync(story, RiskName.DataFeasibility, RiskScore.Amber, "Two exports exist: one clean, one messy. To be measured in the Data stage.", cancellation);
        Story.Must(await manager.SaveQuickCheckAsync(
            Story.Product,
            new QuickCheck
            {
                Needs = [DataForm.Table],
                Answers =
                [
                    new QuickReply(QuickQuestions.CapturesType, QuickAnswer.Yes, Fields: ["sessions_30d", "support_tickets_90d"]),
                    new QuickReply("outcome_recorded", QuickAnswer.Yes, Fields: ["churned"]),
                    new QuickReply("often_enough", QuickAnswer.Yes, "About 9 % leave within 30 days."),
                    new QuickReply("rules_fail", QuickAnswer.Yes, "A rule on tickets alone misses those who leave silently."),
                    new QuickReply("somebody_acts", QuickAnswer.Yes, "The retention team calls."),
                ],
                Signals = [new ExpectedSignal("Falling activity", "last_active_days"), new ExpectedSignal("Many support tickets", "support_tickets_90d"), new ExpectedSignal("Low satisfaction", "satisfaction"), new ExpectedSignal("What they told support", "conversation_text", SignalBelief.Missing)],
            },
            null,
            cancellation));
        Story.Must(await manager.DecideVerdictAsync(Story.Product, new Verdict { Choice = VerdictChoice.Ml, Reason = "Rules on tickets alone miss those who leave silently; the signals are many and weak." }, null, cancellation));
        story.Say("The problem is stated, five risks are judged, and ML is found plausible.");
    }

    /// <summary>Judges one risk on one piece of evidence.</summary>
    public static async Task JudgeAsync(Story story, RiskName name, RiskScore score, string evidence, CancellationToken cancellation) =>
        Story.Must(await story.Manager.SaveRiskAsync(Story.Product, name, new Risk { Score = score, Evidence = [evidence], Owner = "product-manager" }, null, cancellation));
}
