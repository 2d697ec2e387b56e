using System.Globalization;
using System.Text;
using CsCheck;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Tests.Tables;

public sealed class ReadingPropertyTests
{
    private static readonly Gen<string> Cell = Gen.String[Gen.Char["aB7 ,;\"\n'é#."], 0, 12];

    [Fact]
    public void Quoted_fields_come_back_Meets_Specification() =>
        Gen.Select(Cell.Array[3].Array[1, 30], Gen.Char[",;\t|"]).Sample((rows, separator) =>
        {
            var text = new StringBuilder($"\"one\"{separator}\"two\"{separator}\"three\"\n");
            foreach (var row in rows)
            {
                text.AppendJoin(separator, row.Select(cell => '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')).Append('\n');
            }

            // As numbers or dates a text may come back written otherwise, as a category in another spelling.
            var records = new Rondo.Engines.Tables.Csv.CsvRecords(new TableReadOptions(), separator);
            records.ReadAll(new StringReader(text.ToString()), CancellationToken.None);
            records.Ragged.ShouldBe(0);
            for (var column = 0; column < 3; column++)
            {
                var raw = records.Columns[column];
                raw.Codes.Select(code => raw.Distinct[code].ToString()).ShouldBe(rows.Select(row => row[column]));
                raw.Counts.Sum().ShouldBe(rows.Length);
            }
        });

    [Fact]
    public void A_number_written_in_full_reads_back_to_the_bit_Meets_Specification() =>
        Gen.Double.Where(double.IsFinite).Array[1, 20].Sample(numbers =>
        {
            var read = Reading.Numbers([.. numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))]);
            // A lone "1.234" may mean a thousand only where other cells group by dots, which "R" never does.
            read.Select(BitConverter.DoubleToInt64Bits).ShouldBe(numbers.Select(BitConverter.DoubleToInt64Bits));
        });

    [Fact]
    public void A_number_reads_the_same_however_it_is_grouped_Meets_Specification() =>
        Gen.Select(Gen.Int[1_000, 999_999_999], Gen.Int[1, 99]).Sample((whole, cents) =>
        {
            var expected = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{whole}.{cents:D2}"), CultureInfo.InvariantCulture);
            var english = string.Create(CultureInfo.InvariantCulture, $"{whole:N0}.{cents:D2}");
            var german = english.Replace(',', '_').Replace('.', ',').Replace('_', '.');
            var french = german.Replace('.', '\u202F');
            Reading.Numbers(english, "$" + english, "EUR " + german, french, "-" + german).ShouldBe([expected, expected, expected, expected, -expected]);
        });

    [Fact]
    public void A_date_reads_the_same_however_it_is_written_Meets_Specification() =>
        Gen.Int[0, 40_000].Sample(days =>
        {
            var date = new DateOnly(1950, 1, 1).AddDays(days % 36_000);
            foreach (var format in new[] { "yyyy-MM-dd", "yyyy/M/d", "dd.MM.yyyy", "d MMM yyyy", "MMMM d, yyyy", "yyyyMMdd", "yyyy-MM-dd'T'00:00:00'Z'" })
            {
                var written = date.ToString(format.Replace("'T'00:00:00'Z'", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) + (format.Contains('T', StringComparison.Ordinal) ? "T00:00:00Z" : "");
                Reading.Column(written).Column.Text(0).ShouldBe(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), written);
            }
        });

    [Fact]
    public void Any_bytes_are_a_table_or_a_refusal_Meets_Specification() =>
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            try
            {
                Reading.Of(bytes, "x.csv").Table.RowCount.ShouldBeGreaterThan(0);
            }
            catch (UnreadableTableException refused)
            {
                refused.Code.ShouldNotBeEmpty();
                refused.NextStep.ShouldNotBeEmpty();
            }
        });
}
