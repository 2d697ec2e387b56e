using System.Globalization;
using DuckDB.NET.Data;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>Queries over facts. What a caller gives is always a parameter, never text of the statement.</summary>
internal static class FactSql
{
    public static DuckDBCommand Select(DuckDBConnection connection, FactQuery query)
    {
        var command = Where(connection, query, $"SELECT {FactRow.Columns} FROM facts");
        command.CommandText += query.NewestFirst ? " ORDER BY at_ticks DESC, id DESC" : " ORDER BY at_ticks, id";
        if (query.Limit is { } limit)
        {
            command.CommandText += string.Create(CultureInfo.InvariantCulture, $" LIMIT {Math.Max(0, limit)}");
        }

        return command;
    }

    public static DuckDBCommand Count(DuckDBConnection connection, FactQuery query) => Where(connection, query, "SELECT count(*) FROM facts");

    private static DuckDBCommand Where(DuckDBConnection connection, FactQuery query, string select)
    {
        var command = connection.CreateCommand();
        var conditions = new List<string>();
        Add("product =", Text(query.Product));
        Add("kind =", Text(query.Kind));
        Add("at_ticks >=", query.From?.UtcTicks);
        Add("at_ticks <", query.To?.UtcTicks);
        Add("recorded_ticks >=", query.RecordedFrom?.UtcTicks);
        Add("release =", Text(query.Release));
        Add("subject =", Text(query.Subject));
        command.CommandText = $"{select} WHERE {string.Join(" AND ", conditions)}";
        return command;

        static string? Text(string? text) => text is null ? null : ColumnText.Write(text);

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                command.Parameters.Add(new DuckDBParameter(value));
                conditions.Add($"{condition} ${command.Parameters.Count}");
            }
        }
    }
}
