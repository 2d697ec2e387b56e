using System.Collections.Concurrent;
using System.Globalization;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.TestKit;

/// <summary>What an <see cref="IFactStore"/> must do.</summary>
public abstract class FactStoreSpecification : StoreSpecification<IFactStore>
{
    private static readonly DateTimeOffset Noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(7);
    private static readonly FactQuery All = new("churn", "prediction");

    [Fact]
    public async Task A_new_store_has_no_facts()
    {
        await using var under = await CreateAsync();

        (await ReadAsync(under.Store, All)).ShouldBeEmpty();
        (await under.Store.CountAsync(All, Never)).ShouldBe(0);
        (await under.Store.FindAsync("churn", "prediction", "a", Never)).ShouldBeNull();
    }

    [Fact]
    public async Task A_stored_fact_is_read_back_field_by_field_at_once()
    {
        await using var under = await CreateAsync();
        var fact = Prediction("a") with { Subject = "s", Entity = "e", Release = "r", Arm = "champion", Value = 0.1 + 0.2, Label = "yes", Body = "{\"x\":1}", RecordedAt = Noon.AddTicks(1) };

        (await under.Store.AppendAsync([fact], Never)).ShouldBe([FactFate.Stored]);

        (await ReadAsync(under.Store, All)).ShouldBe([fact]);
        (await under.Store.FindAsync("churn", "prediction", "a", Never)).ShouldBe(fact);
    }

    [Fact]
    public async Task A_fact_is_found_by_id_before_and_after_anybody_read()
    {
        await using var under = await CreateAsync();
        await under.Store.AppendAsync([Prediction("a")], Never);

        (await under.Store.FindAsync("churn", "prediction", "a", Never)).ShouldBe(Prediction("a"));
        await ReadAsync(under.Store, All);
        (await under.Store.FindAsync("churn", "prediction", "a", Never)).ShouldBe(Prediction("a"));
        (await under.Store.FindAsync("churn", "outcome", "a", Never)).ShouldBeNull();
        (await under.Store.FindAsync("tickets", "prediction", "a", Never)).ShouldBeNull();
    }

