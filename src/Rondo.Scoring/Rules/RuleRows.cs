using System.Globalization;
using System.Text.Json;
using Rondo.Engines.Tables;
using Rondo.Engines.Tables.Inference;

namespace Rondo.Engines.Rules;

/// <summary>A row of a table.</summary>
internal sealed class TableRuleRow(Table table) : IRuleRow
{
    public int Row { get; set; }

    public double Number(string column) => table.Find(column) is NumberColumn number ? number.Values[Row] : double.NaN;

    public string? Text(string column) => table.Find(column) is { } found && !found.IsMissing(Row) ? found.Text(Row) : null;

    public long? Time(string column) => table.Find(column) switch
    {
        TimeColumn time => time.IsMissing(Row) ? null : time.Ticks[Row],
        { } other when !other.IsMissing(Row) => RuleDates.Read(other.Text(Row)),
        _ => null,
    };
}

/// <summary>A row as a caller sends it.</summary>
internal sealed class JsonRuleRow(JsonElement row) : IRuleRow
{
    public double Number(string column) =>
        !row.TryGetProperty(column, out var value) ? double.NaN :
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() :
        Text(column) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number :
        double.NaN;

    public string? Text(string column) =>
        !row.TryGetProperty(column, out var value) || value.ValueKind == JsonValueKind.Null ? null :
        (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()) is { } text && !MissingTokens.Always(text) ? text :
        null;

    public long? Time(string column) => Text(column) is { } text ? RuleDates.Read(text) : null;
}
