using Rondo.Browser.House;

namespace Rondo.Browser.Story;

/// <summary>The path of a product through the web, as its users walk it.</summary>
public sealed class WholeStoryTests(Site site)
{
    [Fact]
    public async Task A_team_walks_from_an_empty_server_to_a_closed_loop_by_clicking_and_typing()
    {
        var story = await site.ToldAsync();
        story.Incident.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task No_page_of_the_walk_writes_an_error_or_asks_another_host() =>
        (await site.ToldAsync()).Complaints.ShouldBeEmpty();
}
