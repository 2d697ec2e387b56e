using Rondo.Contracts;

namespace Rondo.Server.Commands.Demo.Chapters;

/// <summary>Weeks go by; then the market changes, inputs move, and recall falls before anybody complains loudly.</summary>
internal sealed class MonitoringChapter : IChapter
{
    private const double AcceptedDrift = 0.35;

    public int Order => 6;

    public string Title => "Monitoring: ML breaks quietly";

    public async Task TellAsync(Story story, CancellationToken cancellation)
    {
        for (var day = Days.Full; day <= Days.Patience; day += 7)
        {
            story.GoTo(day);
            var round = await Life.WeekAsync(story, cancellation);
            foreach (var id in round.Opened)
            {
                await AnswerAsync(story, id, cancellation);
            }

            if (Open(Story.Must(await story.Manager.GetIncidentsAsync(Story.Product, cancellation))) is not null)
            {
                return;
            }

            if ((day - Days.Full) % 28 == 0 && round.Points.FirstOrDefault(point => point is { Monitor: "recall", Immature: false }) is { } recall)
            {
                story.Say($"{story.Today:yyyy-MM-dd}: {recall.Sentence}");
            }
        }

        throw new StoryBrokenException("The world changed and no incident about recall was opened.");
    }

    /// <summary>The open incident about recall, or null.</summary>
    public static Document<Incident>? Open(IReadOnlyList<Document<Incident>> incidents) =>
        incidents.FirstOrDefault(incident => incident.Body is { Monitor: "recall", ClosedAt: null });

    /// <summary>Takes an incident on, and decides it where it is not about recall.</summary>
    public static async Task AnswerAsync(Story story, string id, CancellationToken cancellation)
    {
        var incident = Story.Must(await story.Manager.GetIncidentAsync(Story.Product, id, cancellation)).Body;
        story.Say($"{story.Today:yyyy-MM-dd}: incident about {incident.Monitor}: {incident.Sentence}");
        if (story.Summary.FirstIncident.Length == 0)
        {
            story.Summary.FirstIncident = $"{story.Today:yyyy-MM-dd} {incident.Monitor}";
        }

        Story.Must(await story.Scientist.AcknowledgeIncidentAsync(Story.Product, id, new AcknowledgeRequest { Note = "Looking at it." }, cancellation));
        if (incident.Monitor != "recall")
        {
            // To accept a change is to live with it: the monitor must not report the same one every fortnight.
            var monitor = Story.Must(await story.Engineer.GetMonitorsAsync(Story.Product, cancellation)).First(candidate => candidate.Id == incident.Monitor).Body;
            Story.Must(await story.Engineer.SaveMonitorAsync(Story.Product, incident.Monitor, monitor with { Limit = AcceptedDrift }, null, cancellation));
            Story.Must(await story.Scientist.CloseIncidentAsync(
                Story.Product,
                id,
                new CloseIncidentRequest { Decision = "A new app changed how customers use the service. Serve on, and decide on retraining when outcomes are known.", Cause = IncidentCause.Market, Remedy = Remedy.Accept },
                cancellation));
        }
    }
}
