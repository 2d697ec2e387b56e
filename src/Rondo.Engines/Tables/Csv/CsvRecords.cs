using Rondo.Engines.Tables.Raw;
using Sylvan.Data.Csv;

namespace Rondo.Engines.Tables.Csv;

/// <summary>Takes the records of one file into columns, within the bounds, padding or cutting ragged rows.</summary>
internal sealed class CsvRecords(TableReadOptions options, char delimiter)
{
    private RawColumnBuilder[] _builders = [];
    private string[] _header = [];

    /// <summary>The columns; filled by <see cref="ReadAll"/>.</summary>
    public IReadOnlyList<RawColumn> Columns { get; private set; } = [];

    /// <summary>Records with too few or too many fields.</summary>
    public int Ragged { get; private set; }

    public void ReadAll(TextReader text, CancellationToken cancellation)
    {
        // No comment character: a value may begin with '#'. NUL was refused before, so it can stand for "none".
        var csvOptions = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = delimiter,
            Comment = '\0',
            CsvStyle = CsvStyle.Lax,
            BufferSize = 1 << 16,
            MaxBufferSize = CsvTableReader.RecordBound(options),
            OwnsReader = false,
        };
        var rows = 0;
        try
        {
            using var csv = CsvDataReader.Create(text, csvOptions);
            while (csv.Read())
            {
                if (IsBlank(csv))
                {
                    continue;
                }

                if (_header.Length == 0)
                {
                    ReadHeader(csv);
                    continue;
                }

                if (rows == options.MaxRows)
                {
                    throw Refusal.TooManyRows(options.MaxRows);
                }

                rows++;
                if ((rows & 0xFFF) == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                ReadRow(csv, rows);
            }
        }
        catch (CsvRecordTooLargeException)
        {
            throw Refusal.FieldTooLong(rows + 1, options.MaxFieldLength);
        }
        catch (CsvFormatException broken)
        {
            throw Refusal.NotATable($"Row {rows + 1} is not well-formed: {broken.Message}");
        }

        Finish(rows);
    }

    private void Finish(int rows)
    {
        if (_header.Length == 0)
        {
            throw Refusal.EmptyFile();
        }

        if (rows == 0)
        {
            throw Refusal.HeaderOnly(_header.Length);
        }

        // Prose with commas makes rows of every length; a table with some broken rows does not.
        if (rows >= 10 && Ragged > rows / 2)
        {
            throw Refusal.NotATable($"{Ragged} of {rows} rows have another number of fields than the header's {_header.Length}.");
        }

        Columns = [.. _builders.Select((builder, i) => builder.Build(_header[i]))];
    }

    private static bool IsBlank(CsvDataReader csv) => csv.RowFieldCount == 0 || (csv.RowFieldCount == 1 && csv.GetFieldSpan(0).IsWhiteSpace());

    private void ReadHeader(CsvDataReader csv)
    {
        var columns = csv.RowFieldCount;
        if (columns > options.MaxColumns)
        {
            throw Refusal.TooManyColumns(columns, options.MaxColumns);
        }

        _header = new string[columns];
        _builders = new RawColumnBuilder[columns];
        for (var i = 0; i < columns; i++)
        {
            _header[i] = Field(csv, i, 0).ToString();
            _builders[i] = new RawColumnBuilder();
        }
    }

    private void ReadRow(CsvDataReader csv, int row)
    {
        var fields = csv.RowFieldCount;
        if (fields != _builders.Length)
        {
            Ragged++;
            if (fields > options.MaxColumns)
            {
                throw Refusal.TooManyColumns(fields, options.MaxColumns);
            }
        }

        for (var i = 0; i < _builders.Length; i++)
        {
            _builders[i].Add(i < fields ? Field(csv, i, row) : default);
        }
    }

    private ReadOnlySpan<char> Field(CsvDataReader csv, int ordinal, int row)
    {
        var field = csv.GetFieldSpan(ordinal);
        return field.Length > options.MaxFieldLength ? throw Refusal.FieldTooLong(row, options.MaxFieldLength) : field;
    }
}
