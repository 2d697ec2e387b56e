using Rondo.Kernel.Facts;
using Rondo.Storage.TestKit;

namespace Rondo.Storage.Embedded.Tests.KitProof;

/// <summary>Each broken fact store must be caught by the fact that is about its break; the sound one by none.</summary>
public sealed class FactKitCanFailTests
{
    [Fact]
    public async Task A_sound_store_passes_every_fact() =>
        (await FailingAsync(disk => new MemoryFactStore(disk))).ShouldBeEmpty();

    [Fact]
    public async Task A_store_that_overwrites_a_fact_is_caught() =>
        (await FailingAsync(disk => new Overwrites(disk))).ShouldContain(nameof(FactStoreSpecification.A_different_fact_under_a_taken_id_conflicts_and_the_first_one_stands));

    [Fact]
    public async Task A_store_that_keeps_repeats_is_caught() =>
        (await FailingAsync(disk => new KeepsRepeats(disk))).ShouldContain(nameof(FactStoreSpecification.A_repeat_is_recognised_although_it_is_recorded_later));

    [Fact]
    public async Task A_store_that_takes_a_later_recording_for_another_fact_is_caught() =>
        (await FailingAsync(disk => new ComparesEverything(disk))).ShouldBe([nameof(FactStoreSpecification.A_repeat_is_recognised_although_it_is_recorded_later)]);

    [Fact]
    public async Task A_store_that_forgets_on_reopening_is_caught() =>
        (await FailingAsync(_ => new MemoryFactStore([]))).ShouldContain(nameof(FactStoreSpecification.Everything_is_there_after_reopening_and_repeats_are_still_recognised));

    [Fact]
    public async Task A_store_that_forgets_its_ids_on_reopening_is_caught() =>
        (await FailingAsync(disk => new RemembersOwnIdsOnly(disk))).ShouldContain(nameof(FactStoreSpecification.Everything_is_there_after_reopening_and_repeats_are_still_recognised));

    [Fact]
    public async Task A_store_that_reads_in_order_of_arrival_is_caught() =>
        (await FailingAsync(disk => new ReadsByArrival(disk))).ShouldContain(nameof(FactStoreSpecification.Facts_come_by_the_time_they_happened_and_then_by_id));

    [Fact]
    public async Task A_store_whose_window_includes_its_end_is_caught() =>
        (await FailingAsync(disk => new IncludesTheEnd(disk))).ShouldBe([nameof(FactStoreSpecification.A_query_finds_what_it_names_and_nothing_else)]);

    [Fact]
    public async Task A_store_that_counts_only_up_to_the_limit_is_caught() =>
        (await FailingAsync(disk => new CountsToTheLimit(disk))).ShouldBe([nameof(FactStoreSpecification.A_limit_cuts_what_is_read_and_not_what_is_counted)]);

    [Fact]
    public async Task A_store_that_takes_a_missing_number_for_zero_is_caught() =>
        (await FailingAsync(disk => new MissingIsZero(disk))).ShouldContain(nameof(FactStoreSpecification.Every_number_comes_back_as_it_was));

    [Fact]
    public async Task A_store_that_finds_many_without_looking_at_their_product_is_caught() =>
        (await FailingAsync(disk => new FindsInAnyProduct(disk))).ShouldBe([nameof(FactStoreSpecification.Of_many_ids_those_that_are_there_are_found_wherever_they_stand)]);

    private static Task<IReadOnlyList<string>> FailingAsync(Func<List<Fact>, IFactStore> open) => KitRun.FailingFactsAsync(new Specification(open));

    private sealed class Specification(Func<List<Fact>, IFactStore> open) : FactStoreSpecification
    {
        protected override ValueTask<StoreUnderTest<IFactStore>> CreateAsync()
        {
            var disk = new List<Fact>();
            return ValueTask.FromResult<StoreUnderTest<IFactStore>>(new MemoryUnderTest<IFactStore>(() => open(disk)));
        }
    }

    private sealed class FindsInAnyProduct(List<Fact> disk) : MemoryFactStore(disk)
    {
        private readonly List<Fact> _all = disk;

        public override ValueTask<IReadOnlyDictionary<string, Fact>> FindAsync(string product, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
            ValueTask.FromResult<IReadOnlyDictionary<string, Fact>>(_all.Where(fact => fact.Kind == kind && ids.Contains(fact.Id)).DistinctBy(fact => fact.Id).ToDictionary(fact => fact.Id));
    }

    private sealed class Overwrites(List<Fact> disk) : MemoryFactStore(disk)
    {
        protected override FactFate Conflict(List<Fact> all, int at, Fact fact)
        {
            all[at] = fact;
            return FactFate.Conflicting;
        }
    }

    private sealed class KeepsRepeats(List<Fact> disk) : MemoryFactStore(disk)
    {
        protected override FactFate Append(List<Fact> all, Fact fact)
        {
            var fate = base.Append(all, fact);
            if (fate == FactFate.Repeated)
            {
                all.Add(fact);
            }

            return fate;
        }
    }

    private sealed class ComparesEverything(List<Fact> disk) : MemoryFactStore(disk)
    {
        protected override bool Same(Fact standing, Fact fact) => standing == fact;
    }

    private sealed class RemembersOwnIdsOnly(List<Fact> disk) : MemoryFactStore(disk)
    {
        private readonly List<Fact> _own = [];

        protected override FactFate Append(List<Fact> all, Fact fact)
        {
            var fate = base.Append(_own, fact);
            if (fate == FactFate.Stored)
            {
                all.Add(fact);
            }

            return fate;
        }
    }

    private sealed class ReadsByArrival(List<Fact> disk) : MemoryFactStore(disk)
    {
        protected override IEnumerable<Fact> Order(IEnumerable<Fact> facts, FactQuery query) => facts;
    }

    private sealed class IncludesTheEnd(List<Fact> disk) : MemoryFactStore(disk)
    {
        protected override bool Fits(Fact fact, FactQuery query) => base.Fits(fact, query with { To = query.To?.AddTicks(1) });
    }

    private sealed class CountsToTheLimit(List<Fact> disk) : MemoryFactStore(disk)
    {
        public override async ValueTask<long> CountAsync(FactQuery query, CancellationToken cancellation) =>
            Math.Min(await base.CountAsync(query, cancellation), query.Limit ?? long.MaxValue);
    }

    private sealed class MissingIsZero(List<Fact> disk) : MemoryFactStore(disk)
    {
        protected override FactFate Append(List<Fact> all, Fact fact) => base.Append(all, fact with { Value = fact.Value ?? 0 });
    }
}
