using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Engines.Tables;

/// <summary>Reading a table as a use case does it: what cannot be read is a refusal, never an exception.</summary>
public static class TableFiles
{
    /// <summary>A column that was named is not in the file.</summary>
    public static readonly ProblemCode NoColumn = new("no_such_column", 422, "A column is not in the file");

    /// <summary>A column that must hold numbers holds something else.</summary>
    public static readonly ProblemCode NotNumbers = new("not_numbers", 422, "A column that must hold numbers does not");

    private const int LongestExample = 40;

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

    /// <summary>The column of numbers of that name, or a refusal that says what stands there instead.</summary>
    public static Answer<NumberColumn> RequireNumbers(this Table table, string name)
    {
        if (!table.Require(name).Try(out var column, out var refusal))
        {
            return refusal;
        }

        return column is NumberColumn numbers
            ? numbers
            : new Refusal(NotNumbers, $"{name} holds {WireWords.Write(column.Kind)} values, for example '{Example(column)}'.", "Name a column of numbers, and look for what is no number in it.") { Fields = [name] };
    }

    /// <summary>Rows that a tool left out, as a finding; none where it left out none.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="lack">What they lack, for example "the truth or the score".</param>
    public static IEnumerable<Finding> LeftOut(int rows, string lack)
    {
        if (rows > 0)
        {
            yield return new Finding { Code = "rows_left_out", Severity = Severity.Warning, Sentence = $"{Plural.Of(rows, "row lacks", "rows lack")} {lack} and {(rows == 1 ? "is" : "are")} left out.", Numbers = new Dictionary<string, double> { ["rows"] = rows }, NextStep = "Find out whether they are missing for a reason." };
        }
    }

    /// <summary>The column of that name, or a refusal that says which there are.</summary>
    public static Answer<Column> Require(this Table table, string name)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Find(name) is { } column
            ? column
            : new Refusal(NoColumn, $"There is no column '{name}' among the {table.Columns.Count} columns.", NearName.Hint(name, [.. table.Columns.Select(own => own.Name)])) { Fields = [name] };
    }

    private static string Example(Column column)
    {
        var first = Enumerable.Range(0, column.Length).FirstOrDefault(row => !column.IsMissing(row), -1);
        var text = first < 0 ? "" : column.Text(first);
        return text.Length > LongestExample ? text[..LongestExample] : text;
    }
}
