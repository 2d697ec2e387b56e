using DuckDB.NET.Data;

namespace Rondo.Engines.Tables.Duck;

/// <summary>Parquet files.</summary>
internal sealed class ParquetTableReader : ITableReader
{
    public bool Reads(string fileName, ReadOnlySpan<byte> head) => head.StartsWith("PAR1"u8);

    public TableReading Read(Stream content, TableReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        using var session = DuckSession.Over(content, options.MaxBytes, cancellation);
        try
        {
            var source = $"read_parquet({session.File})";
            return DuckColumns.Read(session, source, DuckColumns.Names(session, source, options), "parquet", options, cancellation);
        }
        catch (DuckDBException broken)
        {
            throw Refusal.NotATable($"The Parquet file cannot be read: {FirstLine.Of(broken)}");
        }
    }
}
