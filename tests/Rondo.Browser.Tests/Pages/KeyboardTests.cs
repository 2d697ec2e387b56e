using Rondo.Browser.House;

namespace Rondo.Browser.Pages;

/// <summary>Everything is within reach of the keyboard.</summary>
public sealed class KeyboardTests(Site site)
{
    [Theory]
    [InlineData("d", "discovery")]
    [InlineData("e", "ledger")]
    public async Task G_and_a_letter_go_to_a_place(string letter, string place)
    {
        var story = await site.ToldAsync();
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"/p/{story.Product}");
        await visitor.KeysAsync();
        await visitor.Page.Keyboard.PressAsync("g");
        await visitor.Page.Keyboard.PressAsync(letter);
        await visitor.Page.WaitForURLAsync($"**/p/{story.Product}/{place}");
    }

    [Fact]
    public async Task Letters_typed_into_a_field_go_nowhere()
    {
        var story = await site.ToldAsync();
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"/p/{story.Product}/discovery");
        var before = visitor.Page.Url;
        await visitor.KeysAsync();
        await visitor.Page.GetByLabel("Who has it?").FocusAsync();
        await visitor.Page.Keyboard.TypeAsync("gl");
        await visitor.Page.WaitForTimeoutAsync(300);
        visitor.Page.Url.ShouldBe(before);
    }

    [Fact]
    public async Task Whatever_has_the_focus_shows_it()
    {
        var story = await site.ToldAsync();
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"/p/{story.Product}/discovery");
        var unseen = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var state = await visitor.Page.EvaluateAsync<string>(
                """
                () => {
                  const at = document.activeElement;
                  const style = getComputedStyle(at);
                  const shown = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
                  return shown || at === document.body ? "" : at.outerHTML.slice(0, 120);
                }
                """);
            if (state.Length > 0)
            {
                unseen.Add(state);
            }
        }

        unseen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slash_opens_the_search_and_escape_closes_it()
    {
        var story = await site.ToldAsync();
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"/p/{story.Product}");
        var dialog = visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog);
        await visitor.KeysAsync();
        await visitor.Page.Keyboard.PressAsync("/");
        await dialog.WaitForAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await dialog.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
    }
}
