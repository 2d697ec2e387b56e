using Rondo.Kernel.Ledger;

namespace Rondo.Storage.Embedded.Tests.KitProof;

/// <summary>The plainest ledger that keeps every promise, and the places in which a broken one breaks it.</summary>
internal class MemoryLedgerStore(List<LedgerEntry> disk) : ILedgerStore, ICloseable
{
    private readonly Lock _gate = new();
    private bool _closed;

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    public ValueTask<bool> TryAppendAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (entries.Count == 0)
            {
                return ValueTask.FromResult(true);
            }

            var mine = disk.Where(entry => entry.Product == entries[0].Product).ToList();
            for (var i = 0; i < entries.Count; i++)
            {
                if (entries[i].Product != entries[0].Product || entries[i].Sequence != entries[0].Sequence + i || entries[0].Sequence > mine.Count + 1)
                {
                    throw new ArgumentException("A gap.", nameof(entries));
                }
            }

            if (entries.Any(entry => SequenceTaken(mine, entry) || VersionTaken(mine, entry) || KeyTaken(mine, entry)))
            {
                return ValueTask.FromResult(false);
            }

            Write(disk, entries);
            return ValueTask.FromResult(true);
        }
    }

    public virtual ValueTask<IReadOnlyList<LedgerEntry>> ReadAsync(string product, long afterSequence, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<LedgerEntry>>([.. disk.Where(entry => entry.Product == product && entry.Sequence > afterSequence)]);
        }
    }

    public ValueTask<IReadOnlyList<string>> ProductsAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<string>>([.. disk.Select(entry => entry.Product).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        }
    }

    protected virtual bool SequenceTaken(List<LedgerEntry> mine, LedgerEntry entry) => mine.Any(other => other.Sequence == entry.Sequence);

    protected virtual bool VersionTaken(List<LedgerEntry> mine, LedgerEntry entry) => mine.Any(other => other.Kind == entry.Kind && other.Id == entry.Id && other.Version == entry.Version);

    protected virtual bool KeyTaken(List<LedgerEntry> mine, LedgerEntry entry) => entry.IdempotencyKey.Length > 0 && mine.Any(other => other.IdempotencyKey == entry.IdempotencyKey);

    protected virtual void Write(List<LedgerEntry> all, IReadOnlyList<LedgerEntry> entries) => all.AddRange(entries);
}
