using Rondo.Contracts;

namespace Rondo.Server.Commands.Demo.Chapters;

/// <summary>The loop closes: decision, fresh data, challenger, release, measured effect, next review.</summary>
internal sealed class LearningChapter : IChapter
{
    public int Order => 7;

    public string Title => "Learning: what did we change, and did it help?";

    public async Task TellAsync(Story story, CancellationToken cancellation)
    {
        var manager = story.Manager;
        var incident = MonitoringChapter.Open(Story.Must(await manager.GetIncidentsAsync(Story.Product, cancellation)))!;
        Story.MustRefuse(await manager.CloseIncidentAsync(Story.Product, incident.Id, new CloseIncidentRequest(), cancellation), "decision_required");
        Story.Must(await manager.CloseIncidentAsync(
            Story.Product,
            incident.Id,
            new CloseIncidentRequest { Decision = "A competitor draws price-sensitive customers away: collect fresh data, relabel, retrain under the same contract.", Cause = IncidentCause.Market, Remedy = Remedy.CollectAndRetrain },
            cancellation));
        var loop = Story.Must(await manager.OpenLoopAsync(Story.Product, new OpenLoopRequest { Incident = incident.Id, To = Stage.Data }, null, cancellation));
        story.Say($"Loop {loop.Id} is open: {loop.Body.Signal.Sentence}");
        Story.Must(await manager.MoveAsync(Story.Product, new MoveRequest { To = Stage.Data, Reason = "The market changed; the data must show it." }, cancellation));

        await LiveUntilAsync(story, Days.Retraining, cancellation);
        await DataChapter.ImportAsync(story, "dataset-b", "Data set B: messy", story.World.DatasetB(story.World.Start.AddDays(story.Day - Days.UntilKnown)), loop.Id, cancellation);
        var readiness = Story.Must(await story.Scientist.MeasureReadinessAsync(Story.Product, "dataset-b", cancellation)).Body;
        story.Say(readiness.Sentence);
        await DiscoveryChapter.JudgeAsync(story, RiskName.DataFeasibility, RiskScore.Green, readiness.Sentence, cancellation);
        Story.Must(await manager.DecideVerdictAsync(Story.Product, new Verdict { Choice = VerdictChoice.Ml, Reason = "The fresh rows still carry the signal." }, null, cancellation));
        var champion = Story.Must(await story.Scientist.GetEvaluationsAsync(Story.Product, cancellation))[^1];
        var challenger = await ModelingChapter.TrainAndJudgeAsync(story, "dataset-b", loop.Id, cancellation);
        story.Say(Story.Must(await story.Scientist.CompareAsync(Story.Product, new CompareRequest { Champion = champion.Id, Challenger = challenger.Id }, cancellation)).Body.Sentence);
        await ModelingChapter.SignAsync(story, challenger.Id, cancellation);

        Story.Must(await story.Engineer.CreateReleaseAsync(Story.Product, "release-2", DeploymentChapter.Describe(challenger) with { Loop = loop.Id }, null, cancellation));
        await DeploymentChapter.AdvanceAsync(story, "release-2", ReleaseStep.Shadow, 0, "See what it would say.", cancellation);
        await LiveUntilAsync(story, story.Day + 7, cancellation);
        story.Say(Story.Must(await story.Engineer.GetTrafficAsync(Story.Product, "release-2", cancellation)).Sentence);
        await DeploymentChapter.AdvanceAsync(story, "release-2", ReleaseStep.Percentage, 25, "The challenger finds more on fresh rows.", cancellation);
        await LiveUntilAsync(story, story.Day + 7, cancellation);
        story.Say(Story.Must(await story.Engineer.GetTrafficAsync(Story.Product, "release-2", cancellation)).Sentence);
        await DeploymentChapter.AdvanceAsync(story, "release-2", ReleaseStep.Full, 100, "A week at 25 % without surprises.", cancellation);
        await LiveUntilAsync(story, story.Day + Days.UntilEffect, cancellation);
        Story.MustRefuse(await manager.CloseLoopAsync(Story.Product, loop.Id, new CloseLoopRequest(), cancellation), "next_review_required");
        var closed = Story.Must(await manager.CloseLoopAsync(Story.Product, loop.Id, new CloseLoopRequest { NextReview = story.Now.AddDays(90) }, cancellation)).Body;
        story.Say($"The loop is closed: {closed.Effect!.Sentence}");
        Story.Must(await manager.MoveAsync(Story.Product, new MoveRequest { To = Stage.Monitoring, Reason = "The loop is closed; watch on." }, cancellation));
        var learning = Story.Must(await manager.GetLearningAsync(Story.Product, cancellation));
        story.Say(learning.Sentence);
        story.Summary.RecallBefore = closed.Effect.Before;
        story.Summary.RecallAfter = closed.Effect.After;
        story.Summary.LoopDays = learning.LoopDays;
    }

    /// <summary>Lives on, week by week, until a day.</summary>
    private static async Task LiveUntilAsync(Story story, int day, CancellationToken cancellation)
    {
        while (story.Day < day)
        {
            story.GoTo(Math.Min(day, story.Day + 7));
            var round = await Life.WeekAsync(story, cancellation);
            foreach (var id in round.Opened)
            {
                await MonitoringChapter.AnswerAsync(story, id, cancellation);
            }
        }
    }
}
