using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Rondo.Browser.Tests;

/// <summary>Every page of a product that has lived through the whole story, in light and dark, wide and narrow.</summary>
public sealed class EveryPageTests
{
    private const string Product = "/p/customer-churn";

    private static readonly (string Path, string Says)[] Pages =
    [
        ("/", "1 product"),
        (Product, "Your open decisions"),
        ($"{Product}/discovery", "Should this be ML at all?"),
        ($"{Product}/data", "Can this data teach it?"),
        ($"{Product}/labeling", "Krippendorff"),
        ($"{Product}/modeling", "The promise holds"),
        ($"{Product}/evidence/run-2-logistic", "What data went into the model?"),
        ($"{Product}/deployment", "release-2"),
        ($"{Product}/monitoring", "No incident is open"),
        ($"{Product}/learning", "From signal to measured effect"),
        ($"{Product}/ledger", "Verify the chain"),
        ($"{Product}/card", "Print"),
        ("/inbox", "What waits for your decision?"),
    ];

    [Fact]
    public async Task Every_page_answers_and_axe_finds_nothing_serious()
    {
        await using var rondo = await PublishedRondo.StartAsync(TimeSpan.FromMinutes(5), "demo", "--fast");
        await using var chromium = await Chromium.StartAsync();
        var complaints = new List<string>();
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light), (390, ColorScheme.Dark) })
        {
            var (page, faults) = await chromium.OpenAsync(rondo.Address, width, scheme);
            foreach (var (path, says) in Pages)
            {
                await page.GotoAsync(path);
                await page.GetByText(says).First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (overflow > 1)
                {
                    complaints.Add($"{path} at {width}: {overflow} pixels too wide");
                }

                if (width == 1280)
                {
                    var axe = await page.RunAxe();
                    complaints.AddRange(axe.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{path} {scheme}: {violation.Id}: {violation.Nodes.First().Html}"));
                }
            }

            complaints.AddRange(faults);
            await page.Context.CloseAsync();
        }

        complaints.ShouldBeEmpty();
    }
}
