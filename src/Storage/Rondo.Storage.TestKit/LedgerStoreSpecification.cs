using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Storage.TestKit;

/// <summary>What an <see cref="ILedgerStore"/> must do.</summary>
public abstract class LedgerStoreSpecification : StoreSpecification<ILedgerStore>
{
    [Fact]
    public async Task A_new_store_knows_no_product()
    {
        await using var under = await CreateAsync();

        (await under.Store.ProductsAsync(Never)).ShouldBeEmpty();
        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_appended_is_read_back_field_by_field()
    {
        await using var under = await CreateAsync();
        var first = SampleLedger.Next([], body: "{\"why\":\"churn costs 200\"}", key: "k-1");
        var second = SampleLedger.Signed(SampleLedger.Next([first], kind: "contract") with { BasedOn = [first.Ref, new DocumentRef("risk", "r/1", 3)], Role = Role.Admin, At = SampleLedger.Start.AddTicks(1) });

        (await under.Store.TryAppendAsync([first, second], Never)).ShouldBeTrue();

        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEntries([first, second]);
    }

    [Fact]
    public async Task Entries_come_in_order_and_only_after_the_sequence_asked_for()
    {
        await using var under = await CreateAsync();
        var entries = SampleLedger.Chain(12);
        await under.Store.TryAppendAsync([.. entries.Take(11)], Never);
        await under.Store.TryAppendAsync([entries[11]], Never);

        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEntries(entries);
        (await under.Store.ReadAsync("churn", 9, Never)).ShouldBeEntries([.. entries.Skip(9)]);
        (await under.Store.ReadAsync("churn", 12, Never)).ShouldBeEmpty();
        (await under.Store.ReadAsync("churn", 99, Never)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_append_of_nothing_changes_nothing()
    {
        await using var under = await CreateAsync();

        (await under.Store.TryAppendAsync([], Never)).ShouldBeTrue();

        (await under.Store.ProductsAsync(Never)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_taken_sequence_is_refused_and_the_first_writer_stands()
    {
        await using var under = await CreateAsync();
        var first = SampleLedger.Next([], body: "{\"by\":1}");
        await under.Store.TryAppendAsync([first], Never);

        (await under.Store.TryAppendAsync([SampleLedger.Next([], id: "other", body: "{\"by\":2}")], Never)).ShouldBeFalse();

        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEntries([first]);
    }

    [Fact]
    public async Task A_taken_version_is_refused()
    {
        await using var under = await CreateAsync();
        var first = SampleLedger.Next([]);
        await under.Store.TryAppendAsync([first], Never);
        var again = SampleLedger.Signed(SampleLedger.Next([first]) with { Version = 1 });

        (await under.Store.TryAppendAsync([again], Never)).ShouldBeFalse();

        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEntries([first]);
    }

    [Fact]
    public async Task An_append_whose_last_entry_is_refused_writes_none_of_them()
    {
        await using var under = await CreateAsync();
        var first = SampleLedger.Next([]);
        await under.Store.TryAppendAsync([first], Never);
        var second = SampleLedger.Next([first], id: "two");
        var third = SampleLedger.Signed(SampleLedger.Next([first, second]) with { Version = 1 });

        (await under.Store.TryAppendAsync([second, third], Never)).ShouldBeFalse();

        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEntries([first]);
        (await under.Store.TryAppendAsync([second], Never)).ShouldBeTrue("a refused append must leave the sequence free");
    }

    [Fact]
    public async Task A_taken_idempotency_key_is_refused()
    {
        await using var under = await CreateAsync();
        var first = SampleLedger.Next([], key: "k");
        var second = SampleLedger.Next([first], id: "two", key: "k");
        (await under.Store.TryAppendAsync([first, second], Never)).ShouldBeTrue("the entries of one commit carry one key");

        (await under.Store.TryAppendAsync([SampleLedger.Next([first, second], id: "three", key: "k")], Never)).ShouldBeFalse();

        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEntries([first, second]);
    }

    [Fact]
    public async Task The_same_key_in_another_product_and_no_key_at_all_are_free()
    {
        await using var under = await CreateAsync();

        (await under.Store.TryAppendAsync([SampleLedger.Next([], key: "k")], Never)).ShouldBeTrue();
        (await under.Store.TryAppendAsync([SampleLedger.Next([], product: "tickets", key: "k")], Never)).ShouldBeTrue();
        foreach (var entry in SampleLedger.Chain(3, "third"))
        {
            (await under.Store.TryAppendAsync([entry], Never)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_gap_is_a_bug_of_the_caller_and_writes_nothing()
    {
        await using var under = await CreateAsync();
        var entries = SampleLedger.Chain(4);

        await Should.ThrowAsync<ArgumentException>(async () => await under.Store.TryAppendAsync([entries[0], entries[2]], Never));
        await Should.ThrowAsync<ArgumentException>(async () => await under.Store.TryAppendAsync([entries[1]], Never));
        await Should.ThrowAsync<ArgumentException>(async () => await under.Store.TryAppendAsync([entries[0], SampleLedger.Chain(2, "tickets")[1]], Never));

        (await under.Store.ProductsAsync(Never)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Products_keep_apart_and_are_listed_in_ordinal_order()
    {
        await using var under = await CreateAsync();
        string[] products = ["b", "a", "B", "a b", "ä", "\uE000", "\U00010000", "a'b"];
        foreach (var product in products)
        {
            await under.Store.TryAppendAsync(SampleLedger.Chain(2, product), Never);
        }

        (await under.Store.ProductsAsync(Never)).ShouldBe(products.Order(StringComparer.Ordinal));
        foreach (var product in products)
        {
            (await under.Store.ReadAsync(product, 0, Never)).ShouldBeEntries(SampleLedger.Chain(2, product));
        }
    }

    [Fact]
    public async Task Of_eight_writers_at_one_sequence_exactly_one_wins()
    {
        await using var under = await CreateAsync();
        var entries = new List<LedgerEntry>();
        for (var round = 0; round < 20; round++)
        {
            var rivals = Enumerable.Range(0, 8).Select(writer => SampleLedger.Next(entries, id: $"{round}-{writer}")).ToList();

            var won = await Task.WhenAll(rivals.Select(rival => Task.Run(async () => await under.Store.TryAppendAsync([rival], Never))));

            won.Count(one => one).ShouldBe(1);
            entries.Add(rivals[Array.IndexOf(won, true)]);
        }

        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEntries(entries);
    }

    [Fact]
    public async Task Writers_who_read_and_try_again_lose_nothing_and_the_chain_holds()
    {
        await using var under = await CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                while (!await under.Store.TryAppendAsync([SampleLedger.Next(await under.Store.ReadAsync("churn", 0, Never), id: $"{writer}-{i}")], Never))
                {
                    await Task.Yield();
                }
            }
        })));

        var entries = await under.Store.ReadAsync("churn", 0, Never);
        entries.Select(entry => entry.Id).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 6).SelectMany(writer => Enumerable.Range(0, 10).Select(i => $"{writer}-{i}")).Order(StringComparer.Ordinal));
        LedgerChain.Verify("churn", entries).Fault().ShouldBeNull();
    }

    [Fact]
    public async Task Everything_is_there_after_reopening_and_what_was_taken_stays_taken()
    {
        await using var under = await CreateAsync();
        var entries = SampleLedger.Chain(5).ToList();
        entries.Add(SampleLedger.Next(entries, id: "keyed", key: "k"));
        await under.Store.TryAppendAsync(entries, Never);

        await under.ReopenAsync();

        (await under.Store.ProductsAsync(Never)).ShouldBe(["churn"]);
        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEntries(entries);
        LedgerChain.Verify("churn", await under.Store.ReadAsync("churn", 0, Never)).Fault().ShouldBeNull();
        (await under.Store.TryAppendAsync([SampleLedger.Next([], id: "late")], Never)).ShouldBeFalse();
        (await under.Store.TryAppendAsync([SampleLedger.Next(entries, id: "again", key: "k")], Never)).ShouldBeFalse();
        (await under.Store.TryAppendAsync([SampleLedger.Next(entries, id: "new")], Never)).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_text_comes_back_as_it_was_so_that_the_chain_holds()
    {
        await using var under = await CreateAsync();
        var entries = new List<LedgerEntry>();
        foreach (var text in SampleText.Hostile)
        {
            entries.Add(SampleLedger.Signed(SampleLedger.Next(entries, kind: $"kind{text}", id: $"id{text}", body: text, key: text) with { Actor = text, Reason = text }));
        }

        foreach (var entry in entries)
        {
            (await under.Store.TryAppendAsync([entry], Never)).ShouldBeTrue(entry.Reason);
        }

        await under.ReopenAsync();
        var read = await under.Store.ReadAsync("churn", 0, Never);
        read.ShouldBeEntries(entries);
        LedgerChain.Verify("churn", read).Fault().ShouldBeNull();
    }

    [Fact]
    public async Task A_body_of_a_mebibyte_comes_back_whole()
    {
        await using var under = await CreateAsync();
        var entry = SampleLedger.Next([], body: SampleText.Long);

        (await under.Store.TryAppendAsync([entry], Never)).ShouldBeTrue();

        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEntries([entry]);
    }

    [Fact]
    public async Task An_append_that_was_cancelled_beforehand_writes_nothing()
    {
        await using var under = await CreateAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await under.Store.TryAppendAsync(SampleLedger.Chain(1), new CancellationToken(canceled: true)));

        (await under.Store.ReadAsync("churn", 0, Never)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Closing_a_busy_store_loses_nothing_that_it_acknowledged()
    {
        await using var under = await CreateAsync();
        var store = under.Store;
        var acknowledged = new int[4];
        using var busy = new SemaphoreSlim(0);
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var product = writer.ToString(CultureInfo.InvariantCulture);
            foreach (var entry in SampleLedger.Chain(2000, product))
            {
                if (!await store.TryAppendAsync([entry], Never))
                {
                    return;
                }

                acknowledged[writer]++;
                busy.Release();
            }
        })).ToList();

        for (var i = 0; i < 40; i++)
        {
            await busy.WaitAsync(Never);
        }

        await under.CloseAsync();
        await Task.WhenAll(writers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await under.ReopenAsync();

        for (var writer = 0; writer < 4; writer++)
        {
            var product = writer.ToString(CultureInfo.InvariantCulture);
            var entries = await under.Store.ReadAsync(product, 0, Never);
            entries.Count.ShouldBeGreaterThanOrEqualTo(acknowledged[writer]);
            LedgerChain.Verify(product, entries).Fault().ShouldBeNull();
        }
    }
}

internal static class Verdicts
{
    /// <summary>What is wrong with a chain, or null.</summary>
    public static string? Fault(this LedgerVerification verification) => verification.Intact ? null : verification.Sentence;
}
