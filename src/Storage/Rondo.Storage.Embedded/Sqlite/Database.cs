using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Rondo.Storage.Embedded.Folder;

namespace Rondo.Storage.Embedded.Sqlite;

/// <summary><c>rondo.db</c>: many readers beside one writer (WAL), and every commit on the disk before it returns.</summary>
internal sealed class Database : IDisposable
{
    private readonly PooledDbContextFactory<RondoDb> _contexts;
    private readonly SqliteConnection _keeper;

    // SQLite allows one writer. Waiting here is in order of arrival and costs nothing; waiting on its file lock is polling.
    // It is never disposed, because its disposal would leave those who wait waiting for ever.
    [SuppressMessage("Reliability", "CA2213", Justification = "Said above; it holds nothing but memory.")]
    private readonly SemaphoreSlim _writing = new(1);
    private volatile bool _closed;

    public Database(DataFolder folder)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = folder.At("rondo.db"), Mode = SqliteOpenMode.ReadWriteCreate, ForeignKeys = true }.ToString();
        _keeper = new SqliteConnection(address);
        _keeper.Open();
        try
        {
            Execute("PRAGMA journal_mode = WAL");
            Schema.Apply(_keeper);
        }
        catch
        {
            _keeper.Dispose();
            throw;
        }

        var options = new DbContextOptionsBuilder<RondoDb>()
            .UseSqlite(address)
            .AddInterceptors(new DurableConnections())
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
        _contexts = new PooledDbContextFactory<RondoDb>(options);
    }

    /// <summary>Runs a query.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<RondoDb, Task<T>> query, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await query(db);
    }

    /// <summary>Runs a query while a store is being made.</summary>
    public T Read<T>(Func<RondoDb, T> query)
    {
        using var db = _contexts.CreateDbContext();
        return query(db);
    }

    /// <summary>Runs a change in a transaction, one writer at a time, and commits where it says true.</summary>
    /// <returns>False where the change said no, or where a unique key was taken; nothing is changed then.</returns>
    public ValueTask<bool> WriteAsync(Func<RondoDb, Task<bool>> change, CancellationToken cancellation) => WriteAsync(change, static () => { }, cancellation);

    /// <summary>The same; <paramref name="committed"/> runs after the commit and before the next writer.</summary>
    public async ValueTask<bool> WriteAsync(Func<RondoDb, Task<bool>> change, Action committed, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            await using var db = await _contexts.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            if (!await change(db))
            {
                return false;
            }

            // From here on the answer must be the truth, so that a caller who gives up no longer matters.
            await transaction.CommitAsync(CancellationToken.None);
            committed();
            return true;
        }
        catch (DbUpdateException exception) when (IsTaken(exception.InnerException))
        {
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Lets the write that is at work finish, turns the others away, and closes the file.</summary>
    public void Dispose()
    {
        _writing.Wait();
        _closed = true;
        _writing.Release();
        using (var address = new SqliteConnection(_keeper.ConnectionString))
        {
            SqliteConnection.ClearPool(address);
        }

        // The last connection to close folds the write-ahead log into the file.
        _keeper.Dispose();
    }

    private static bool IsTaken(Exception? cause) => cause is SqliteException { SqliteErrorCode: 19 };

    private void Execute(string sql)
    {
        using var command = _keeper.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
