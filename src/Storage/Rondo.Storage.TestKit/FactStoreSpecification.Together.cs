using System.Collections.Concurrent;
using System.Globalization;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.TestKit;

/// <summary>Many at once, and closing in the middle.</summary>
public abstract partial class FactStoreSpecification
{
    [Fact]
    public async Task Many_appenders_lose_nothing_and_double_nothing()
    {
        await using var under = await CreateAsync();

        var fates = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            var mine = new List<FactFate>();
            for (var i = 0; i < 40; i++)
            {
                mine.AddRange(await under.Store.AppendAsync([Prediction($"{writer:00}-{i:00}")], Never));
            }

            return mine;
        })));

        fates.SelectMany(fate => fate).ShouldAllBe(fate => fate == FactFate.Stored);
        (await ReadAsync(under.Store, All)).Select(fact => fact.Id).ShouldBe(Enumerable.Range(0, 16).SelectMany(writer => Enumerable.Range(0, 40).Select(i => $"{writer:00}-{i:00}")));
    }

    [Fact]
    public async Task Of_eight_writers_of_one_id_exactly_one_stores_it()
    {
        await using var under = await CreateAsync();
        for (var round = 0; round < 20; round++)
        {
            var id = round.ToString(CultureInfo.InvariantCulture);
            var fates = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () => (await under.Store.AppendAsync([Prediction(id) with { Label = $"{writer / 2}" }], Never))[0])));

            fates.Count(fate => fate == FactFate.Stored).ShouldBe(1);
            fates.Count(fate => fate == FactFate.Repeated).ShouldBe(1);
            fates.Count(fate => fate == FactFate.Conflicting).ShouldBe(6);
            (await under.Store.FindAsync("churn", "prediction", id, Never))!.Label.ShouldBe($"{Array.IndexOf(fates, FactFate.Stored) / 2}");
        }
    }

    [Fact]
    public async Task A_reader_beside_writers_sees_everything_that_was_acknowledged_before_it_began()
    {
        await using var under = await CreateAsync();
        var acknowledged = new ConcurrentQueue<string>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 3000 && !stop.IsCancellationRequested; i++)
            {
                await under.Store.AppendAsync([Prediction($"{writer}-{i}")], Never);
                acknowledged.Enqueue($"{writer}-{i}");
            }
        })).ToList();

        for (var round = 0; round < 10; round++)
        {
            string[] before = [.. acknowledged];
            var read = await ReadAsync(under.Store, All);
            read.Select(fact => fact.Id).ShouldBeUnique();
            before.Except(read.Select(fact => fact.Id)).ShouldBeEmpty();
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_is_there_after_reopening_and_repeats_are_still_recognised(bool readBefore)
    {
        await using var under = await CreateAsync();
        Fact[] facts = [.. Enumerable.Range(0, 50).Select(i => Prediction($"{i:00}"))];
        await under.Store.AppendAsync(facts[..25], Never);
        if (readBefore)
        {
            await ReadAsync(under.Store, All);
        }

        await under.Store.AppendAsync(facts[25..], Never);
        await under.ReopenAsync();

        (await ReadAsync(under.Store, All)).ShouldBe(facts);
        (await under.Store.AppendAsync([facts[3], facts[40] with { Label = "other" }, Prediction("new")], Never)).ShouldBe([FactFate.Repeated, FactFate.Conflicting, FactFate.Stored]);
        await under.ReopenAsync();
        (await under.Store.CountAsync(All, Never)).ShouldBe(51);
    }

    [Fact]
    public async Task Closing_a_busy_store_loses_nothing_that_it_acknowledged()
    {
        await using var under = await CreateAsync();
        var store = under.Store;
        var acknowledged = new ConcurrentQueue<string>();
        using var busy = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await store.AppendAsync([Prediction($"{writer}-{i}")], Never);
                acknowledged.Enqueue($"{writer}-{i}");
                busy.Release();
            }
        })).ToList();
        for (var i = 0; i < 100; i++)
        {
            await busy.WaitAsync(Never);
        }

        await under.CloseAsync();
        await Task.WhenAll(writers).WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stop.CancelAsync();
        writers.ShouldAllBe(writer => writer.IsFaulted, "a closed store turns its callers away instead of leaving them waiting");
        await under.ReopenAsync();

        var ids = (await ReadAsync(under.Store, All)).Select(fact => fact.Id).ToList();
        ids.ShouldBeUnique();
        acknowledged.Except(ids).ShouldBeEmpty();
    }
}
