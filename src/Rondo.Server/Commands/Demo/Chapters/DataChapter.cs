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
        Story.Must(await story.Manager.SaveRequirementAsync(Story.Product, "activity", new Requirement { Field = "sessions_trend", Why = "Customers whose activity declines may be at higher risk of leaving." }, null, cancellation));
        var activity = Story.Must(await scientist.GetRequirementsAsync(Story.Product, cancellation))[0].Body;
        Story.Must(await scientist.SaveRequirementAsync(Story.Product, "activity", activity with { How = "Sessions of the last 30 days against the 30 before, nightly, from the event log." }, null, cancellation));
    }

    public static async Task ImportAsync(Story story, string id, string name, string csv, string loop, CancellationToken cancellation)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        Story.Must(await story.Scientist.UploadDatasetAsync(Story.Product, id, new DatasetUpload { Name = name, File = $"{id}.csv", Target = "churned", Positive = "Yes", Loop = loop }, file, null, cancellation));
    }
}
