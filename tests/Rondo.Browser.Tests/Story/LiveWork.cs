using System.Text.Json;
using Microsoft.Playwright;
using Rondo.Browser.House;
using Rondo.Client;
using Rondo.Contracts;

namespace Rondo.Browser.Story;

/// <summary>Monitors, a release, its ramp, one question by hand, and a world that changes.</summary>
internal static class LiveWork
{
    /// <summary>How much more the customers use once the world has changed.</summary>
    public const double Shift = 1.5;

    public static async Task WatchAsync(Visitor visitor)
    {
        await visitor.GoToPlaceAsync("Monitoring");
        await AddMonitorAsync(visitor, "inputs-weekly", "Feature drift", "Look at the fields that moved, then repair or collect");
        await AddMonitorAsync(visitor, "recall-weekly", "Recall", "Compare with the promise, then retrain or move the threshold");
    }

    public static async Task ReleaseAsync(Visitor visitor, string id = "release-1")
    {
        await visitor.GoToPlaceAsync("Deployment");
        await visitor.UnfoldAsync("Make a release");
        var form = visitor.Form("Make the release");
        await Visitor.TypeAsync(form, "Why these", "Every customer may leave");
        await Visitor.TypeAsync(form, "Screen or system", "Retention desk, customer page");
        await Visitor.TypeAsync(form, "Words that the user reads", "Likely to leave");
        await Visitor.TypeAsync(form, "How sureness is shown", "sure, likely or unsure");
        await Visitor.TypeAsync(form, "Who answers for it", "product manager");
        await Visitor.TypeAsync(form, "What the user is told", "No recommendation today; use your judgement");
        await Visitor.TypeAsync(form, "What the user is told meanwhile", "An agent looks at it");
        await Visitor.TypeAsync(form, "Longest answer time", "2000");
        await visitor.PressAsync("Make the release");

        await StepAsync(visitor, "Run it in the shadow", "It costs users nothing.");
        await StepAsync(visitor, "Give it a share", "The shadow agreed with what happened.");
        await StepAsync(visitor, "Give it everybody", "A tenth of them for a day, without a complaint.");
        await visitor.SeesAsync($"{id}: answering everybody");
    }

    public static async Task AskOnceAsync(Visitor visitor)
    {
        await visitor.Page.GetByText("A real decision, counted like any other.").ClickAsync();
        var form = visitor.Form("Ask");
        await Visitor.TypeAsync(form, "Whom it is about", "customer 7590");
        await Visitor.TypeAsync(form, "usage", "-1.5");
        await Visitor.TypeAsync(form, "tickets", "5");
        await Visitor.TypeAsync(form, "plan", "monthly");
        await visitor.PressAsync("Ask");
        await visitor.SeesAsync("answered by the model, release release-1");
        await visitor.SeesAsync("Correlated with this answer");
    }

    /// <summary>An application asks for customers who use far more than those the model knows, and tells what became of them.</summary>
    public static async Task LetTheWorldChangeAsync(Uri address, string product, int seed = 11)
    {
        using var http = new HttpClient { BaseAddress = address };
        var client = new RondoClient(http) { Persona = new Persona("engineer", Role.Engineer) };
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 400).Select(i => Customers.Row(random, (seed * 5_000) + i, Shift)).ToList();
        var answers = await client.DecideManyAsync(product, [.. rows.Select(row => new DecisionRequest { Entity = (string)row["customer_id"], Features = JsonSerializer.SerializeToElement(row.Where(cell => cell.Key != "left").ToDictionary()) })]);
        answers.Ok.ShouldBeTrue(answers.Problem?.Detail);
        var outcomes = await client.SendOutcomesAsync(product, [.. answers.Value!.Zip(rows, (answer, row) => new OutcomeRequest { PredictionId = answer.PredictionId, Outcome = (string)row["left"] })]);
        outcomes.Ok.ShouldBeTrue(outcomes.Problem?.Detail);
    }

    private static async Task AddMonitorAsync(Visitor visitor, string id, string metric, string action)
    {
        var form = visitor.Form("Save the monitor");
        if (!await form.IsVisibleAsync())
        {
            await visitor.FollowAsync("Add a monitor");
        }

        await Visitor.TypeAsync(form, "Id", id);
        await Visitor.ChooseAsync(form, "What it watches", metric);
        await Visitor.TypeAsync(form, "What to do when it alarms", action);
        await Visitor.TypeAsync(form, "Owner", "data scientist");
        await visitor.PressAsync("Save the monitor");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Rowheader, new() { Name = id })).ToBeVisibleAsync();
    }

    private static async Task StepAsync(Visitor visitor, string step, string reason)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = step, Exact = true }).First.ClickAsync();
        await visitor.GiveReasonAsync(reason, "Go");
    }
}
