using System.Text;
using Microsoft.Playwright;
using Rondo.Tests;
using Rondo.Worlds;

namespace Rondo.Browser.Tests;

/// <summary>A team walks from an empty server to a signed model by clicking and typing.</summary>
public sealed class StoryWalkTests
{
    [Fact]
    public async Task From_nothing_to_a_signed_model()
    {
        await using var rondo = await PublishedRondo.StartAsync(TimeSpan.FromMinutes(1), "serve");
        await using var chromium = await Chromium.StartAsync();
        var (page, faults) = await chromium.OpenAsync(rondo.Address);
        var world = new ChurnWorld(3, new ChurnWorldOptions { Customers = 16_000 });

        try
        {
            await WalkAsync(page, world);
        }
        catch (TimeoutException)
        {
            // What the browser showed says more than the time that ran out.
            var picture = Path.Combine(SharedData.RepoRoot(), "artifacts", "test", "story-walk.png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true });
            throw;
        }

        faults.ShouldBeEmpty();
    }

    private static async Task WalkAsync(IPage page, ChurnWorld world)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Name").First.FillAsync("Churn rescue");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Create it" }).ClickAsync();
        await page.WaitForURLAsync("**/p/churn-rescue**");

        await DiscoverAsync(page);
        await DataAsync(page, world);
        await PromiseAndTrainAsync(page);
        await SignAsync(page);

        await page.GotoAsync("/p/churn-rescue/ledger");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Verify" }).First.ClickAsync();
        await page.GetByText("is intact").First.WaitForAsync();
    }

    private static async Task DiscoverAsync(IPage page)
    {
        await page.GotoAsync("/p/churn-rescue/discovery");
        await page.GetByLabel("Who has it?").First.FillAsync("The retention team");
        await page.GetByLabel("What hurts?").First.FillAsync("We notice that somebody leaves when it is too late");
        await page.GetByLabel("What does it cost today?").First.FillAsync("9 % leave within 30 days, 200 each");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save the brief" }).ClickAsync();

        // One field is empty: the page says which, in place.
        await page.GetByText("desired_outcome").Or(page.GetByText("What would be different")).First.WaitForAsync();
        await page.GetByLabel("What would be different?").First.FillAsync("We call four of five in time");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save the brief" }).ClickAsync();
        foreach (var risk in new[] { "value", "usability", "feasibility", "viability", "data feasibility" })
        {
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Judge {risk}", Exact = true }).ClickAsync();
            await page.GetByLabel("How large?").First.SelectOptionAsync("Green");
            await page.GetByLabel("Watched by").First.FillAsync("product-manager");
            await page.GetByLabel("Evidence, one a line").First.FillAsync("Twelve interviews say so.");
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save", Exact = true }).ClickAsync();
            await page.GetByLabel("Evidence, one a line").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        }

        await page.GetByLabel("ML is plausible").First.CheckAsync();
        await page.GetByLabel("Why?").First.FillAsync("Rules miss those who leave silently.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Record the verdict" }).ClickAsync();
        await page.GetByText("Decided").First.WaitForAsync();
    }

    private static async Task DataAsync(IPage page, ChurnWorld world)
    {
        await UploadAsync(page, "clean", world.DatasetA());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Measure what it can teach" }).ClickAsync();
        await page.GetByText("rows are churned").First.WaitForAsync();
        await page.GetByText("a model cannot learn it").First.WaitForAsync();

        await UploadAsync(page, "messy", world.DatasetB(world.Start.AddDays(150)));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Measure what it can teach" }).ClickAsync();
        await page.GetByText("Plausible:").First.WaitForAsync();
    }

    private static async Task UploadAsync(IPage page, string id, string csv)
    {
        await page.GotoAsync("/p/churn-rescue/data");
        var file = page.Locator("input[type=file]");
        await UnfoldAsync(page, "Add a data set");

        await file.First.SetInputFilesAsync(new FilePayload { Name = $"{id}.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.GetByLabel("Column to predict").First.FillAsync("churned");
        await page.GetByLabel("Value looked for").First.FillAsync("Yes");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add it" }).ClickAsync();
        await page.WaitForURLAsync($"**/data/{id}");
    }

    private static async Task PromiseAndTrainAsync(IPage page)
    {
        await page.GotoAsync("/p/churn-rescue/modeling?tab=contract");
        await page.GetByLabel("The promise, as the business says it").First.FillAsync("Find at least 80 % of those who leave");
        await page.GetByLabel("Because").First.FillAsync("a missed customer costs 56, a needless offer 5");
        await page.GetByLabel("Column to predict").First.FillAsync("churned");
        await page.GetByLabel("Value looked for").First.FillAsync("Yes");
        await page.GetByLabel("A missed case costs").First.FillAsync("56");
        await page.GetByLabel("A false alarm costs").First.FillAsync("5");
        await page.GetByLabel("A false alarm costs").First.BlurAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save the contract" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Lock it" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Before anybody trains.");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Lock" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Unlock it" }).WaitForAsync();

        await ActAsync(page, "data scientist");
        await page.GotoAsync("/p/churn-rescue/modeling?tab=runs");
        await page.GetByLabel("Data set").First.SelectOptionAsync("messy");
        await page.GetByLabel("How rows are split").First.FillAsync("hash:customer_id");
        await page.GetByLabel("Learners").First.FillAsync("logistic");
        await page.GetByLabel("Learners").First.BlurAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Train", Exact = true }).ClickAsync();
        await page.Locator("tbody").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Judge", Exact = true }).ClickAsync(new LocatorClickOptions { Timeout = 90_000 });
        await page.GetByText("Read the evidence").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
    }

    private static async Task SignAsync(IPage page)
    {
        await page.GotoAsync("/p/churn-rescue/evidence/run-1-logistic");
        await ActAsync(page, "product manager");
        var answers = page.GetByLabel("we …");
        await UnfoldAsync(page, "action map");
        await answers.First.WaitForAsync();

        for (var i = 0; i < await answers.CountAsync(); i++)
        {
            await answers.Nth(i).FillAsync("call the customer");
            await page.GetByLabel("Owner").Nth(i).FillAsync("retention team");
            await page.GetByLabel("Owner").Nth(i).BlurAsync();
        }

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save the action map" }).ClickAsync();
        await page.GetByText("When positive: call the customer").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Publish this page" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Publish again" }).WaitForAsync();
        foreach (var role in new[] { "product manager", "data scientist" })
        {
            await ActAsync(page, role);
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Sign as {role}" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByRole(AriaRole.Textbox).FillAsync("The evidence convinces me.");
            await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Sign" }).First.ClickAsync();
            await dialog.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        }

        await page.GetByText("Signed by").First.WaitForAsync();
    }

    /// <summary>Opens a folded part of the page, unless it is open already.</summary>
    private static async Task UnfoldAsync(IPage page, string title)
    {
        var fold = page.Locator("details", new PageLocatorOptions { HasText = title }).First;
        await fold.WaitForAsync();
        if (await fold.GetAttributeAsync("open") is null)
        {
            await fold.Locator("summary").First.ClickAsync();
        }
    }

    private static async Task ActAsync(IPage page, string role)
    {
        var choice = page.GetByLabel("Acting as");
        await choice.SelectOptionAsync(new SelectOptionValue { Label = $"Acting as: {role}" });
        // The choice travels to the server and back before it is remembered for the next page.
        await page.WaitForTimeoutAsync(1000);
    }
}