    [Fact]
    public async Task An_append_of_nothing_returns_nothing()
    {
        await using var under = await CreateAsync();

        (await under.Store.AppendAsync([], Never)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeat_is_recognised_although_it_is_recorded_later(bool readBetween)
    {
        await using var under = await CreateAsync();
        await under.Store.AppendAsync([Prediction("a")], Never);
        if (readBetween)
        {
            await ReadAsync(under.Store, All);
        }

        (await under.Store.AppendAsync([Prediction("a") with { RecordedAt = Noon.AddDays(1) }], Never)).ShouldBe([FactFate.Repeated]);

        (await ReadAsync(under.Store, All)).ShouldBe([Prediction("a")]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_different_fact_under_a_taken_id_conflicts_and_the_first_one_stands(bool readBetween)
    {
        await using var under = await CreateAsync();
        var first = Prediction("a") with { Value = 0.25, Label = "no" };
        await under.Store.AppendAsync([first], Never);
        if (readBetween)
        {
            await ReadAsync(under.Store, All);
        }

        Fact[] others =
        [
            first with { Value = 0.5 }, first with { Value = null }, first with { Label = "yes" }, first with { Body = "{}" }, first with { Subject = "s" },
            first with { Entity = "e" }, first with { Release = "r" }, first with { Arm = "a" }, first with { At = Noon.AddTicks(1) },
        ];

        (await under.Store.AppendAsync(others, Never)).ShouldAllBe(fate => fate == FactFate.Conflicting);

        (await ReadAsync(under.Store, All)).ShouldBe([first]);
        (await under.Store.FindAsync("churn", "prediction", "a", Never)).ShouldBe(first);
    }

    [Fact]
    public async Task Within_one_append_the_first_of_an_id_wins_and_every_fact_has_its_fate()
    {
        await using var under = await CreateAsync();

        (await under.Store.AppendAsync([Prediction("a"), Prediction("b"), Prediction("a"), Prediction("a") with { Label = "other" }, Prediction("c")], Never))
            .ShouldBe([FactFate.Stored, FactFate.Stored, FactFate.Repeated, FactFate.Conflicting, FactFate.Stored]);

        (await ReadAsync(under.Store, All)).ShouldBe([Prediction("a"), Prediction("b"), Prediction("c")]);
    }

    [Fact]
    public async Task The_same_id_in_another_kind_or_product_is_another_fact()
    {
        await using var under = await CreateAsync();
        Fact[] facts = [Prediction("a"), Prediction("a") with { Kind = "outcome" }, Prediction("a") with { Product = "tickets" }, Prediction("predictiona") with { Kind = "" }];

        (await under.Store.AppendAsync(facts, Never)).ShouldAllBe(fate => fate == FactFate.Stored);

        foreach (var fact in facts)
        {
            (await ReadAsync(under.Store, new FactQuery(fact.Product, fact.Kind))).ShouldBe([fact]);
        }
    }

    [Fact]
    public async Task Facts_come_by_the_time_they_happened_and_then_by_id()
    {
        await using var under = await CreateAsync();
        var late = Prediction("a") with { At = Noon.AddTicks(1) };
        await under.Store.AppendAsync([late, Prediction("c"), Prediction("b")], Never);
        await under.Store.AppendAsync([Prediction("d") with { At = Noon.AddYears(-40) }], Never);

        (await ReadAsync(under.Store, All)).Select(fact => fact.Id).ShouldBe(["d", "b", "c", "a"]);
        (await ReadAsync(under.Store, All with { NewestFirst = true })).Select(fact => fact.Id).ShouldBe(["a", "c", "b", "d"]);
    }

    [Fact]
    public async Task A_query_finds_what_it_names_and_nothing_else()
    {
        await using var under = await CreateAsync();
        await under.Store.AppendAsync(
            [
                Prediction("1") with { At = Noon.AddHours(1), Release = "r1", Subject = "s1" },
                Prediction("2") with { At = Noon.AddHours(2), Release = "r2", Subject = "s1" },
                Prediction("3") with { At = Noon.AddHours(3), Release = "r1", Subject = "s2" },
                Prediction("4") with { At = Noon.AddHours(4) },
            ],
            Never);

        await Finds(All with { From = Noon.AddHours(2) }, "2", "3", "4");
        await Finds(All with { To = Noon.AddHours(2) }, "1");
        await Finds(All with { From = Noon.AddHours(2), To = Noon.AddHours(3) }, "2");
        await Finds(All with { From = Noon.AddHours(2).AddTicks(1), To = Noon.AddHours(3).AddTicks(1) }, "3");
        await Finds(All with { From = Noon.AddHours(3), To = Noon.AddHours(1) });
        await Finds(All with { From = new DateTimeOffset(Noon.AddHours(3).Ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(9)) }, "3", "4");
        await Finds(All with { Release = "r1" }, "1", "3");
        await Finds(All with { Release = "" }, "4");
        await Finds(All with { Subject = "s1", Release = "r1" }, "1");
        await Finds(All with { Subject = "' OR 1=1 --" });

        async Task Finds(FactQuery query, params string[] ids)
        {
            (await ReadAsync(under.Store, query)).Select(fact => fact.Id).ShouldBe(ids);
            (await under.Store.CountAsync(query, Never)).ShouldBe(ids.Length);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(99, 5)]
    public async Task A_limit_cuts_what_is_read_and_not_what_is_counted(int limit, int read)
    {
        await using var under = await CreateAsync();
        await under.Store.AppendAsync([.. Enumerable.Range(0, 5).Select(i => Prediction($"{i}"))], Never);

        (await ReadAsync(under.Store, All with { Limit = limit })).Select(fact => fact.Id).ShouldBe(Enumerable.Range(0, read).Select(i => $"{i}"));
        (await under.Store.CountAsync(All with { Limit = limit }, Never)).ShouldBe(5);
    }

    [Fact]
    public async Task Every_number_comes_back_as_it_was()
    {
        await using var under = await CreateAsync();
        double?[] values = [null, 0, -0.0, 1, -1, 1.0 / 3, double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        Fact[] facts = [.. values.Select((value, i) => Prediction($"{i:00}") with { Value = value })];
        await under.Store.AppendAsync(facts, Never);

        await under.ReopenAsync();

        (await ReadAsync(under.Store, All)).Select(fact => fact.Value).ShouldBe(values);
        (await under.Store.AppendAsync(facts, Never)).ShouldAllBe(fate => fate == FactFate.Repeated);
    }

    [Fact]
    public async Task Every_text_comes_back_as_it_was()
    {
        await using var under = await CreateAsync();
        Fact[] facts = [.. SampleText.Hostile.Select((text, i) => Prediction($"{i:00}{text}") with { Subject = text, Entity = text, Release = text, Arm = text, Label = text, Body = text, At = Noon.AddTicks(i) })];

        (await under.Store.AppendAsync(facts, Never)).ShouldAllBe(fate => fate == FactFate.Stored);
        (await ReadAsync(under.Store, All)).ShouldBe(facts);
        await under.ReopenAsync();

        (await ReadAsync(under.Store, All)).ShouldBe(facts);
        foreach (var fact in facts)
        {
            (await under.Store.FindAsync("churn", "prediction", fact.Id, Never)).ShouldBe(fact);
            (await ReadAsync(under.Store, All with { Subject = fact.Subject })).ShouldBe([fact]);
        }
    }

    [Fact]
    public async Task Times_from_the_first_to_the_last_tick_come_back_as_instants()
    {
        await using var under = await CreateAsync();
        DateTimeOffset[] times = [DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch.AddTicks(-1), Noon.ToOffset(TimeSpan.FromHours(5.5)), DateTimeOffset.MaxValue];
        await under.Store.AppendAsync([.. times.Select((time, i) => Prediction($"{i}") with { At = time, RecordedAt = time })], Never);

        var read = await ReadAsync(under.Store, All);

        read.Select(fact => fact.At.UtcTicks).ShouldBe(times.Select(time => time.UtcTicks));
        read.Select(fact => fact.RecordedAt.UtcTicks).ShouldBe(times.Select(time => time.UtcTicks));
    }

    [Fact]
    public async Task A_body_of_a_mebibyte_comes_back_whole()
    {
        await using var under = await CreateAsync();
        var fact = Prediction("a") with { Body = SampleText.Long };

        await under.Store.AppendAsync([fact], Never);

        (await under.Store.FindAsync("churn", "prediction", "a", Never)).ShouldBe(fact);
        (await ReadAsync(under.Store, All)).ShouldBe([fact]);
    }

    [Fact]
    public async Task Twenty_thousand_facts_in_one_append_are_all_there_in_order()
    {
        await using var under = await CreateAsync();
        Fact[] facts = [.. Enumerable.Range(0, 20_000).Select(i => Prediction($"{i:00000}") with { At = Noon.AddSeconds(i) })];

        (await under.Store.AppendAsync(facts, Never)).ShouldAllBe(fate => fate == FactFate.Stored);

        (await ReadAsync(under.Store, All)).Select(fact => fact.Id).ShouldBe(facts.Select(fact => fact.Id));
        (await under.Store.CountAsync(All, Never)).ShouldBe(20_000);
    }

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
            for (var i = 0; !stop.IsCancellationRequested; i++)
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
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 100_000; i++)
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
        writers.ShouldAllBe(writer => writer.IsFaulted, "a closed store turns its callers away instead of leaving them waiting");
        await under.ReopenAsync();

        var ids = (await ReadAsync(under.Store, All)).Select(fact => fact.Id).ToList();
        ids.ShouldBeUnique();
        acknowledged.Except(ids).ShouldBeEmpty();
    }

    private static Fact Prediction(string id) => new() { Product = "churn", Kind = "prediction", Id = id, At = Noon, RecordedAt = Noon };

    private static async Task<IReadOnlyList<Fact>> ReadAsync(IFactStore store, FactQuery query)
    {
        var facts = new List<Fact>();
        await foreach (var fact in store.ReadAsync(query, Never))
        {
            facts.Add(fact);
        }

        return facts;
    }
}
