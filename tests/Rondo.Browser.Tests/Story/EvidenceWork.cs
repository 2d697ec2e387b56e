using Microsoft.Playwright;
using Rondo.Browser.House;

namespace Rondo.Browser.Story;

/// <summary>What happens with an answer, five questions, and two signatures.</summary>
internal static class EvidenceWork
{
    private static readonly string[] Actions = ["Call the customer", "An agent looks at the account", "Do nothing", "The agent notes what was wrong"];

    public static async Task SignAsync(Visitor visitor)
    {
        await visitor.FollowAsync("Read the evidence and sign");
        await visitor.SeesAsync("Two signatures, two people");
        await visitor.PressAsync("Publish this page");
        await visitor.SeesAsync("What actions will this prediction trigger in the product?");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "1 of 5 questions have no answer" })).ToBeVisibleAsync();

        await visitor.ActAsAsync("product manager");
        var map = visitor.Form("Save the action map");
        for (var i = 0; i < Actions.Length; i++)
        {
            await Visitor.TypeAsync(map, "When it is", Actions[i], i);
            await Visitor.TypeAsync(map, "Owner", "retention team", i);
        }

        await visitor.PressAsync("Save the action map");
        await visitor.SeesAsync("What happens then");
        await PublishAndSignAsync(visitor);
    }

    /// <summary>The evidence of a second model: the action map stands already.</summary>
    public static async Task SignAgainAsync(Visitor visitor)
    {
        await visitor.FollowAsync("Read the evidence and sign");
        await visitor.SeesAsync("Two people give the same label");
        await visitor.ActAsAsync("product manager");
        await PublishAndSignAsync(visitor);
    }

    private static async Task PublishAndSignAsync(Visitor visitor)
    {
        await visitor.PressAsync("Publish this page");
        await visitor.SeesAsync("The evidence page is published.");
        await visitor.PressAsync("Sign as product manager");
        await visitor.GiveReasonAsync("The price in false alarms is worth it.", "Sign");
        await visitor.SeesAsync("“The price in false alarms is worth it.”");

        await visitor.ActAsAsync("data scientist");
        await visitor.PressAsync("Sign as data scientist");
        await visitor.GiveReasonAsync("Judged once on held-out rows.", "Sign");
        await visitor.SeesAsync("“Judged once on held-out rows.”");
        await visitor.SeesAsync("Signed by");
        await visitor.ActAsAsync("product manager");
    }
}
