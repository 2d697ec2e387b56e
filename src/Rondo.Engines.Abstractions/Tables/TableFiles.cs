using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Engines.Tables;

/// <summary>Reading a table as a use case does it: what cannot be read is a refusal, never an exception.</summary>
public static class TableFiles
{
    /// <summary>A column that was named is not in the file.</summary>
    public static readonly ProblemCode NoColumn = new("no_such_column", 422, "A column is not in the file");

    private const int Named = 20;

    /// <summary>Reads a stream; content that is no table within the limits is refused under the reader's own code.</summary>
    public static Answer<TableReading> TryRead(this ITables tables, Stream content, string fileName, TableReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tables);
        try
        {
            return tables.Read(content, fileName, options, cancellation);
        }
        catch (UnreadableTableException unreadable)
        {
            return new Refusal(new ProblemCode(unreadable.Code, 422, "The file cannot be read as a table"), unreadable.Message, unreadable.NextStep);
        }
    }

    /// <summary>Reads the file that a tool was given.</summary>
    public static Answer<TableReading> ReadFile(this ITables tables, string path, TableReadOptions options, CancellationToken cancellation)
    {
        if (!ToolInput.Open(path).Try(out var stream, out var refusal))
        {
            return refusal;
        }

        using (stream)
        {
            return tables.TryRead(stream, Path.GetFileName(path), options, cancellation);
        }
    }

    /// <summary>The column of that name, or a refusal that says which there are.</summary>
    public static Answer<Column> Require(this Table table, string name)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Find(name) is { } column
            ? column
            : new Refusal(NoColumn, $"There is no column '{name}' among the {table.Columns.Count} columns.", $"The columns are: {string.Join(", ", table.Columns.Take(Named).Select(own => own.Name))}{(table.Columns.Count > Named ? " ..." : "")}.") { Fields = [name] };
    }
}
