using DuckDB.NET.Data;
using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Duck;

/// <summary>
/// DuckDB in this process over one temporary file and nothing else: no network, no other file, no extension, bounded
/// memory and threads. Everything ends, the file too, when it is disposed.
/// </summary>
internal sealed class DuckSession : IDisposable
{
    private readonly string _folder;
    private readonly DuckDBConnection _connection;

    private DuckSession(string folder, DuckDBConnection connection)
    {
        (_folder, _connection) = (folder, connection);
    }

    /// <summary>The file's path as an SQL literal.</summary>
    public string File => Literal(System.IO.Path.Combine(_folder, "content"));

    /// <summary>Copies the content into a temporary file and opens a session over it.</summary>
    public static DuckSession Over(Stream content, long maxBytes, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("rondo-").FullName;
        DuckDBConnection? connection = null;
        try
        {
            var path = System.IO.Path.Combine(folder, "content");
            using (var file = System.IO.File.Create(path))
            using (var bounded = new BoundedStream(content, maxBytes, cancellation))
            {
                bounded.CopyTo(file);
            }

            connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var settings = connection.CreateCommand();
            settings.CommandText = $"""
                SET memory_limit='1GB'; SET threads={Math.Min(Environment.ProcessorCount, 4)}; SET TimeZone='UTC';
                SET autoinstall_known_extensions=false; SET autoload_known_extensions=false;
                SET temp_directory={Literal(folder)}; SET max_temp_directory_size='4GB';
                SET allowed_paths=[{Literal(path)}]; SET enable_external_access=false; SET lock_configuration=true;
                """;
            settings.ExecuteNonQuery();
            return new DuckSession(folder, connection);
        }
        catch
        {
            connection?.Dispose();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public DuckDBCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        return command;
    }

    /// <summary>Text as an SQL literal.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A name as an SQL identifier.</summary>
    public static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
