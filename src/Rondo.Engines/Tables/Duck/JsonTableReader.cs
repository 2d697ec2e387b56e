using DuckDB.NET.Data;

namespace Rondo.Engines.Tables.Duck;

/// <summary>JSON lines (one object a line) or one JSON array of objects. Nested values are kept as their JSON text.</summary>
internal sealed class JsonTableReader : ITableReader
{
    public bool Reads(string fileName, ReadOnlySpan<byte> head)
    {
        var ending = Path.GetExtension(fileName);
        if (ending.Equals(".csv", StringComparison.OrdinalIgnoreCase) || ending.Equals(".tsv", StringComparison.OrdinalIgnoreCase) ||
            ending.Equals(".tab", StringComparison.OrdinalIgnoreCase) || ending.Equals(".txt", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        head = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        head = head.TrimStart(" \t\r\n"u8);
        return head.Length > 0 && head[0] is (byte)'{' or (byte)'[';
    }

    public TableReading Read(Stream content, TableReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        using var guarded = new JsonDepthGuard(content);
        using var session = DuckSession.Over(guarded, options.MaxBytes, cancellation);
        try
        {
            // Once for the names, over all rows; once for the values as they were written, without DuckDB's own guesses.
            const string Shape = "records=true, maximum_object_size=16777216";
            var names = DuckColumns.Names(session, $"read_json({session.File}, {Shape}, sample_size=-1, maximum_depth=1, map_inference_threshold=-1)", options);
            var types = string.Join(", ", names.Select(name => $"{DuckSession.Name(name)}: 'VARCHAR'"));
            return DuckColumns.Read(session, $"read_json({session.File}, {Shape}, columns={{{types}}})", names, "json_lines", options, cancellation);
        }
        catch (DuckDBException broken)
        {
            throw Refusal.NotATable($"The JSON cannot be read as rows: {FirstLine.Of(broken)}");
        }
    }
}
