using System.Globalization;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>
/// <c>facts.duckdb</c>: every fact as a row, and the number of the last batch that was moved here, changed in the same
/// transaction, so that a batch that is moved again after a crash is recognised.
/// </summary>
internal sealed class FactColumns : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS facts (
            key UBIGINT NOT NULL, product VARCHAR NOT NULL, kind VARCHAR NOT NULL, id VARCHAR NOT NULL,
            subject VARCHAR NOT NULL, entity VARCHAR NOT NULL, release VARCHAR NOT NULL, arm VARCHAR NOT NULL,
            at_ticks BIGINT NOT NULL, recorded_ticks BIGINT NOT NULL, value DOUBLE, label VARCHAR NOT NULL, body VARCHAR NOT NULL);
        CREATE INDEX IF NOT EXISTS facts_key ON facts (key);
        CREATE TABLE IF NOT EXISTS moved (format INTEGER NOT NULL, batch BIGINT NOT NULL);
        INSERT INTO moved SELECT 1, 0 WHERE NOT EXISTS (FROM moved);
        """;

    private readonly string _address;
    private readonly DuckDBConnection _writing;
    private readonly DuckDBConnection _looking;
    private readonly DuckDBCommand _lookUp;
    private readonly Lock _lookGate = new();

    public FactColumns(string path, int memoryMiB, int threads)
    {
        _address = $"Data Source={path}";
        _writing = Connect();
        try
        {
            // A checkpoint compresses whole row groups anew, so one every 16 MiB, as DuckDB does it, would do most of the work several times over.
            Execute(_writing, string.Create(CultureInfo.InvariantCulture, $"SET checkpoint_threshold = '64MiB'; SET memory_limit = '{memoryMiB}MiB'; SET threads = {threads}; SET temp_directory = '{path.Replace("'", "''", StringComparison.Ordinal)}.spill'; SET enable_external_access = false;"));
            Execute(_writing, Schema);
            Execute(_writing, "SET lock_configuration = true");
            var format = Convert.ToInt32(Scalar(_writing, "SELECT format FROM moved"), CultureInfo.InvariantCulture);
            if (format != 1)
            {
                throw new InvalidDataException($"'{path}' has format {format}, and this program knows only 1. Use the version of Rondo that wrote it, or a newer one.");
            }

            Moved = ReadMoved();
            _looking = Connect();
            _lookUp = _looking.CreateCommand();
            _lookUp.CommandText = $"SELECT {FactRow.Columns} FROM facts WHERE key = $1";
            _lookUp.Parameters.Add(new DuckDBParameter());
        }
        catch
        {
            _writing.Dispose();
            throw;
        }
    }

    /// <summary>Number of the last batch that is here.</summary>
    public long Moved { get; private set; }

    /// <summary>Moves batches here; all or none. Batches that are here already are passed over.</summary>
    public void Append(IEnumerable<FactBatch> batches)
    {
        using var transaction = _writing.BeginTransaction();

        // Asked again, because the outcome of a commit that threw is not known.
        var moved = ReadMoved();
        using (var appender = _writing.CreateAppender("facts"))
        {
            foreach (var batch in batches.Where(batch => batch.Number > moved))
            {
                for (var i = 0; i < batch.Facts.Count; i++)
                {
                    FactRow.Write(appender.CreateRow(), batch.Keys[i], batch.Facts[i]);
                }

                moved = batch.Number;
            }
        }

        Execute(_writing, string.Create(CultureInfo.InvariantCulture, $"UPDATE moved SET batch = {moved}"));
        transaction.Commit();
        Moved = moved;
    }

    /// <summary>One fact, or null.</summary>
    public Fact? Find(FactKey key, ulong hash)
    {
        lock (_lookGate)
        {
            _lookUp.Parameters[0].Value = hash;
            using var reader = _lookUp.ExecuteReader();
            while (reader.Read())
            {
                if (FactRow.Read(reader) is var fact && FactKey.Of(fact) == key)
                {
                    return fact;
                }
            }

            return null;
        }
    }

    /// <summary>Every fact under one of many hashes; of two keys with one hash both.</summary>
    public IReadOnlyList<Fact> Find(IReadOnlyList<ulong> hashes)
    {
        if (hashes.Count == 0)
        {
            return [];
        }

        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {FactRow.Columns} FROM facts WHERE key IN (SELECT unnest($1))";
        command.Parameters.Add(new DuckDBParameter(hashes.ToList()));
        using var reader = command.ExecuteReader();
        var found = new List<Fact>(hashes.Count);
        while (reader.Read())
        {
            found.Add(FactRow.Read(reader));
        }

        return found;
    }

    /// <summary>The hash of every key.</summary>
    public IEnumerable<ulong> Hashes()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key FROM facts";
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader.GetFieldValue<ulong>(0);
        }
    }

    /// <summary>Facts of a query, as they come from the disk.</summary>
    public async IAsyncEnumerable<Fact> ReadAsync(FactQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = Connect();
        await using var command = FactSql.Select(connection, query);
        command.UseStreamingMode = true;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return FactRow.Read((DuckDBDataReader)reader);
        }
    }

    /// <summary>How many facts a query finds.</summary>
    public long Count(FactQuery query)
    {
        using var connection = Connect();
        using var command = FactSql.Count(connection, query);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _lookUp.Dispose();
        _looking.Dispose();
        _writing.Dispose();
    }

    private long ReadMoved() => Convert.ToInt64(Scalar(_writing, "SELECT batch FROM moved"), CultureInfo.InvariantCulture);

    private DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection(_address);
        connection.Open();
        return connection;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
