using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Rondo.Storage.Embedded.Sqlite;

/// <summary>
/// The schema as a list of steps; SQLite's <c>user_version</c> counts the steps that a file has taken. A step that was
/// released is never edited: a new version of the schema is a further step.
/// </summary>
internal static class Schema
{
    private static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE ledger (
            product TEXT NOT NULL, sequence INTEGER NOT NULL,
            kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
            body TEXT NOT NULL, based_on TEXT NOT NULL,
            actor TEXT NOT NULL, role TEXT NOT NULL, reason TEXT NOT NULL,
            at_ticks INTEGER NOT NULL, idempotency_key TEXT NOT NULL,
            previous_hash TEXT NOT NULL, hash TEXT NOT NULL,
            PRIMARY KEY (product, sequence)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX ledger_version ON ledger (product, kind, id, version);
        CREATE INDEX ledger_key ON ledger (product, idempotency_key) WHERE idempotency_key <> '';
        CREATE TABLE state (
            scope TEXT NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL, version INTEGER NOT NULL,
            PRIMARY KEY (scope, key)) STRICT;
        CREATE TABLE people (
            id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, roles TEXT NOT NULL, token_hash TEXT NOT NULL) STRICT;
        CREATE UNIQUE INDEX people_token ON people (token_hash) WHERE token_hash <> '';
        """,
    ];

    /// <summary>Brings a file to the newest version, all steps or none.</summary>
    /// <exception cref="InvalidDataException">A newer program wrote it.</exception>
    public static void Apply(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var taken = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (taken > Steps.Count)
        {
            throw new InvalidDataException($"'{connection.DataSource}' has schema version {taken}, and this program knows only up to {Steps.Count}. Use the version of Rondo that wrote it, or a newer one.");
        }

        command.CommandText = string.Concat(Steps.Skip(taken)) + string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Steps.Count};");
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}
