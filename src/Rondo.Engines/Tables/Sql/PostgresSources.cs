using System.Data;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Sql;

/// <summary>PostgreSQL. What it says about a query is passed on; what a connection string holds is not.</summary>
internal sealed class PostgresSources(IOptions<SqlSourceOptions> options) : ISqlSources
{
    public IReadOnlyList<string> Names => [.. options.Value.Connections.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    public async ValueTask<SqlAnswer> ReadCsvAsync(string source, string query, long maxBytes, CancellationToken cancellation)
    {
        var csv = Spool.TemporaryFile();
        try
        {
            if (await WriteAsync(source, query, csv, maxBytes, cancellation) is { } fault)
            {
                await csv.DisposeAsync();
                return new SqlAnswer(null, fault);
            }

            csv.Position = 0;
            return new SqlAnswer(csv, null);
        }
        catch
        {
            await csv.DisposeAsync();
            throw;
        }
    }

    private async ValueTask<SqlFault?> WriteAsync(string source, string query, FileStream into, long maxBytes, CancellationToken cancellation)
    {
        if (!options.Value.Connections.TryGetValue(source, out var connectionString))
        {
            return new SqlFault(SqlFaultKind.UnknownSource, $"No database is called '{source}' here.", Names.Count == 0 ? "Whoever runs the server names one: RONDO_SOURCE_NAME holds its connection string." : $"There are: {string.Join(", ", Names)}.");
        }

        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellation);

            // Twice over: whatever ended this transaction would find the next one reading too.
            await ExecuteAsync(connection, "SET default_transaction_read_only = on", cancellation);
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SET statement_timeout = {(long)options.Value.Timeout.TotalMilliseconds}"), cancellation);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

            // A batch of one: a text with several statements is refused, where a command would carry out all of them.
            await using var batch = new NpgsqlBatch(connection, transaction) { Timeout = (int)options.Value.Timeout.TotalSeconds + 5, BatchCommands = { new NpgsqlBatchCommand(query) } };
            await using var reader = await batch.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
            return await WriteAsync(reader, into, maxBytes, cancellation);
        }
        catch (PostgresException refused)
        {
            return new SqlFault(SqlFaultKind.Failed, $"The database says: {refused.MessageText}{(refused.Position > 0 ? $" (at character {refused.Position})" : "")}.", refused.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction ? "A query for import may only read." : "Correct the query; try it in the database's own client first.");
        }
        catch (NotSupportedException)
        {
            return new SqlFault(SqlFaultKind.Failed, "The text holds multiple commands; a query for import is one.", "Send one SELECT, without anything behind a semicolon.");
        }
        catch (NpgsqlException lost)
        {
            return new SqlFault(SqlFaultKind.Unreachable, $"'{source}' did not answer ({lost.InnerException?.GetType().Name ?? lost.GetType().Name}).", "Ask whoever runs the server whether the database is up and its connection string right.");
        }
        catch (TimeoutException)
        {
            return new SqlFault(SqlFaultKind.Failed, $"The query took longer than {options.Value.Timeout.TotalMinutes:0} minutes.", "Ask for fewer rows, or have the database prepare a table.");
        }
    }

    private static async ValueTask ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async ValueTask<SqlFault?> WriteAsync(NpgsqlDataReader reader, FileStream into, long maxBytes, CancellationToken cancellation)
    {
        if (reader.FieldCount == 0)
        {
            return new SqlFault(SqlFaultKind.Failed, "The statement answers no rows: it is no query.", "Write a SELECT.");
        }

        await using var csv = new StreamWriter(into, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            await csv.WriteAsync($"{(i > 0 ? "," : "")}{CsvCell.Of(reader.GetName(i))}");
        }

        long rows = 0;
        while (await reader.ReadAsync(cancellation))
        {
            rows++;
            await csv.WriteAsync('\n');
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (i > 0)
                {
                    await csv.WriteAsync(',');
                }

                await csv.WriteAsync(await reader.IsDBNullAsync(i, cancellation) ? "" : CsvCell.Of(Text(reader.GetValue(i))));
            }

            if ((rows & 0xFFF) == 0 && into.Length > maxBytes)
            {
                return new SqlFault(SqlFaultKind.TooLarge, $"After {rows:N0} rows the answer is longer than {maxBytes >> 20} MiB.", "Ask for fewer rows or columns.");
            }
        }

        await csv.WriteAsync('\n');
        return null;
    }

    private static string Text(object value) => value switch
    {
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
