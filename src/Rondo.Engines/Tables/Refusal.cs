using System.Globalization;

namespace Rondo.Engines.Tables;

/// <summary>Every reason for which content is refused, each written once with its numbers and its next step.</summary>
internal static class Refusal
{
    public static UnreadableTableException EmptyFile() => new(
        "empty_file", "The file is empty: 0 rows, 0 columns.", "Upload the file again, or export it again from where it comes.");

    public static UnreadableTableException HeaderOnly(int columns) => new(
        "header_only", Text($"The file has a header of {columns} columns and no row below it."), "Export the file again with its rows.");

    public static UnreadableTableException TooManyColumns(int columns, int limit) => new(
        "too_many_columns", Text($"The file has at least {columns} columns; the limit is {limit}."), "Check that the separator is right and the file is a table, or drop columns before the upload.");

    public static UnreadableTableException TooManyRows(int limit) => new(
        "too_many_rows", Text($"The file has more than {limit} rows."), "Upload a sample or a shorter period.");

    public static UnreadableTableException FieldTooLong(long row, int limit) => new(
        "field_too_long", Text($"A field near row {row} is longer than {limit} characters."), "Look for a quote that is opened and never closed near that row.");

    public static UnreadableTableException NulByte(long position) => new(
        "nul_byte", Text($"A NUL character stands near character {position}: this is not text."), "Save the file as CSV (UTF-8), Parquet or JSON lines.");

    public static UnreadableTableException TooLarge(long limit) => new(
        "too_large", Text($"The content is larger than {limit} bytes after unpacking."), "Upload a sample or a shorter period.");

    public static UnreadableTableException NotATable(string why) => new(
        "not_a_table", why, "Upload CSV, TSV, Parquet or JSON lines, with one row a line and a header.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
