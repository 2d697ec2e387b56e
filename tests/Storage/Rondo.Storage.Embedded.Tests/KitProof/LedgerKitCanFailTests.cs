using Rondo.Kernel.Ledger;
using Rondo.Storage.TestKit;

namespace Rondo.Storage.Embedded.Tests.KitProof;

/// <summary>Each broken ledger must be caught by the fact that is about its break; the sound one by none.</summary>
public sealed class LedgerKitCanFailTests
{
    [Fact]
    public async Task A_sound_store_passes_every_fact() =>
        (await FailingAsync(disk => new MemoryLedgerStore(disk))).ShouldBeEmpty();

    [Fact]
    public async Task A_store_that_loses_the_second_entry_of_an_append_is_caught() =>
        (await FailingAsync(disk => new LosesTheSecond(disk))).ShouldContain(nameof(LedgerStoreSpecification.What_was_appended_is_read_back_field_by_field));

    [Fact]
    public async Task A_store_that_accepts_a_taken_sequence_is_caught()
    {
        var failing = await FailingAsync(disk => new AcceptsTakenSequences(disk));

        failing.ShouldContain(nameof(LedgerStoreSpecification.A_taken_sequence_is_refused_and_the_first_writer_stands));
        failing.ShouldContain(nameof(LedgerStoreSpecification.Of_eight_writers_at_one_sequence_exactly_one_wins));
    }

    [Fact]
    public async Task A_store_that_accepts_a_taken_version_is_caught() =>
        (await FailingAsync(disk => new AcceptsTakenVersions(disk))).ShouldContain(nameof(LedgerStoreSpecification.A_taken_version_is_refused));

    [Fact]
    public async Task A_store_that_ignores_idempotency_keys_is_caught() =>
        (await FailingAsync(disk => new IgnoresKeys(disk))).ShouldBe([nameof(LedgerStoreSpecification.A_taken_idempotency_key_is_refused), nameof(LedgerStoreSpecification.Everything_is_there_after_reopening_and_what_was_taken_stays_taken)]);

    [Fact]
    public async Task A_store_that_forgets_on_reopening_is_caught() =>
        (await FailingAsync(_ => new MemoryLedgerStore([]))).ShouldContain(nameof(LedgerStoreSpecification.Everything_is_there_after_reopening_and_what_was_taken_stays_taken));

    [Fact]
    public async Task A_store_that_writes_half_of_a_refused_append_is_caught() =>
        (await FailingAsync(disk => new WritesOneByOne(disk))).ShouldContain(nameof(LedgerStoreSpecification.An_append_whose_last_entry_is_refused_writes_none_of_them));

    [Fact]
    public async Task A_store_that_reads_newest_first_is_caught() =>
        (await FailingAsync(disk => new ReadsBackwards(disk))).ShouldContain(nameof(LedgerStoreSpecification.Entries_come_in_order_and_only_after_the_sequence_asked_for));

    [Fact]
    public async Task A_store_that_keeps_whole_seconds_only_is_caught() =>
        (await FailingAsync(disk => new RoundsTimes(disk))).ShouldContain(nameof(LedgerStoreSpecification.What_was_appended_is_read_back_field_by_field));

    [Fact]
    public async Task A_store_that_trims_text_is_caught() =>
        (await FailingAsync(disk => new EndsTextAtNul(disk))).ShouldContain(nameof(LedgerStoreSpecification.Every_text_comes_back_as_it_was_so_that_the_chain_holds));

    // The disk is fresh for each fact and the same when a fact reopens.
    private static Task<IReadOnlyList<string>> FailingAsync(Func<List<LedgerEntry>, ILedgerStore> open) => KitRun.FailingFactsAsync(new Specification(open));

    private sealed class Specification(Func<List<LedgerEntry>, ILedgerStore> open) : LedgerStoreSpecification
    {
        protected override ValueTask<StoreUnderTest<ILedgerStore>> CreateAsync()
        {
            var disk = new List<LedgerEntry>();
            return ValueTask.FromResult<StoreUnderTest<ILedgerStore>>(new MemoryUnderTest<ILedgerStore>(() => open(disk)));
        }
    }

    private sealed class LosesTheSecond(List<LedgerEntry> disk) : MemoryLedgerStore(disk)
    {
        protected override void Write(List<LedgerEntry> all, IReadOnlyList<LedgerEntry> entries) => all.AddRange(entries.Where((_, i) => i != 1));
    }

    private sealed class AcceptsTakenSequences(List<LedgerEntry> disk) : MemoryLedgerStore(disk)
    {
        protected override bool SequenceTaken(List<LedgerEntry> mine, LedgerEntry entry) => false;
    }

    private sealed class AcceptsTakenVersions(List<LedgerEntry> disk) : MemoryLedgerStore(disk)
    {
        protected override bool VersionTaken(List<LedgerEntry> mine, LedgerEntry entry) => false;
    }

    private sealed class IgnoresKeys(List<LedgerEntry> disk) : MemoryLedgerStore(disk)
    {
        protected override bool KeyTaken(List<LedgerEntry> mine, LedgerEntry entry) => false;
    }

    private sealed class WritesOneByOne(List<LedgerEntry> disk) : MemoryLedgerStore(disk)
    {
        private readonly List<LedgerEntry> _disk = disk;

        protected override bool VersionTaken(List<LedgerEntry> mine, LedgerEntry entry)
        {
            var taken = base.VersionTaken(mine, entry);
            if (!taken && mine.Count > 0)
            {
                _disk.Add(entry);
            }

            return taken;
        }

        protected override void Write(List<LedgerEntry> all, IReadOnlyList<LedgerEntry> entries) => all.AddRange(entries.Where(entry => !all.Contains(entry)));
    }

    private sealed class ReadsBackwards(List<LedgerEntry> disk) : MemoryLedgerStore(disk)
    {
        public override async ValueTask<IReadOnlyList<LedgerEntry>> ReadAsync(string product, long afterSequence, CancellationToken cancellation) =>
            [.. (await base.ReadAsync(product, afterSequence, cancellation)).Reverse()];
    }

    private sealed class RoundsTimes(List<LedgerEntry> disk) : MemoryLedgerStore(disk)
    {
        protected override void Write(List<LedgerEntry> all, IReadOnlyList<LedgerEntry> entries) =>
            all.AddRange(entries.Select(entry => entry with { At = entry.At.AddTicks(-(entry.At.Ticks % TimeSpan.TicksPerSecond)) }));
    }

    private sealed class EndsTextAtNul(List<LedgerEntry> disk) : MemoryLedgerStore(disk)
    {
        protected override void Write(List<LedgerEntry> all, IReadOnlyList<LedgerEntry> entries) =>
            all.AddRange(entries.Select(entry => entry with { Reason = entry.Reason.Split('\0')[0] }));
    }
}
