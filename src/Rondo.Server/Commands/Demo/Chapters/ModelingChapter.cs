using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Server.Commands.Demo.Chapters;

/// <summary>The promise first, then the model, judged on the bound.</summary>
internal sealed class ModelingChapter : IChapter
{
    public int Order => 4;

    public string Title => "Modeling: does a model keep the promise?";

    public async Task TellAsync(Story story, CancellationToken cancellation)
    {
        story.GoTo(Days.Training);
        var manager = story.Manager;
        Story.Must(await manager.SaveContractAsync(
            Story.Product,
            new SuccessContract
            {
                Sentence = "Find at least 80 % of the customers who will leave within 30 days.",
                Because = "A missed one costs 56 (200 lost, of which an offer would have saved 28 %), a needless offer 5.",
                Target = "churned",
                Positive = "Yes",
                Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = 0.8, Margin = 0.05 }, new Promise { Metric = PromiseMetric.LatencyMs, Limit = 50 }],
                CostMiss = 56,
                CostFalseAlarm = 5,
                Currency = "EUR",
                UserImpact = "Customers get an offer; nobody is refused anything.",
                ReviewDate = story.Now.AddDays(365),
            },
            null,
            cancellation));
        Story.Must(await manager.LockContractAsync(Story.Product, new LockRequest(), cancellation));
        story.Say(Story.Must(await manager.GetContractAsync(Story.Product, cancellation)).Sentence);
        Story.MustRefuse(await story.Scientist.StartRunAsync(Story.Product, new StartRunRequest { Dataset = "dataset-a" }, null, cancellation), "zero_positives");
        story.Say("Training on data set A is refused: zero_positives.");

        var evaluation = await TrainAndJudgeAsync(story, "dataset-b", "", cancellation);
        story.Summary.ChosenLearner = evaluation.Body.Learner;
        story.Summary.Promise = evaluation.Body.Promises[0].Sentence;
        story.Summary.PromiseHolds = WireWords.Write(evaluation.Body.Promises[0].Holds);
        Story.Must(await manager.SaveActionMapAsync(
            Story.Product,
            new ActionMap
            {
                Rows =
                [
                    new ActionRow("positive", "Offer a month at half price and call the customer", "retention team"),
                    new ActionRow("unsure", "A retention agent looks at the account first", "retention team"),
                    new ActionRow("negative", "Do nothing", "retention team"),
                    new ActionRow("wrong", "The agent notes what was wrong; the note becomes feedback", "retention team"),
                ],
            },
            null,
            cancellation));
        await SignAsync(story, evaluation.Id, cancellation);
    }

    /// <summary>Trains every candidate, watches the job, and judges the chosen one on held-out rows.</summary>
    public static async Task<Document<Evaluation>> TrainAndJudgeAsync(Story story, string dataset, string loop, CancellationToken cancellation)
    {
        var scientist = story.Scientist;
        var job = Story.Must(await scientist.StartRunAsync(Story.Product, new StartRunRequest { Dataset = dataset, Split = "hash:customer_id", Loop = loop }, null, cancellation));
        var last = job;
        await foreach (var status in scientist.WatchJobAsync(job.Id, cancellation))
        {
            last = Story.Must(status);
            if (last.State == JobState.Running && last.What.Length > 0)
            {
                story.Say($"  {last.What}{(last.SecondsLeft is { } left ? FormattableString.Invariant($" (about {left:0} s left)") : "")}");
            }
        }

        if (last.State != JobState.Done)
        {
            throw new StoryBrokenException($"Training ended as {WireWords.Write(last.State)}: {last.Problem?.Detail}");
        }

        var run = JsonDocument.Parse(last.Result!).RootElement.GetProperty("run").GetString()!;
        story.Say(Story.Must(await scientist.GetRunAsync(Story.Product, run, cancellation)).Body.Sentence);
        var evaluation = Story.Must(await scientist.EvaluateAsync(Story.Product, new EvaluateRequest { Run = run }, null, cancellation));
        story.Say(evaluation.Body.Sentence);
        return evaluation;
    }

    /// <summary>Publishes the five answers, and lets product and data science sign.</summary>
    public static async Task SignAsync(Story story, string evaluation, CancellationToken cancellation)
    {
        Story.Must(await story.Scientist.PublishEvidenceAsync(Story.Product, evaluation, cancellation));
        Story.Must(await story.Scientist.SignAsync(Story.Product, evaluation, new SignRequest { Reason = "Judged once on held-out rows; the promise holds on the bound." }, cancellation));
        Story.Must(await story.Manager.SignAsync(Story.Product, evaluation, new SignRequest { Reason = "The price in false alarms is worth it: an offer costs 5." }, cancellation));
        story.Say("The evidence page is published; product manager and data scientist have signed.");
    }
}
