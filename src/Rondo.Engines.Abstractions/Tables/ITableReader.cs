namespace Rondo.Engines.Tables;

/// <summary>Reads one file format. Adding a format adds one file: readers are found, not listed.</summary>
public interface ITableReader
{
    /// <summary>True where the file is of this reader's format, from its name and first bytes.</summary>
    /// <param name="fileName">Name with its ending; may be empty.</param>
    /// <param name="head">The first bytes (up to 4,096), decompressed.</param>
    bool Reads(string fileName, ReadOnlySpan<byte> head);

    /// <summary>Reads the whole stream.</summary>
    /// <exception cref="UnreadableTableException">The content is not a table within the limits; nothing is returned in part.</exception>
    TableReading Read(Stream content, TableReadOptions options, CancellationToken cancellation);
}

/// <summary>The one entrance: picks the reader (and unpacks .gz, bounded), reads, infers kinds.</summary>
public interface ITables
{
    /// <inheritdoc cref="ITableReader.Read"/>
    TableReading Read(Stream content, string fileName, TableReadOptions options, CancellationToken cancellation);
}

/// <summary>Bounds on what is read, and overrides of what would be guessed.</summary>
public sealed class TableReadOptions
{
    /// <summary>Most rows. A file with more is refused (<c>too_many_rows</c>). Default 20 million.</summary>
    public int MaxRows { get; init; } = 20_000_000;

    /// <summary>Most columns. Guards against a file that is not a table. Default 2,000.</summary>
    public int MaxColumns { get; init; } = 2_000;

    /// <summary>Longest field in characters. Guards against an unclosed quote that swallows the file. Default 1 million.</summary>
    public int MaxFieldLength { get; init; } = 1_000_000;

    /// <summary>Most bytes after unpacking. Guards against a zip bomb. Default 4 GiB.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>True where every column is to be read as texts, whatever it looks like: "1" and "01" are two labels.</summary>
    public bool AllCategorical { get; init; }

    /// <summary>Columns that are categories although they look like numbers.</summary>
    public IReadOnlySet<string> Categorical { get; init; } = new HashSet<string>();
}

/// <summary>A table and what the reader noticed on the way.</summary>
/// <param name="Table">Columns in their kinds.</param>
/// <param name="Format">For example <c>csv</c>, <c>parquet</c>, <c>json_lines</c>.</param>
/// <param name="Notes">Per column, in the table's order.</param>
/// <param name="Encoding">Text encoding that was found, for example <c>utf-8</c>; empty for binary formats.</param>
/// <param name="Delimiter">Separator that was found; empty where there is none.</param>
/// <param name="RaggedRows">Rows that had too few or too many fields (kept: cut or padded with missing).</param>
/// <param name="RowHashes">One 64-bit hash of the raw row a row, to find exact duplicates cheaply.</param>
public sealed record TableReading(Table Table, string Format, IReadOnlyList<ColumnNote> Notes, string Encoding, string Delimiter, int RaggedRows, ulong[] RowHashes);

/// <summary>What was noticed while the text of a column became values.</summary>
/// <param name="Column">Name in the table.</param>
/// <param name="RawName">Header as it stood in the file.</param>
/// <param name="MissingTokens">Texts taken as missing ("", "NA", "?" ...) with their counts.</param>
/// <param name="Formats">Distinct ways of writing ("1234.5", "1.234,5", "$1,234.50", "iso_date", "dmy_slash" ...) with their counts.</param>
/// <param name="Unparsed">Up to 20 distinct texts that did not fit the column's kind and became missing, with counts.</param>
/// <param name="SpellingGroups">For categories: groups of texts that are the same but for case, space, punctuation or yes/no spelling; first = the most frequent.</param>
public sealed record ColumnNote(
    string Column,
    string RawName,
    IReadOnlyDictionary<string, int> MissingTokens,
    IReadOnlyDictionary<string, int> Formats,
    IReadOnlyDictionary<string, int> Unparsed,
    IReadOnlyList<IReadOnlyList<string>> SpellingGroups);

/// <summary>The content cannot become a table; carries a stable code and a sentence with the numbers.</summary>
public sealed class UnreadableTableException(string code, string message, string nextStep) : Exception(message)
{
    /// <summary>Stable code, for example <c>empty_file</c>, <c>header_only</c>, <c>too_many_columns</c>, <c>field_too_long</c>, <c>nul_byte</c>, <c>not_a_table</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What to do about it.</summary>
    public string NextStep { get; } = nextStep;
}
