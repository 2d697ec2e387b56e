using DuckDB.NET.Data;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>A fact as a row of DuckDB. Times are UTC ticks, because DuckDB's own keep microseconds only.</summary>
internal static class FactRow
{
    /// <summary>The columns that <see cref="Read"/> reads, in order.</summary>
    public const string Columns = "product, kind, id, subject, entity, release, arm, at_ticks, recorded_ticks, value, label, body";

    public static void Write(IDuckDBAppenderRow row, ulong key, Fact fact) => row
        .AppendValue(key)
        .AppendValue(ColumnText.Write(fact.Product))
        .AppendValue(ColumnText.Write(fact.Kind))
        .AppendValue(ColumnText.Write(fact.Id))
        .AppendValue(ColumnText.Write(fact.Subject))
        .AppendValue(ColumnText.Write(fact.Entity))
        .AppendValue(ColumnText.Write(fact.Release))
        .AppendValue(ColumnText.Write(fact.Arm))
        .AppendValue(fact.At.UtcTicks)
        .AppendValue(fact.RecordedAt.UtcTicks)
        .AppendValue(fact.Value)
        .AppendValue(ColumnText.Write(fact.Label))
        .AppendValue(ColumnText.Write(fact.Body))
        .EndRow();

    public static Fact Read(DuckDBDataReader row) => new()
    {
        Product = ColumnText.Read(row.GetString(0)),
        Kind = ColumnText.Read(row.GetString(1)),
        Id = ColumnText.Read(row.GetString(2)),
        Subject = ColumnText.Read(row.GetString(3)),
        Entity = ColumnText.Read(row.GetString(4)),
        Release = ColumnText.Read(row.GetString(5)),
        Arm = ColumnText.Read(row.GetString(6)),
        At = new DateTimeOffset(row.GetInt64(7), TimeSpan.Zero),
        RecordedAt = new DateTimeOffset(row.GetInt64(8), TimeSpan.Zero),
        Value = row.IsDBNull(9) ? null : row.GetDouble(9),
        Label = ColumnText.Read(row.GetString(10)),
        Body = ColumnText.Read(row.GetString(11)),
    };
}
