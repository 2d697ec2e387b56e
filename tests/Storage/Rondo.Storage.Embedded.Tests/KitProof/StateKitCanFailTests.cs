using Rondo.Kernel.State;
using Rondo.Storage.TestKit;

namespace Rondo.Storage.Embedded.Tests.KitProof;

/// <summary>Each broken state store must be caught by the fact that is about its break; the sound one by none.</summary>
public sealed class StateKitCanFailTests
{
    [Fact]
    public async Task A_sound_store_passes_every_fact() =>
        (await FailingAsync(disk => new MemoryStateStore(disk))).ShouldBeEmpty();

    [Fact]
    public async Task A_store_that_ignores_the_expected_version_is_caught()
    {
        var failing = await FailingAsync(disk => new IgnoresVersions(disk));

        failing.ShouldContain(nameof(StateStoreSpecification.A_write_that_expects_another_version_changes_nothing));
        failing.ShouldContain(nameof(StateStoreSpecification.Of_eight_writers_that_read_the_same_version_exactly_one_wins));
    }

    [Fact]
    public async Task A_store_that_takes_zero_for_whatever_stands_is_caught() =>
        (await FailingAsync(disk => new ZeroIsAnything(disk))).ShouldContain(nameof(StateStoreSpecification.A_write_that_expects_another_version_changes_nothing));

    [Fact]
    public async Task A_store_that_forgets_on_reopening_is_caught() =>
        (await FailingAsync(_ => new MemoryStateStore([]))).ShouldContain(nameof(StateStoreSpecification.Everything_is_there_after_reopening));

    [Fact]
    public async Task A_store_that_mixes_scopes_is_caught() =>
        (await FailingAsync(disk => new MixesScopes(disk))).ShouldContain(nameof(StateStoreSpecification.Scopes_keep_apart_and_a_list_is_in_ordinal_order));

    [Fact]
    public async Task A_store_that_deletes_nothing_is_caught() =>
        (await FailingAsync(disk => new NeverDeletes(disk))).ShouldContain(nameof(StateStoreSpecification.A_deleted_record_is_gone_and_may_be_made_again));

    private static Task<IReadOnlyList<string>> FailingAsync(Func<Dictionary<(string, string), StateRecord>, IStateStore> open) => KitRun.FailingFactsAsync(new Specification(open));

    private sealed class Specification(Func<Dictionary<(string, string), StateRecord>, IStateStore> open) : StateStoreSpecification
    {
        protected override ValueTask<StoreUnderTest<IStateStore>> CreateAsync()
        {
            var disk = new Dictionary<(string, string), StateRecord>();
            return ValueTask.FromResult<StoreUnderTest<IStateStore>>(new MemoryUnderTest<IStateStore>(() => open(disk)));
        }
    }

    private sealed class IgnoresVersions(Dictionary<(string, string), StateRecord> disk) : MemoryStateStore(disk)
    {
        protected override bool Fits(long version, long? expectedVersion) => true;
    }

    private sealed class ZeroIsAnything(Dictionary<(string, string), StateRecord> disk) : MemoryStateStore(disk)
    {
        protected override bool Fits(long version, long? expectedVersion) => expectedVersion is 0 || base.Fits(version, expectedVersion);
    }

    private sealed class MixesScopes(Dictionary<(string, string), StateRecord> disk) : MemoryStateStore(disk)
    {
        public override async ValueTask<IReadOnlyList<StateRecord>> ListAsync(string scope, CancellationToken cancellation) =>
            [.. await base.ListAsync("jobs", cancellation), .. await base.ListAsync("other", cancellation)];
    }

    private sealed class NeverDeletes(Dictionary<(string, string), StateRecord> disk) : MemoryStateStore(disk)
    {
        public override ValueTask DeleteAsync(string scope, string key, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
