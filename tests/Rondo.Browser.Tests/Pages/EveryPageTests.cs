using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Rondo.Browser.House;
using Rondo.Browser.Story;

namespace Rondo.Browser.Pages;

/// <summary>What holds for every page, filled by the story.</summary>
public sealed class EveryPageTests(Site site)
{
    /// <summary>Every page.</summary>
    public static TheoryData<string> Names => [.. StoryPlaces.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_can_be_used_with_a_screen_reader_in_light_and_dark(string name)
    {
        var path = (await site.ToldAsync()).Path(name);
        foreach (var theme in new[] { "light", "dark" })
        {
            await using var visitor = await site.VisitAsync(1280, theme);
            await visitor.GoAsync(path);
            await visitor.KeepPictureAsync(name, $"1280-{theme}");
            var found = await visitor.Page.RunAxe();
            found.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .SelectMany(violation => violation.Nodes.Select(node => $"{theme}: {violation.Id}: {node.Html}"))
                .ShouldBeEmpty();
            Faults(visitor, name).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_fits_a_phone_without_sideways_scrolling(string name)
    {
        var path = (await site.ToldAsync()).Path(name);
        await using var visitor = await site.VisitAsync(390);
        await visitor.GoAsync(path);
        await visitor.KeepPictureAsync(name, "390-light");
        var beyond = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        beyond.ShouldBeLessThanOrEqualTo(0);
    }

    // The browser itself reports the address of a page that is not there.
    private static IEnumerable<string> Faults(Visitor visitor, string name) =>
        visitor.Complaints.Where(complaint => name != "/no-such-page" || !complaint.Contains("404", StringComparison.Ordinal));
}
