using Rondo.Contracts;
using Rondo.Kernel.People;

namespace Rondo.Storage.TestKit;

/// <summary>What an <see cref="IPeopleStore"/> must do.</summary>
public abstract class PeopleStoreSpecification : StoreSpecification<IPeopleStore>
{
    private static readonly string SomeToken = new('a', 64);
    private static readonly string OtherToken = new('b', 64);

    [Fact]
    public async Task A_new_store_knows_nobody()
    {
        await using var under = await CreateAsync();

        (await under.Store.ListAsync(Never)).ShouldBeEmpty();
        (await under.Store.FindAsync("pm-1", Never)).ShouldBeNull();
        (await under.Store.FindByTokenAsync(SomeToken, Never)).ShouldBeNull();
    }

    [Fact]
    public async Task A_saved_person_is_found_by_id_and_by_token()
    {
        await using var under = await CreateAsync();
        var person = Somebody("pm-1", SomeToken, Role.ProductManager, Role.Reviewer);

        await under.Store.SaveAsync(person, Never);

        ShouldBe(await under.Store.FindAsync("pm-1", Never), person);
        ShouldBe(await under.Store.FindByTokenAsync(SomeToken, Never), person);
        (await under.Store.FindAsync("PM-1", Never)).ShouldBeNull("ids differ by case");
    }

    [Fact]
    public async Task An_empty_token_finds_nobody_however_many_have_none()
    {
        await using var under = await CreateAsync();
        await under.Store.SaveAsync(Somebody("a", ""), Never);
        await under.Store.SaveAsync(Somebody("b", ""), Never);

        (await under.Store.FindByTokenAsync("", Never)).ShouldBeNull();
    }

    [Fact]
    public async Task Saving_again_replaces_everything_and_an_old_token_opens_no_door()
    {
        await using var under = await CreateAsync();
        await under.Store.SaveAsync(Somebody("pm-1", SomeToken, Role.Admin), Never);
        var changed = Somebody("pm-1", OtherToken, Role.Viewer) with { Name = "Changed" };

        await under.Store.SaveAsync(changed, Never);

        (await under.Store.FindByTokenAsync(SomeToken, Never)).ShouldBeNull();
        ShouldBe(await under.Store.FindByTokenAsync(OtherToken, Never), changed);
        (await under.Store.ListAsync(Never)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_belongs_to_one_person()
    {
        await using var under = await CreateAsync();
        await under.Store.SaveAsync(Somebody("a", SomeToken), Never);

        await Should.ThrowAsync<InvalidOperationException>(async () => await under.Store.SaveAsync(Somebody("b", SomeToken), Never));

        (await under.Store.FindByTokenAsync(SomeToken, Never))!.Id.ShouldBe("a");
        (await under.Store.FindAsync("b", Never)).ShouldBeNull();
    }

    [Fact]
    public async Task Everybody_is_listed_by_id_in_ordinal_order()
    {
        await using var under = await CreateAsync();
        string[] ids = ["b", "a", "B", "ä", "\uE000", "\U00010000"];
        foreach (var id in ids)
        {
            await under.Store.SaveAsync(Somebody(id, ""), Never);
        }

        (await under.Store.ListAsync(Never)).Select(person => person.Id).ShouldBe(ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Concurrent_saves_of_many_people_all_count()
    {
        await using var under = await CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () => await under.Store.SaveAsync(Somebody($"p{i % 15:00}", ""), Never))));

        (await under.Store.ListAsync(Never)).Select(person => person.Id).ShouldBe(Enumerable.Range(0, 15).Select(i => $"p{i:00}"));
    }

    [Fact]
    public async Task Everything_is_there_after_reopening_with_every_role_and_every_text()
    {
        await using var under = await CreateAsync();
        var people = SampleText.Hostile.Select((text, i) => Somebody($"{i:00}{text}", "", Enum.GetValues<Role>()) with { Name = text }).ToList();
        people.Add(Somebody("without roles", SomeToken));
        foreach (var person in people)
        {
            await under.Store.SaveAsync(person, Never);
        }

        await under.ReopenAsync();

        foreach (var person in people)
        {
            ShouldBe(await under.Store.FindAsync(person.Id, Never), person);
        }

        (await under.Store.FindByTokenAsync(SomeToken, Never))!.Id.ShouldBe("without roles");
    }

    private static Person Somebody(string id, string token, params Role[] roles) => new() { Id = id, Name = $"Person {id}", Roles = roles, TokenHash = token };

    private static void ShouldBe(Person? actual, Person expected)
    {
        actual.ShouldNotBeNull();
        actual.Roles.ShouldBe(expected.Roles);
        (actual with { Roles = expected.Roles }).ShouldBe(expected);
    }
}
