using System.Globalization;
using Rondo.Kernel.State;

namespace Rondo.Storage.TestKit;

/// <summary>What an <see cref="IStateStore"/> must do.</summary>
public abstract class StateStoreSpecification : StoreSpecification<IStateStore>
{
    [Fact]
    public async Task A_new_store_has_nothing()
    {
        await using var under = await CreateAsync();

        (await under.Store.ReadAsync("jobs", "a", Never)).ShouldBeNull();
        (await under.Store.ListAsync("jobs", Never)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Versions_begin_at_one_and_grow_by_one()
    {
        await using var under = await CreateAsync();

        (await under.Store.TryWriteAsync("jobs", "a", "{\"n\":1}", 0, Never)).ShouldBeTrue();
        (await under.Store.ReadAsync("jobs", "a", Never)).ShouldBe(new StateRecord("a", "{\"n\":1}", 1));
        (await under.Store.TryWriteAsync("jobs", "a", "{\"n\":2}", 1, Never)).ShouldBeTrue();
        (await under.Store.TryWriteAsync("jobs", "a", "{\"n\":3}", null, Never)).ShouldBeTrue();
        (await under.Store.ReadAsync("jobs", "a", Never)).ShouldBe(new StateRecord("a", "{\"n\":3}", 3));
    }

    [Fact]
    public async Task A_write_without_an_expected_version_makes_the_record_where_there_is_none()
    {
        await using var under = await CreateAsync();

        (await under.Store.TryWriteAsync("jobs", "a", "{}", null, Never)).ShouldBeTrue();

        (await under.Store.ReadAsync("jobs", "a", Never)).ShouldBe(new StateRecord("a", "{}", 1));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(3L)]
    [InlineData(-1L)]
    public async Task A_write_that_expects_another_version_changes_nothing(long expected)
    {
        await using var under = await CreateAsync();
        await under.Store.TryWriteAsync("jobs", "a", "{\"n\":1}", 0, Never);
        await under.Store.TryWriteAsync("jobs", "a", "{\"n\":2}", 1, Never);

        (await under.Store.TryWriteAsync("jobs", "a", "{\"n\":9}", expected, Never)).ShouldBeFalse();

        (await under.Store.ReadAsync("jobs", "a", Never)).ShouldBe(new StateRecord("a", "{\"n\":2}", 2));
    }

    [Fact]
    public async Task A_write_that_expects_a_record_which_is_not_there_makes_none()
    {
        await using var under = await CreateAsync();

        (await under.Store.TryWriteAsync("jobs", "a", "{}", 1, Never)).ShouldBeFalse();

        (await under.Store.ReadAsync("jobs", "a", Never)).ShouldBeNull();
    }

    [Fact]
    public async Task Scopes_keep_apart_and_a_list_is_in_ordinal_order()
    {
        await using var under = await CreateAsync();
        string[] keys = ["b", "a", "B", "", "ä", "\uE000", "\U00010000", "a/b"];
        foreach (var key in keys)
        {
            await under.Store.TryWriteAsync("jobs", key, "{}", 0, Never);
        }

        await under.Store.TryWriteAsync("other", "a", "{\"other\":1}", 0, Never);

        (await under.Store.ListAsync("jobs", Never)).Select(record => record.Key).ShouldBe(keys.Order(StringComparer.Ordinal));
        (await under.Store.ListAsync("other", Never)).ShouldBe([new StateRecord("a", "{\"other\":1}", 1)]);
        (await under.Store.ReadAsync("jobs", "a", Never))!.Json.ShouldBe("{}");
    }

    [Fact]
    public async Task A_deleted_record_is_gone_and_may_be_made_again()
    {
        await using var under = await CreateAsync();
        await under.Store.TryWriteAsync("jobs", "a", "{}", 0, Never);
        await under.Store.TryWriteAsync("jobs", "b", "{}", 0, Never);

        await under.Store.DeleteAsync("jobs", "a", Never);
        await under.Store.DeleteAsync("jobs", "a", Never);

        (await under.Store.ReadAsync("jobs", "a", Never)).ShouldBeNull();
        (await under.Store.ListAsync("jobs", Never)).Select(record => record.Key).ShouldBe(["b"]);
        (await under.Store.TryWriteAsync("jobs", "a", "{\"n\":2}", 0, Never)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_eight_writers_that_read_the_same_version_exactly_one_wins()
    {
        await using var under = await CreateAsync();
        for (var version = 0; version < 15; version++)
        {
            var read = version;
            var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () => await under.Store.TryWriteAsync("jobs", "a", $"{writer}", read, Never))));

            won.Count(one => one).ShouldBe(1);
            (await under.Store.ReadAsync("jobs", "a", Never)).ShouldBe(new StateRecord("a", Array.IndexOf(won, true).ToString(CultureInfo.InvariantCulture), version + 1));
        }
    }

    [Fact]
    public async Task Writers_who_expect_nothing_all_count()
    {
        await using var under = await CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(writer => Task.Run(async () => await under.Store.TryWriteAsync("jobs", "a", $"{writer}", null, Never))));

        (await under.Store.ReadAsync("jobs", "a", Never))!.Version.ShouldBe(40);
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        await using var under = await CreateAsync();
        await under.Store.TryWriteAsync("jobs", "a", "{\"n\":1}", 0, Never);
        await under.Store.TryWriteAsync("jobs", "a", "{\"n\":2}", 1, Never);
        await under.Store.TryWriteAsync("jobs", "gone", "{}", 0, Never);
        await under.Store.DeleteAsync("jobs", "gone", Never);

        await under.ReopenAsync();

        (await under.Store.ListAsync("jobs", Never)).ShouldBe([new StateRecord("a", "{\"n\":2}", 2)]);
    }

    [Fact]
    public async Task Every_text_comes_back_as_it_was()
    {
        await using var under = await CreateAsync();
        foreach (var text in SampleText.Hostile)
        {
            (await under.Store.TryWriteAsync($"scope{text}", $"key{text}", text, 0, Never)).ShouldBeTrue();
        }

        await under.Store.TryWriteAsync("long", "long", SampleText.Long, 0, Never);
        await under.ReopenAsync();

        foreach (var text in SampleText.Hostile)
        {
            (await under.Store.ListAsync($"scope{text}", Never)).ShouldBe([new StateRecord($"key{text}", text, 1)]);
        }

        (await under.Store.ReadAsync("long", "long", Never))!.Json.ShouldBe(SampleText.Long);
    }

    [Fact]
    public async Task Closing_a_busy_store_loses_nothing_that_it_acknowledged()
    {
        await using var under = await CreateAsync();
        var store = under.Store;
        var acknowledged = 0;
        using var busy = new SemaphoreSlim(0);
        var writer = Task.Run(async () =>
        {
            for (var i = 0; i < 100_000 && await store.TryWriteAsync("jobs", $"{i}", "{}", 0, Never); i++)
            {
                acknowledged++;
                busy.Release();
            }
        });
        for (var i = 0; i < 20; i++)
        {
            await busy.WaitAsync(Never);
        }

        await under.CloseAsync();
        await writer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await under.ReopenAsync();

        (await under.Store.ListAsync("jobs", Never)).Count.ShouldBeGreaterThanOrEqualTo(acknowledged);
    }
}
