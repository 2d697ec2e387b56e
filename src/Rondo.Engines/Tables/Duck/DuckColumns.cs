using DuckDB.NET.Data;
using Rondo.Engines.Tables.Inference;
using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Duck;

/// <summary>
/// Takes the rows of a query as text, so that a column means the same whether it came as CSV, Parquet or JSON: one
/// inference decides its kind, one hash finds its duplicates. DuckDB writes numbers so that they read back exactly.
/// </summary>
internal static class DuckColumns
{
    /// <summary>Names of the columns that a source has.</summary>
    public static string[] Names(DuckSession session, string source, TableReadOptions options)
    {
        using var command = session.Command($"DESCRIBE SELECT * FROM {source}");
        using var reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names.Count > options.MaxColumns ? throw Refusal.TooManyColumns(names.Count, options.MaxColumns) : [.. names];
    }

    public static TableReading Read(DuckSession session, string source, string[] names, string format, TableReadOptions options, CancellationToken cancellation)
    {
        // One row more than allowed, to tell "exactly the limit" from "more".
        var columns = string.Join(", ", names.Select(name => $"CAST({DuckSession.Name(name)} AS VARCHAR)"));
        using var command = session.Command($"SELECT {columns} FROM {source} LIMIT {options.MaxRows + 1L}");
        using var reader = command.ExecuteReader();
        var builders = names.Select(_ => new RawColumnBuilder()).ToArray();
        var rows = Fill(reader, builders, options, cancellation);
        if (rows == 0)
        {
            throw Refusal.HeaderOnly(names.Length);
        }

        RawColumn[] raw = [.. builders.Select((builder, i) => builder.Build(names[i]))];
        var (table, notes) = ColumnInference.Infer(raw, options);
        return new TableReading(table, format, notes, "", "", 0, RowHashes.Of(raw));
    }

    private static int Fill(DuckDBDataReader reader, RawColumnBuilder[] builders, TableReadOptions options, CancellationToken cancellation)
    {
        var rows = 0;
        long characters = 0;
        while (reader.Read())
        {
            if (rows == options.MaxRows)
            {
                throw Refusal.TooManyRows(options.MaxRows);
            }

            rows++;
            if ((rows & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (var i = 0; i < builders.Length; i++)
            {
                var text = reader.IsDBNull(i) ? "" : reader.GetString(i);
                if (text.Length > options.MaxFieldLength)
                {
                    throw Refusal.FieldTooLong(rows, options.MaxFieldLength);
                }

                characters += text.Length;
                builders[i].Add(text);
            }

            if (characters > options.MaxBytes)
            {
                // A Parquet file may pack a long text a million times into a few bytes.
                throw Refusal.TooLarge(options.MaxBytes);
            }
        }

        return rows;
    }
}
