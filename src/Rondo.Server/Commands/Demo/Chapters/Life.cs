using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Server.Commands.Demo.Chapters;

/// <summary>A week in the product's life: decisions are asked for, late outcomes arrive, users say what they think, monitors look.</summary>
internal static class Life
{
    private const int BatchSize = 500;
    private const int MostComplaints = 25;
    private const int Praise = 20;

    public static async Task<MonitoringRound> WeekAsync(Story story, CancellationToken cancellation)
    {
        await DecideAsync(story, cancellation);
        await ReportOutcomesAsync(story, cancellation);
        await ComplainAsync(story, cancellation);
        return Story.Must(await story.Engineer.EvaluateMonitorsAsync(Story.Product, new EvaluateMonitorsRequest { AsOf = Midnight(story.Today) }, cancellation));
    }

    // Monitors look at whole days: what is asked for this morning belongs to the next window.
    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static async Task DecideAsync(Story story, CancellationToken cancellation)
    {
        var customers = story.World.Snapshot(story.Today);
        var step = Math.Max(1, customers.Count / story.Scale.DecisionsPerWeek);
        var offset = story.Today.DayNumber / 7 % step;
        var asked = customers.Where((_, i) => i % step == offset).Take(story.Scale.DecisionsPerWeek).Select(customer => new DecisionRequest
        {
            Entity = (string)customer["customer_id"]!,
            RequestId = $"{customer["customer_id"]}-{story.Today:yyyyMMdd}",
            Features = JsonSerializer.SerializeToElement(story.Pipe.Pass(customer, story.Today)),
        }).ToList();
        foreach (var batch in asked.Chunk(BatchSize))
        {
            var answers = Story.Must(await story.Engineer.DecideManyAsync(Story.Product, batch, cancellation));
            foreach (var (request, answer) in batch.Zip(answers))
            {
                story.Given[answer.PredictionId] = (request.Entity, story.Today);
            }

            story.Summary.Decisions += answers.Count;
        }
    }

    /// <summary>
    /// Reports what is known by now. What an offer changed is left out here: recall is about who would have left, and a
    /// customer whom an offer has kept would otherwise count as one who was never at risk.
    /// </summary>
    private static async Task ReportOutcomesAsync(Story story, CancellationToken cancellation)
    {
        var known = story.Given
            .Select(given => (Prediction: given.Key, Outcome: story.World.OutcomeOf(given.Value.Customer, given.Value.Day)))
            .Where(given => given.Outcome.KnownOn <= story.Today)
            .ToList();
        foreach (var batch in known.Chunk(BatchSize))
        {
            var receipt = Story.Must(await story.Engineer.SendOutcomesAsync(Story.Product, [.. batch.Select(given => new OutcomeRequest { PredictionId = given.Prediction, Outcome = given.Outcome.Churned ? "Yes" : "No", At = Midnight(given.Outcome.KnownOn) })], cancellation));
            if (receipt.Refused.Count > 0)
            {
                throw new StoryBrokenException($"{receipt.Refused.Count} outcomes were refused: {receipt.Refused[0].Problem.Detail}");
            }
        }

        known.ForEach(given => story.Given.Remove(given.Prediction));
    }

    private static async Task ComplainAsync(Story story, CancellationToken cancellation)
    {
        foreach (var complaint in story.World.Complaints(story.Today.AddDays(-7), story.Today.AddDays(-1)).Where(complaint => complaint.Topic == "offers").Take(MostComplaints))
        {
            Story.Must(await story.Engineer.SendFeedbackAsync(Story.Product, new FeedbackRequest { Helpful = false, Text = complaint.Text }, cancellation));
        }

        for (var i = 0; i < Praise; i++)
        {
            Story.Must(await story.Engineer.SendFeedbackAsync(Story.Product, new FeedbackRequest { Helpful = true }, cancellation));
        }
    }
}
