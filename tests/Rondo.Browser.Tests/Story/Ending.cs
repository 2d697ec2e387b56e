using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rondo.Browser.House;

namespace Rondo.Browser.Story;

/// <summary>An incident, the loop that it opens, and a ledger that holds.</summary>
internal static partial class Ending
{
    public static async Task<string> MeetIncidentAsync(Visitor visitor)
    {
        await visitor.GoToPlaceAsync("Monitoring");
        await visitor.PressAsync("Look now");
        await visitor.FollowAsync("Take the incident on");
        await visitor.Page.WaitForURLAsync(IncidentAddress());
        var incident = Uri.UnescapeDataString(IncidentAddress().Match(visitor.Page.Url).Groups[1].Value);
        await visitor.PressAsync("Take it on");
        await visitor.SeesAsync("It is yours now.");
        await visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "the market changed" }).CheckAsync();
        await Visitor.TypeAsync(visitor.Form("Close with this decision"), "The decision, in words", "Collect four weeks of the new customers, label them, train again.");
        await visitor.PressAsync("Close with this decision");
        await visitor.Page.WaitForURLAsync("**/learning?loop=*");
        return incident;
    }

    public static async Task SeeLoopAsync(Visitor visitor)
    {
        await visitor.ReadAsync();
        await visitor.SeesAsync("you came for this one");
        await visitor.SeesAsync("Collect four weeks of the new customers");
        await visitor.SeesAsync("nothing was changed yet");
    }

    /// <summary>The loop that asked for the new model is closed with what it brought, and with a day to look again.</summary>
    public static async Task CloseLoopAsync(Visitor visitor)
    {
        await visitor.GoToPlaceAsync("Learning");
        await visitor.PressAsync("Close it");
        await Visitor.ChooseAsync(visitor.Form("Measure the effect and close"), "What should have changed", "Recall");
        await visitor.PressAsync("Measure the effect and close");
        await visitor.SeesAsync("The loop is closed.");
        await visitor.SeesAsync(Closed());
        await visitor.SeesAsync(Effect());
        await visitor.SeesAsync("7 changes");
        await visitor.GoAsync(visitor.Page.Url.Split("/learning")[0]);
        await visitor.SeesAsync("1 loop closed");
    }

    public static async Task VerifyLedgerAsync(Visitor visitor)
    {
        await visitor.GoToPlaceAsync("Ledger");
        await visitor.PressAsync("Verify the chain");
        await visitor.SeesAsync(Intact());
    }

    [GeneratedRegex("/incidents/([^/?#]+)")]
    private static partial Regex IncidentAddress();

    [GeneratedRegex("closed after \\d+ \\w+")]
    private static partial Regex Closed();

    [GeneratedRegex("Recall was .* on \\d+ cases and is .* on \\d+")]
    private static partial Regex Effect();

    [GeneratedRegex("intact|unbroken|holds", RegexOptions.IgnoreCase)]
    private static partial Regex Intact();
}
