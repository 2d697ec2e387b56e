using Deque.AxeCore.Playwright;
using Rondo.Browser.House;

namespace Rondo.Browser.Pages;

/// <summary>
/// <c>rondo demo</c> on published output, played to its end: a product that has lived for months, with a closed loop.
/// What the clicked story cannot show within a minute is looked at here.
/// </summary>
public sealed class PlayedStoryTests(Site site)
{
    private static readonly (string Path, string Says)[] Pages =
    [
        ("", "Your open decisions"),
        ("/discovery", "Should this be ML at all?"),
        ("/data", "Can this data teach it?"),
        ("/labeling", "Krippendorff"),
        ("/modeling", "The promise holds"),
        ("/evidence/run-2-logistic", "What data went into the model?"),
        ("/deployment", "release-2"),
        ("/monitoring", "Is it still right?"),
        ("/learning", "From signal to measured effect"),
        ("/ledger", "Verify the chain"),
        ("/card", "Print"),
    ];

    [Fact]
    public async Task The_demo_plays_to_its_end_and_every_page_of_its_product_can_be_used()
    {
        await using var demo = await RunningServer.StartAsync(await Published.ExecutableAsync(), TimeSpan.FromMinutes(12), "demo", "--fast");
        var complaints = new List<string>();
        foreach (var (width, theme) in new[] { (1280, "light"), (390, "dark") })
        {
            await using var visitor = await site.VisitAsync(demo, width, theme);
            foreach (var (path, says) in Pages)
            {
                await visitor.GoAsync($"/p/customer-churn{path}");
                await visitor.SeesAsync(says);
                await visitor.KeepPictureAsync($"played{path}", $"{width}-{theme}");
                var beyond = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (beyond > 0)
                {
                    complaints.Add($"{path} at {width}: {beyond} pixels too wide");
                }

                var found = await visitor.Page.RunAxe();
                complaints.AddRange(found.Violations.Where(violation => violation.Impact is "serious" or "critical").SelectMany(violation => violation.Nodes.Select(node => $"{path} {theme}: {violation.Id}: {node.Html}")));
            }

            complaints.AddRange(visitor.Complaints);
        }

        complaints.ShouldBeEmpty();
    }
}
