using Rondo.Kernel.Facts;

namespace Rondo.Storage.TestKit;

/// <summary>What an <see cref="IFactStore"/> must do.</summary>
public abstract partial class FactStoreSpecification : StoreSpecification<IFactStore>
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
    public async Task Of_many_ids_those_that_are_there_are_found_wherever_they_stand()
    {
        await using var under = await CreateAsync();
        await under.Store.AppendAsync([Prediction("a"), Prediction("b"), Prediction("a") with { Kind = "outcome" }], Never);
        await ReadAsync(under.Store, All);
        await under.Store.AppendAsync([Prediction("c"), Prediction("d") with { Product = "tickets" }], Never);

        var found = await under.Store.FindAsync("churn", "prediction", ["c", "a", "nobody", "a", "d", "b", ""], Never);

        found.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).ShouldBe([Prediction("a"), Prediction("b"), Prediction("c")]);
        (await under.Store.FindAsync("churn", "prediction", Array.Empty<string>(), Never)).ShouldBeEmpty();
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
    public async Task A_check_keeps_nothing()
    {
        await using var under = await CreateAsync();
        await under.Store.CheckAsync(Never);
        (await under.Store.CountAsync(All, Never)).ShouldBe(0);
    }

    [Fact]
    public async Task A_query_finds_what_it_names_and_nothing_else()
    {
        await using var under = await CreateAsync();
        await under.Store.AppendAsync(
            [
                Prediction("1") with { At = Noon.AddHours(1), Release = "r1", Subject = "s1" },
                Prediction("2") with { At = Noon.AddHours(2), Release = "r2", Subject = "s1" },
                Prediction("3") with { At = Noon.AddHours(3), Release = "r1", Subject = "s2", RecordedAt = Noon.AddDays(1) },
                Prediction("4") with { At = Noon.AddHours(4), RecordedAt = Noon.AddDays(2) },
            ],
            Never);

        await Finds(All with { From = Noon.AddHours(2) }, "2", "3", "4");
        await Finds(All with { To = Noon.AddHours(2) }, "1");
        await Finds(All with { From = Noon.AddHours(2), To = Noon.AddHours(3) }, "2");
        await Finds(All with { From = Noon.AddHours(2).AddTicks(1), To = Noon.AddHours(3).AddTicks(1) }, "3");
        await Finds(All with { From = Noon.AddHours(3), To = Noon.AddHours(1) });
        await Finds(All with { From = new DateTimeOffset(Noon.AddHours(3).Ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(9)) }, "3", "4");
        await Finds(All with { RecordedFrom = Noon.AddDays(1) }, "3", "4");
        await Finds(All with { RecordedFrom = Noon.AddDays(1).AddTicks(1), From = Noon }, "4");
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
    public async Task A_fact_with_a_missing_text_is_refused_without_harm_to_others()
    {
        await using var under = await CreateAsync();
        Fact[] broken = [Prediction("b") with { Subject = null! }, Prediction("b") with { Body = null! }, Prediction(null!), Prediction("b") with { Product = null! }];

        foreach (var fact in broken)
        {
            var others = Enumerable.Range(0, 20).Select(i => Task.Run(async () => await under.Store.AppendAsync([Prediction($"{i}")], Never))).ToList();
            await Should.ThrowAsync<ArgumentException>(async () => await under.Store.AppendAsync([Prediction("a"), fact], Never));
            await Task.WhenAll(others);
        }

        (await under.Store.CountAsync(All, Never)).ShouldBe(20);
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
