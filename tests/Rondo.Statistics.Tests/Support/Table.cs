using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Rondo.Tests.Statistics;

/// <summary>Reads the small, simple CSV and JSON files of the reference data.</summary>
internal sealed class Table
{
    private readonly Dictionary<string, int> _columns;
    private readonly List<string[]> _rows;

    private Table(Dictionary<string, int> columns, List<string[]> rows)
    {
        _columns = columns;
        _rows = rows;
    }

    public int Count => _rows.Count;

    public static Table Read(string folder, string file)
    {
        using var stream = File.OpenRead(SharedData.File(folder, file));
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        var header = Split(reader.ReadLine()!);
        var columns = header.Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                rows.Add(Split(line));
            }
        }

        return new Table(columns, rows);
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    public string[] Texts(string column) => [.. _rows.Select(r => r[_columns[column]])];

    public double[] Numbers(string column) =>
        [.. _rows.Select(r => double.TryParse(r[_columns[column]], NumberStyles.Float, CultureInfo.InvariantCulture, out var x) ? x : double.NaN)];

    public bool[] Flags(string column) => [.. Numbers(column).Select(x => x == 1)];

    public static JsonElement Json(string folder, string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.File(folder, file)));
        return document.RootElement.Clone();
    }

    private static string[] Split(string line)
    {
        if (!line.Contains('"'))
        {
            return line.Split(',');
        }

        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
