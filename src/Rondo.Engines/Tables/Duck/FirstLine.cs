using DuckDB.NET.Data;

namespace Rondo.Engines.Tables.Duck;

/// <summary>What DuckDB says about broken content, without the path of our temporary file.</summary>
internal static class FirstLine
{
    public static string Of(DuckDBException broken)
    {
        var line = broken.Message.AsSpan();
        var end = line.IndexOf('\n');
        line = end < 0 ? line : line[..end];
        var words = line.ToString().Split(' ').Select(word => word.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? "the file" : word);
        var text = string.Join(' ', words);
        return text.Length > 300 ? text[..300] : text;
    }
}
