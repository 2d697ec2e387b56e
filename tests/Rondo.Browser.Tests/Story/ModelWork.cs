using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rondo.Browser.House;

namespace Rondo.Browser.Story;

/// <summary>The promise, the candidates and the judgement.</summary>
internal static partial class ModelWork
{
    public static async Task PromiseAsync(Visitor visitor)
    {
        await visitor.ActAsAsync("product manager");
        await visitor.GoToPlaceAsync("Modeling");
        var form = visitor.Form("Save the contract");
        await Visitor.TypeAsync(form, "The promise, as the business says it", "Find at least 60 % of the customers who will leave");
        await Visitor.TypeAsync(form, "Because", "a missed customer costs 200 and a needless call 5");
        await Visitor.TypeAsync(form, "Column to predict", "left");
        await Visitor.TypeAsync(form, "Value looked for", "Yes");
        await Visitor.TypeAsync(form, "at least", "0.6");
        await Visitor.TypeAsync(form, "A missed case costs", "200");
        await Visitor.TypeAsync(form, "A false alarm costs", "5");
        await Visitor.TypeAsync(form, "Who is affected", "Customers get a call; nobody is refused anything.");
        await visitor.PressAsync("Save the contract");
        await visitor.PressAsync("Lock it");
        await visitor.GiveReasonAsync("The retention team agreed on these numbers.", "Lock");
        await visitor.SeesAsync("Not known: nothing was trained yet.");
    }

    public static async Task TrainAsync(Visitor visitor, string dataset = "customers-b", string learners = "")
    {
        await visitor.ActAsAsync("data scientist");
        await visitor.FollowAsync("Runs and candidates");
        var form = visitor.Form("Train");
        await Visitor.ChooseAsync(form, "Data set", dataset);
        await Visitor.TypeAsync(form, "How rows are split", "fifth");
        await Visitor.TypeAsync(form, "Learners", learners);
        await visitor.PressAsync("Train");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Judge", Exact = true }).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    public static async Task<string> JudgeAsync(Visitor visitor)
    {
        await visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "chosen" }).GetByRole(AriaRole.Button, new() { Name = "Judge", Exact = true }).ClickAsync();
        await visitor.Page.WaitForURLAsync(EvaluationAddress(), new() { Timeout = 30_000 });
        await visitor.SeesAsync("Every promise holds");
        return Uri.UnescapeDataString(EvaluationAddress().Match(visitor.Page.Url).Groups[1].Value);
    }

    [GeneratedRegex("[?&]evaluation=([^&]+)")]
    private static partial Regex EvaluationAddress();
}
