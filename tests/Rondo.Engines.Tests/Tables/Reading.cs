using System.Text;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Tests.Tables;

/// <summary>Short ways to read a table in a test, through the same entrance as the product.</summary>
internal static class Reading
{
    private static ITables Tables => Engines.Tables;

    public static TableReading Of(string text, TableReadOptions? options = null) => Of(Encoding.UTF8.GetBytes(text), "table.csv", options);

    public static TableReading Of(byte[] bytes, string fileName, TableReadOptions? options = null)
    {
        using var stream = new MemoryStream(bytes);
        return Tables.Read(stream, fileName, options ?? new TableReadOptions(), CancellationToken.None);
    }

    public static TableReading OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Tables.Read(stream, Path.GetFileName(path), new TableReadOptions(), CancellationToken.None);
    }

    /// <summary>One column under the name "x" from its cells.</summary>
    public static (Column Column, ColumnNote Note) Column(params string[] cells) => Column("x", cells);

    public static (Column Column, ColumnNote Note) Column(string name, IEnumerable<string> cells)
    {
        var text = new StringBuilder(name).Append(",other\n");
        foreach (var cell in cells)
        {
            text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\",1\n");
        }

        var reading = Of(text.ToString());
        return (reading.Table.Columns[0], reading.Notes[0]);
    }

    public static double[] Numbers(params string[] cells) => Column(cells).Column.ShouldBeOfType<NumberColumn>().Values.ToArray();

    public static string[] Words(this Column column) => [.. Enumerable.Range(0, column.Length).Select(column.Text)];

    public static string Refused(Action read) => Should.Throw<UnreadableTableException>(read).Code;
}
