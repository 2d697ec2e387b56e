namespace Rondo.Engines.Tables;

/// <summary>Text as a cell of a CSV file.</summary>
public static class CsvCell
{
    /// <summary>Quoted where it has to be (RFC 4180).</summary>
    public static string Of(string text) => text.AsSpan().IndexOfAny(",\"\n\r") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
