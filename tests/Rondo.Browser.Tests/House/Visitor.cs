using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Rondo.Browser.House;

/// <summary>Somebody in front of one window: goes, reads, types and clicks, and notices what the page does wrong meanwhile.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly Uri _address;

    private Visitor(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page, _address) = (context, page, address);
        page.Console += (_, message) => Complain(message.Type == "error", $"console: {message.Text} at {page.Url}");
        page.PageError += (_, error) => Complain(true, $"script: {error} at {page.Url}");
        page.Request += (_, request) => Complain(IsElsewhere(request.Url), $"request to another host: {request.Url}");
        page.Response += (_, response) => Complain(response.Status >= 500, $"answer {response.Status}: {response.Url}");
    }

    public IPage Page { get; }

    public Uri Address => _address;

    /// <summary>Errors in the console and in scripts, failed answers, requests to other hosts.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Visitor> ComeAsync(IBrowser browser, Uri address, int width, string theme)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        // Generous: a machine that does other work meanwhile must not look like a page that does not answer.
        context.SetDefaultTimeout(30_000);
        await context.AddCookiesAsync([new() { Name = "rondo-theme", Value = theme, Url = address.ToString() }]);
        return new Visitor(context, await context.NewPageAsync(), address);
    }

    /// <summary>Opens a page and waits until it has read what it shows.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await ReadAsync();
    }

    /// <summary>Waits until the page has read what it shows.</summary>
    public async Task ReadAsync()
    {
        await Page.GetByText("Opening Rondo").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Main).GetByText("Reading …")).ToHaveCountAsync(0);
    }

    /// <summary>Waits until the page listens to keys: it is drawn before it does.</summary>
    public Task KeysAsync() => Page.Locator("html[data-keys]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Goes to a place of the product through the navigation.</summary>
    public async Task GoToPlaceAsync(string name)
    {
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Places of this product" }).GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"{name}$") }).ClickAsync();
        await Page.WaitForURLAsync(new Regex($"/{name.ToLowerInvariant()}"));
        await ReadAsync();
    }

    /// <summary>Acts in another role from now on.</summary>
    public async Task ActAsAsync(string role)
    {
        var people = Page.GetByLabel("Acting as");
        await people.SelectOptionAsync(new SelectOptionValue { Label = $"Acting as: {role}" });
        var key = Regex.Escape(role.Replace(' ', '-'));
        await Page.WaitForFunctionAsync("key => document.cookie.includes(key)", key.Replace("\\", "", StringComparison.Ordinal));
        await ReadAsync();
    }

    /// <summary>A form, found by the button that sends it.</summary>
    public ILocator Form(string button) => Page.Locator("form").Filter(new() { Has = Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }) });

    /// <summary>Types into the field of a form whose label begins with the words.</summary>
    public static async Task TypeAsync(ILocator form, string label, string text, int which = 0)
    {
        var field = Field(form, label).Nth(which);
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    public static async Task ChooseAsync(ILocator form, string label, string option) =>
        await form.GetByRole(AriaRole.Combobox, new() { NameRegex = Starts(label) }).First.SelectOptionAsync(new SelectOptionValue { Label = option });

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    /// <summary>Unfolds a part of the page where it is folded.</summary>
    public async Task UnfoldAsync(string title)
    {
        var part = Page.Locator("details.fold").Filter(new() { Has = Page.Locator("summary").GetByText(title) });
        if (await part.GetAttributeAsync("open") is null)
        {
            await part.Locator("summary").ClickAsync();
        }
    }

    /// <summary>Answers the question why, and goes.</summary>
    public async Task GiveReasonAsync(string reason, string verb)
    {
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).Last.FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = verb, Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    /// <summary>Waits until words stand somewhere on the page.</summary>
    public Task SeesAsync(string words) => Page.GetByText(words).First.WaitForAsync();

    public Task SeesAsync(Regex words) => Page.GetByText(words).First.WaitForAsync();

    /// <summary>A picture to look at, kept only where RONDO_PICTURES names a folder.</summary>
    public async Task KeepPictureAsync(string name, string kind)
    {
        if (Environment.GetEnvironmentVariable("RONDO_PICTURES") is { Length: > 0 } folder)
        {
            var file = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{file}-{kind}.png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static ILocator Field(ILocator form, string label) =>
        form.GetByRole(AriaRole.Textbox, new() { NameRegex = Starts(label) }).Or(form.GetByRole(AriaRole.Spinbutton, new() { NameRegex = Starts(label) })).Or(form.GetByRole(AriaRole.Combobox, new() { NameRegex = Starts(label) }));

    private static Regex Starts(string label) => new($"^\\s*{Regex.Escape(label)}");

    private bool IsElsewhere(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" or "ws" or "wss"
        && target.Authority != _address.Authority;

    private void Complain(bool wrong, string what)
    {
        if (wrong)
        {
            _complaints.Add(what);
        }
    }
}
