using System.Text;
using Rondo.Client;
using Rondo.Contracts;

namespace Rondo.Server.Commands.Demo.Chapters;

/// <summary>Data set A is clean and teaches nothing; data set B is messy and teaches.</summary>
internal sealed class DataChapter : IChapter
{
    public int Order => 2;

    public string Title => "Data: can this data teach it?";

    public async Task TellAsync(Story story, CancellationToken cancellation)
    {
        var scientist = story.Scientist;
        await ImportAsync(story, "dataset-a", "Data set A: clean", story.World.DatasetA(), "", cancellation);
        var a = Story.Must(await scientist.MeasureReadinessAsync(Story.Product, "dataset-a", cancellation)).Body;
        story.Say($"A: {a.Sentence}");
        story.Summary.DatasetARefusal = a.Findings.First(finding => finding.Severity == Severity.Fail).Code;

        await ImportAsync(story, "dataset-b", "Data set B: messy", story.World.DatasetB(story.World.Start.AddDays(Days.FirstSnapshot)), "", cancellation);
        var b = Story.Must(await scientist.MeasureReadinessAsync(Story.Product, "dataset-b", cancellation)).Body;
        story.Say($"B: {b.Sentence} {b.Findings.Count(finding => finding.Severity == Severity.Warning)} flaws are reported.");
        story.Summary.DatasetBVerdict = WireWords.Write(b.Verdict);
        story.Say(Story.Must(await scientist.GetRankingAsync(Story.Product, cancellation)).Sentence);

        await DiscoveryChapter.JudgeAsync(story, RiskName.DataFeasibility, RiskScore.Green, b.Sentence, cancellation);
        Story.Must(await story.Manager.DecideVerdictAsync(Story.Product, new Verdict { Choice = VerdictChoice.Ml, Reason = "Data set B carries the signal; data set A cannot teach anything." }, null, cancellation));
        await UnderstandAsync(story, cancellation);
    }

    /// <summary>What the fields mean, what was thought and what the data say, and what is still needed.</summary>
    private static async Task UnderstandAsync(Story story, CancellationToken cancellation)
    {
        var (manager, scientist) = (story.Manager, story.Scientist);
        foreach (var (field, meaning, behaviour) in new[]
        {
            ("last_active_days", "Days since the customer did anything in the product.", "Grows from the day on which somebody has stopped needing it."),
            ("sessions_trend", "Sessions of the last 30 days against the 30 before.", "Falls weeks before a cancellation: the team logs in less and less."),
            ("support_tickets_90d", "Tickets written in the last 90 days.", "Rises when something keeps failing; falls silent when somebody has given up."),
        })
        {
            Story.Must(await manager.SaveFieldAsync(Story.Product, new Field { Name = field, Meaning = meaning, Behaviour = behaviour }, null, cancellation));
        }

        Story.Must(await manager.SaveHypothesisAsync(
            Story.Product,
            "quiet-and-frustrated",
            new Hypothesis
            {
                Statement = "Users with many tickets and falling activity may be at higher churn risk.",
                Where = "support_tickets_90d >= 2 and last_active_days > 14",
                Direction = HypothesisDirection.More,
                ExpectedPoints = 10,
                Fields = ["support_tickets_90d", "last_active_days", "contract", "satisfaction", "late_payments_12m"],
            },
            null,
            cancellation));
        var test = Story.Must(await scientist.TestHypothesisAsync(Story.Product, "quiet-and-frustrated", "dataset-b", cancellation)).Body;
        story.Say($"Many tickets and falling activity: {test.Sentence}");
        foreach (var required in Story.Must(await manager.RequireFieldsAsync(Story.Product, "quiet-and-frustrated", cancellation)))
        {
            Story.Must(await scientist.SaveRequirementAsync(Story.Product, required.Id, required.Body with { How = "Nightly export of the customer database.", Owner = "data-scientist", Refresh = "daily" }, null, cancellation));
        }

        Story.Must(await manager.SaveContextAsync(
            Story.Product,
            new ContextInventory { Items = [new ContextItem("Conversations with support", "Numbers say that somebody is unhappy; conversations say why.", "conversation_text"), new ContextItem("Resolution outcomes", "Whether the problem was solved decides whether somebody stays.", "resolution")] },
            null,
            cancellation));
        Story.Must(await manager.SaveCohortAsync(Story.Product, "gone-quiet", new Cohort { Name = "Gone quiet", Dataset = "dataset-b", Where = "last_active_days > 14" }, null, cancellation));
    }

    public static async Task ImportAsync(Story story, string id, string name, string csv, string loop, CancellationToken cancellation)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        Story.Must(await story.Scientist.UploadDatasetAsync(Story.Product, id, new DatasetUpload { Name = name, File = $"{id}.csv", Target = "churned", Positive = "Yes", Loop = loop }, file, null, cancellation));
    }
}
