using System.Globalization;
using System.Text.Json;

namespace Rondo.Engines.Tables;

/// <summary>Rows of a table as callers send them.</summary>
public static class TableRows
{
    /// <summary>An object of column values: numbers as numbers, instants in ISO 8601, everything else as text, null where missing.</summary>
    /// <param name="table">Table.</param>
    /// <param name="row">Row, from 0.</param>
    /// <param name="columns">Columns to take.</param>
    public static JsonElement Json(this Table table, int row, IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        return JsonSerializer.SerializeToElement(columns.ToDictionary(name => name, name => Value(table.Find(name) ?? throw new ArgumentException($"There is no column '{name}'.", nameof(columns)), row)));
    }

    private static object? Value(Column column, int row) =>
        column.IsMissing(row) ? null :
        column is NumberColumn number ? number.Values[row] :
        column is TimeColumn time ? new DateTime(time.Ticks[row], DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture) :
        column.Text(row);
}
