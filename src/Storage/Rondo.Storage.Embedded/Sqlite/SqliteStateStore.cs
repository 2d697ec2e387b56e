using Microsoft.EntityFrameworkCore;
using Rondo.Kernel.State;

namespace Rondo.Storage.Embedded.Sqlite;

/// <summary>Small mutable state in SQLite.</summary>
internal sealed class SqliteStateStore(Database database) : IStateStore
{
    public async ValueTask<StateRecord?> ReadAsync(string scope, string key, CancellationToken cancellation) =>
        (await database.ReadAsync(db => db.State.FirstOrDefaultAsync(row => row.Scope == scope && row.Key == key, cancellation), cancellation))?.ToRecord();

    public async ValueTask<IReadOnlyList<StateRecord>> ListAsync(string scope, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(db => db.State.Where(row => row.Scope == scope).ToListAsync(cancellation), cancellation);

        // SQLite compares the bytes of UTF-8, which orders rare characters differently.
        return [.. rows.Select(row => row.ToRecord()).OrderBy(record => record.Key, StringComparer.Ordinal)];
    }

    public ValueTask<bool> TryWriteAsync(string scope, string key, string json, long? expectedVersion, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        return database.WriteAsync(
            async db => await (expectedVersion switch
            {
                null => db.Database.ExecuteSqlAsync(
                    $"INSERT INTO state (scope, key, json, version) VALUES ({scope}, {key}, {json}, 1) ON CONFLICT (scope, key) DO UPDATE SET json = excluded.json, version = version + 1", cancellation),
                0 => db.Database.ExecuteSqlAsync(
                    $"INSERT INTO state (scope, key, json, version) VALUES ({scope}, {key}, {json}, 1) ON CONFLICT (scope, key) DO NOTHING", cancellation),
                var expected => db.Database.ExecuteSqlAsync(
                    $"UPDATE state SET json = {json}, version = version + 1 WHERE scope = {scope} AND key = {key} AND version = {expected}", cancellation),
            }) == 1,
            cancellation);
    }

    public async ValueTask DeleteAsync(string scope, string key, CancellationToken cancellation) =>
        await database.WriteAsync(async db => await db.State.Where(row => row.Scope == scope && row.Key == key).ExecuteDeleteAsync(cancellation) == 1, cancellation);
}
