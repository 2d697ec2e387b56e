using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rondo.Storage.Embedded.Sqlite;

/// <summary>
/// Sets what SQLite forgets with each connection. <c>synchronous = FULL</c> puts every commit on the disk; the usual
/// choice beside WAL is NORMAL, which may lose the last commits in a power cut.
/// </summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Settings(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Settings(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Settings(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL";
        return command;
    }
}
