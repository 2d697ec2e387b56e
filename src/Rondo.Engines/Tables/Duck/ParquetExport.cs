using System.IO.Compression;
using DuckDB.NET.Data;

namespace Rondo.Engines.Tables.Duck;

/// <summary>Parquet by DuckDB, over a database in a temporary folder, so that memory stays bounded however many rows there are.</summary>
internal sealed class ParquetExport : IPartitionedExport
{
    public async Task<Stream> WriteAsync(IReadOnlyList<ExportColumn> columns, IReadOnlyList<string> partitions, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(partitions);
        ArgumentNullException.ThrowIfNull(rows);
        var folder = Directory.CreateTempSubdirectory("rondo-export-").FullName;
        try
        {
            var written = Path.Combine(folder, "out");
            Directory.CreateDirectory(written);
            await using (var connection = new DuckDBConnection($"DataSource={Path.Combine(folder, "rows.duckdb")}"))
            {
                await connection.OpenAsync(cancellation);
                Execute(connection, $"""
                    SET memory_limit='512MB'; SET threads=2; SET TimeZone='UTC'; SET preserve_insertion_order=true;
                    SET autoinstall_known_extensions=false; SET autoload_known_extensions=false;
                    SET temp_directory={DuckSession.Literal(folder)};
                    SET allowed_directories=[{DuckSession.Literal(folder)}]; SET enable_external_access=false; SET lock_configuration=true;
                    CREATE TABLE rows ({string.Join(", ", columns.Select(column => $"{DuckSession.Name(column.Name)} {Type(column.Kind)}"))});
                    """);
                if (await AppendAsync(connection, rows, cancellation))
                {
                    Execute(connection, $"COPY rows TO {DuckSession.Literal(written)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY ({string.Join(", ", partitions.Select(DuckSession.Name))}), OVERWRITE_OR_IGNORE, FILENAME_PATTERN 'part-{{i}}')");
                }
            }

            return await ZipAsync(written, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Type(ExportKind kind) => kind switch { ExportKind.Number => "DOUBLE", ExportKind.Time => "TIMESTAMP", _ => "VARCHAR" };

    /// <summary>False where there was no row.</summary>
    private static async Task<bool> AppendAsync(DuckDBConnection connection, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        var any = false;
        using var appender = connection.CreateAppender("rows");
        await foreach (var values in rows.WithCancellation(cancellation))
        {
            any = true;
            var row = appender.CreateRow();
            foreach (var value in values)
            {
                _ = value switch
                {
                    null => row.AppendNullValue(),
                    double number => row.AppendValue(number),
                    DateTimeOffset instant => row.AppendValue(instant.UtcDateTime),
                    _ => row.AppendValue((string)value),
                };
            }

            row.EndRow();
        }

        return any;
    }

    private static async Task<Stream> ZipAsync(string written, CancellationToken cancellation)
    {
        var zipped = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await using (var zip = await ZipArchive.CreateAsync(zipped, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation))
            {
                // Parquet is compressed already.
                foreach (var path in Directory.EnumerateFiles(written, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                {
                    await using var entry = await zip.CreateEntry(Path.GetRelativePath(written, path), CompressionLevel.NoCompression).OpenAsync(cancellation);
                    await using var file = File.OpenRead(path);
                    await file.CopyToAsync(entry, cancellation);
                }
            }

            zipped.Position = 0;
            return zipped;
        }
        catch
        {
            await zipped.DisposeAsync();
            throw;
        }
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
