using System.Text;
using Rondo.Client;
using Rondo.Contracts;
using Rondo.Worlds;

namespace Rondo.Server.Commands.Demo.Chapters;

/// <summary>Three annotators agree on 23 %, and get better with a better guideline.</summary>
internal sealed class LabelingChapter : IChapter
{
    private static readonly Dictionary<string, (string Definition, string Example, string CounterExample)> Classes = new()
    {
        ["price"] = ("A lower bill or a discount would keep them.", "would stay at a lower price", "complains of the bill, but would stay if the fault were fixed"),
        ["service"] = ("An answer, a repair or an apology would keep them.", "would stay if somebody called back", "asks for a feature"),
        ["product"] = ("A feature, a fix or help in using it would keep them.", "would stay if the export worked", "waited two weeks for an answer"),
        ["moving"] = ("Nothing we offer would keep them: their life or home changes.", "moves abroad next month", "moves, but would take the contract along at a lower price"),
    };

    public int Order => 3;

    public string Title => "Labeling: do people agree on why somebody is at risk?";

    public async Task TellAsync(Story story, CancellationToken cancellation)
    {
        story.GoTo(Days.Labels);
        var items = story.World.ItemsToLabel(story.World.Start.AddDays(Days.FirstSnapshot));
        await WriteGuidelineAsync(story, Rondo.Worlds.Guideline.One, [], cancellation);
        await ImportAsync(story, "reasons-guideline-1", items, 1, cancellation);
        var first = Story.Must(await story.Scientist.GetAgreementAsync(Story.Product, "reasons-guideline-1", cancellation)).Body;
        story.Say($"Guideline 1: {first.Sentence}");
        var refusal = Story.MustRefuse(await story.Reviewer.FreezeLabelsAsync(Story.Product, "reasons-guideline-1", new SignRequest { Reason = "To begin training." }, cancellation), "agreement_too_low");
        story.Say($"Freezing is refused: {refusal.NextStep}");

        story.GoTo(Days.LabelsAgain);
        await WriteGuidelineAsync(story, Rondo.Worlds.Guideline.Two, ["When several reasons are named, what would have kept the customer decides.", "Talk of money alone is not enough for 'price'."], cancellation);
        await ImportAsync(story, "reasons-guideline-2", items, 2, cancellation);
        var second = Story.Must(await story.Scientist.GetAgreementAsync(Story.Product, "reasons-guideline-2", cancellation)).Body;
        story.Say($"Guideline 2: {second.Sentence}");
        var frozen = Story.Must(await story.Reviewer.FreezeLabelsAsync(Story.Product, "reasons-guideline-2", new SignRequest { Reason = "People agree well enough to learn from." }, cancellation)).Body;
        story.Say($"{frozen.Items} labels are frozen, {frozen.Ties} ties left out.");
        story.Summary.UnanimityGuideline1 = first.Unanimity;
        story.Summary.AlphaGuideline1 = first.KrippendorffAlpha;
        story.Summary.AlphaGuideline2 = second.KrippendorffAlpha;
    }

    private static async Task WriteGuidelineAsync(Story story, string text, IReadOnlyList<string> rulings, CancellationToken cancellation) =>
        Story.Must(await story.Manager.SaveGuidelineAsync(
            Story.Product,
            new Contracts.Guideline
            {
                Question = text.Split('\n')[0].Trim(),
                Classes = [.. Classes.Select(pair => new LabelClass(pair.Key, pair.Value.Definition, pair.Value.Example, pair.Value.CounterExample))],
                Rulings = rulings,
            },
            null,
            cancellation));

    private static async Task ImportAsync(Story story, string id, LabelingTask items, int guideline, CancellationToken cancellation)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(items.AnswersCsv(guideline)));
        Story.Must(await story.Reviewer.UploadLabelSetAsync(Story.Product, id, new LabelSetUpload { Name = $"Reasons for risk, guideline {guideline}", File = $"{id}.csv" }, file, null, cancellation));
    }
}
