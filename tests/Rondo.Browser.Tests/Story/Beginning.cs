using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rondo.Browser.House;

namespace Rondo.Browser.Story;

/// <summary>The product and why it deserves ML at all.</summary>
internal static partial class Beginning
{
    private static readonly string[] Risks = ["value", "usability", "feasibility", "viability", "data feasibility"];

    public static async Task<string> CreateProductAsync(Visitor visitor)
    {
        await visitor.GoAsync("/");
        await visitor.SeesAsync("Your products will stand here");
        var form = visitor.Form("Create it");
        await Visitor.TypeAsync(form, "Name", "Churn rescue");
        await Visitor.TypeAsync(form, "What it is for", "Find customers who are about to leave while we can still help them.");
        await visitor.PressAsync("Create it");
        await visitor.Page.WaitForURLAsync(DiscoveryAddress());
        await visitor.ReadAsync();
        return DiscoveryAddress().Match(visitor.Page.Url).Groups[1].Value;
    }

    public static async Task DiscoverAsync(Visitor visitor)
    {
        var brief = visitor.Form("Save the brief");
        await Visitor.TypeAsync(brief, "Who has it", "The retention team");
        await Visitor.TypeAsync(brief, "What hurts", "It learns that a customer leaves when the cancellation arrives");
        await Visitor.TypeAsync(brief, "What does it cost", "156 customers a month at EUR 200 each");
        await Visitor.TypeAsync(brief, "What would be different", "Four of five are called in time");
        await visitor.PressAsync("Save the brief");
        await visitor.SeesAsync("The brief is saved.");

        foreach (var risk in Risks)
        {
            await visitor.PressAsync($"Judge {risk}");
            var form = visitor.Form("Leave");
            await Visitor.ChooseAsync(form, "How large", "small");
            await Visitor.TypeAsync(form, "Watched by", "product manager");
            await Visitor.TypeAsync(form, "Evidence, one a line", "Twelve interviews, nine of them without a doubt");
            await form.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await visitor.SeesAsync($"The {risk} risk is judged.");
        }

        var decision = visitor.Form("Record the verdict");
        await decision.GetByRole(AriaRole.Radio, new() { Name = "ML is plausible" }).CheckAsync();
        await Visitor.TypeAsync(decision, "Why", "The signals are many and weak; rules miss those who leave silently.");
        await visitor.PressAsync("Record the verdict");
        await visitor.SeesAsync("The verdict is recorded.");
    }

    [GeneratedRegex("/p/([^/]+)/discovery")]
    private static partial Regex DiscoveryAddress();
}
