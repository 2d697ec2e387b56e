using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rondo.Kernel.Ledger;

namespace Rondo.Storage.Embedded.Sqlite;

/// <summary>The ledger in SQLite.</summary>
internal sealed class SqliteLedgerStore : ILedgerStore
{
    private readonly Database _database;

    // Last sequence per product. The folder has one process and that process writes here, so this is never behind the
    // file, and "nothing new", by far the most frequent answer, needs no query.
    private readonly ConcurrentDictionary<string, long> _heads;

    public SqliteLedgerStore(Database database)
    {
        _database = database;
        _heads = new ConcurrentDictionary<string, long>(Heads(database), StringComparer.Ordinal);
    }

    public async ValueTask<bool> TryAppendAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
        {
            return true;
        }

        var product = entries[0].Product;
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Product != product || entries[i].Sequence != entries[0].Sequence + i)
            {
                throw new ArgumentException("The entries of one append belong to one product and follow one another without a gap.", nameof(entries));
            }
        }

        return await _database.WriteAsync(
            async db =>
            {
                var head = _heads.GetValueOrDefault(product);
                if (entries[0].Sequence > head + 1)
                {
                    throw new ArgumentException($"The ledger of '{product}' ends at {head}; an entry {entries[0].Sequence} would leave a gap.", nameof(entries));
                }

                if (entries[0].Sequence <= head || await AnyKeyTakenAsync(db, product, entries, cancellation))
                {
                    return false;
                }

                db.Ledger.AddRange(entries.Select(LedgerRow.Of));
                await db.SaveChangesAsync(cancellation);
                return true;
            },
            () => _heads[product] = entries[^1].Sequence,
            cancellation);
    }

    public async ValueTask<IReadOnlyList<LedgerEntry>> ReadAsync(string product, long afterSequence, CancellationToken cancellation)
    {
        if (_heads.GetValueOrDefault(product) <= afterSequence)
        {
            return [];
        }

        var rows = await _database.ReadAsync(
            db => db.Ledger.Where(row => row.Product == product && row.Sequence > afterSequence).OrderBy(row => row.Sequence).ToListAsync(cancellation),
            cancellation);
        return [.. rows.Select(row => row.ToEntry())];
    }

    public ValueTask<IReadOnlyList<string>> ProductsAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<string>>([.. _heads.Keys.Order(StringComparer.Ordinal)]);

    // A commit of several entries carries one key on all of them, so the key cannot be a unique index; the one writer makes this check safe.
    private static async Task<bool> AnyKeyTakenAsync(RondoDb db, string product, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        foreach (var key in entries.Select(entry => entry.IdempotencyKey).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (await db.Ledger.AnyAsync(row => row.Product == product && row.IdempotencyKey != "" && row.IdempotencyKey == key, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<string, long> Heads(Database database) =>
        database.Read(db => db.Ledger.GroupBy(row => row.Product).Select(product => new { product.Key, Last = product.Max(row => row.Sequence) }).ToDictionary(product => product.Key, product => product.Last));
}
