using System.Buffers;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>
/// Text as it stands in DuckDB, whose C interface ends a text at its first NUL: a fact with a NUL in its id would come back
/// as another fact. NUL is written as SUB 0 and SUB itself as SUB 1; all other text stands as it is.
/// </summary>
internal static class ColumnText
{
    private const char Substitute = '\u001A';
    private static readonly SearchValues<char> Special = SearchValues.Create('\0', Substitute);

    public static string Write(string text) => text.AsSpan().ContainsAny(Special)
        ? text.Replace($"{Substitute}", $"{Substitute}1", StringComparison.Ordinal).Replace("\0", $"{Substitute}0", StringComparison.Ordinal)
        : text;

    public static string Read(string text) => text.Contains(Substitute, StringComparison.Ordinal)
        ? text.Replace($"{Substitute}0", "\0", StringComparison.Ordinal).Replace($"{Substitute}1", $"{Substitute}", StringComparison.Ordinal)
        : text;
}
