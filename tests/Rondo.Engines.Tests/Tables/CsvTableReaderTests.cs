using System.IO.Compression;
using System.Text;
using Rondo.Engines.Tables;
using Rondo.Tests;

namespace Rondo.Engines.Tests.Tables;

public sealed class CsvTableReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ",")]
    [InlineData("a;b\n1,5;2,5\n3,5;4,5\n", ";")]
    [InlineData("a\tb\n1\t2\n", "\t")]
    [InlineData("a|b\r\n1|2\r\n", "|")]
    [InlineData("text\nwell, yes, no\nno, well\n", "")]
    [InlineData("\"a,b\";\"c\"\n1;2\n", ";")]
    [InlineData("a,b\r1,2\r3,4", ",")]
    public void The_separator_is_found(string text, string delimiter)
    {
        var reading = Reading.Of(text);
        reading.Delimiter.ShouldBe(delimiter);
        reading.RaggedRows.ShouldBe(0);
        reading.Table.RowCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Quotes_line_ends_and_hash_signs_inside_fields_are_content()
    {
        var table = Reading.Of("a,b\r\n\"x, \"\"y\"\"\r\nz\",#1\r\n#2,q\r\n").Table;
        table.RowCount.ShouldBe(2);
        table.Columns[0].Text(0).ShouldBe("x, \"y\"\r\nz");
        table.Columns[0].Text(1).ShouldBe("#2");
        table.Columns[1].Text(0).ShouldBe("#1");
    }

    [Fact]
    public void Text_after_a_closing_quote_is_kept_not_refused() =>
        Reading.Of("a,b\n\"x\"yz,1\nq\"r,2\n").Table.Columns[0].Words().ShouldBe(["xyz", "q\"r"]);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("iso-8859-1", false)]
    public void The_encoding_is_found(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes("stadt,zahl\nKöln,1\nNürnberg,2\n");
        var reading = Reading.Of(mark ? [.. encoding.GetPreamble(), .. bytes] : bytes, "t.csv");
        reading.Table.Columns[0].Name.ShouldBe("stadt");
        reading.Table.Columns[0].Text(0).ShouldBe("Köln");
        reading.Encoding.ShouldBe(name, StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void One_invalid_byte_far_down_makes_the_whole_file_latin_1()
    {
        var bytes = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("x,1\n", 100_000)) + "caf?,1\n");
        bytes[^4] = 0xE9;
        var reading = Reading.Of(bytes, "t.csv");
        reading.Encoding.ShouldBe("iso-8859-1");
        reading.Table.Columns[0].Text(100_000).ShouldBe("café");
    }

    [Fact]
    public void Headers_are_trimmed_filled_and_made_distinct()
    {
        var reading = Reading.Of(" a ,a,,a\n1,2,3,4\n");
        reading.Table.Columns.Select(column => column.Name).ShouldBe(["a", "a_2", "column_3", "a_3"]);
        reading.Notes[0].RawName.ShouldBe(" a ");
    }

    [Fact]
    public void Ragged_rows_are_padded_or_cut_and_counted()
    {
        var reading = Reading.Of("a,b\n1\n1,2,3\n4,5\n\n6,7\n");
        reading.RaggedRows.ShouldBe(2);
        reading.Table.RowCount.ShouldBe(4);
        reading.Table.Columns[1].Words().ShouldBe(["", "2", "5", "7"]);
    }

    [Fact]
    public void Equal_rows_have_equal_hashes_whatever_their_quoting()
    {
        var hashes = Reading.Of("a,b\nx,1\n\"x\",1\nx,2\n1,x\n").RowHashes;
        hashes[1].ShouldBe(hashes[0]);
        hashes.Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("", "empty_file")]
    [InlineData("  \n \n", "empty_file")]
    [InlineData("a,b\n", "header_only")]
    [InlineData("a,b\n1,\0\n", "nul_byte")]
    [InlineData("<!DOCTYPE html><html>", "not_a_table")]
    [InlineData("%PDF-1.7\n1,2\n", "not_a_table")]
    [InlineData("a,b,c,d\n1,2\n", "too_many_columns")]
    [InlineData("a\n1\n2\n3\n4\n5\n6\n", "too_many_rows")]
    [InlineData("a,b\n1,12345678901\n", "field_too_long")]
    [InlineData("a,b\n1,2,3,4,5\n", "too_many_columns")]
    public void What_is_no_table_is_refused_by_code(string text, string code) =>
        Reading.Refused(() => Reading.Of(text, new TableReadOptions { MaxColumns = 3, MaxRows = 5, MaxFieldLength = 10 })).ShouldBe(code);

    [Fact]
    public void A_refusal_carries_numbers_and_a_next_step()
    {
        var refused = Should.Throw<UnreadableTableException>(() => Reading.Of("a,b,c\n1,2,3\n", new TableReadOptions { MaxColumns = 2 }));
        refused.Message.ShouldContain("3 columns");
        refused.NextStep.ShouldNotBeEmpty();
    }

    [Fact]
    public void Noise_is_refused_whatever_its_name()
    {
        var noise = new byte[10_000];
        new Random(7).NextBytes(noise);
        Reading.Refused(() => Reading.Of(noise, "data.csv")).ShouldBeOneOf("nul_byte", "not_a_table");
        Reading.Refused(() => Reading.Of(noise, "")).ShouldBeOneOf("nul_byte", "not_a_table");
    }

    [Fact]
    public void Prose_with_commas_is_not_a_table() =>
        Reading.Refused(() => Reading.Of("a, b\n" + string.Concat(Enumerable.Range(0, 30).Select(i => "word" + new string(',', i % 4 * 2) + "\n")))).ShouldBe("not_a_table");

    [Fact]
    public void A_field_of_a_gigabyte_is_refused_without_holding_it()
    {
        using var hostile = new EndlessField(1L << 30);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Reading.Refused(() => Engines.Tables.Read(hostile, "t.csv", new TableReadOptions(), CancellationToken.None)).ShouldBe("field_too_long");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(64L << 20);
    }

    [Fact]
    public void A_zip_bomb_is_refused_at_the_bound()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes("a,b\n"));
            var line = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1,2\n", 4096)));
            for (var i = 0; i < 1000; i++)
            {
                gzip.Write(line);
            }
        }

        packed.Length.ShouldBeLessThan(100_000);
        Reading.Refused(() => Reading.Of(packed.ToArray(), "t.csv.gz", new TableReadOptions { MaxBytes = 1 << 20 })).ShouldBe("too_large");
        Reading.Of(packed.ToArray(), "t.csv.gz").Table.RowCount.ShouldBe(4_096_000);
    }

    [Fact]
    public void A_cut_off_archive_is_refused_and_an_archive_of_two_members_is_read()
    {
        var whole = Packed("a,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i * 7919 % 5000}\n")));
        Reading.Refused(() => Reading.Of(whole[..(whole.Length / 2)], "t.csv.gz")).ShouldBe("not_a_table");
        Reading.Refused(() => Reading.Of(whole[..^1], "t.csv.gz")).ShouldBe("not_a_table");
        Reading.Of([.. whole, .. Packed("1,2\n")], "t.csv.gz").Table.RowCount.ShouldBe(5001);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("a\n1\n"));
        Should.Throw<OperationCanceledException>(() => Engines.Tables.Read(stream, "t.csv", new TableReadOptions(), new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("churn_telco/telco_churn.csv", 7043, "customerID:Identifier SeniorCitizen:Number tenure:Number TotalCharges:Number Churn:Category Contract:Category")]
    [InlineData("fair_adult/adult.csv.gz", 48842, "age:Number workclass:Category native-country:Category fnlwgt:Number class:Category")]
    [InlineData("text_sms_spam/sms_spam.csv", 5574, "label:Category text:Text")]
    [InlineData("text_banking77/train.csv", 10003, "text:Text category:Category")]
    [InlineData("drift_elec2/elec2.csv.gz", 45312, "period:Number nswprice:Number class:Number")]
    public void Reference_files_are_read_in_their_kinds(string path, int rows, string kinds)
    {
        var parts = path.Split('/');
        var table = Reading.OfFile(SharedData.File(parts[0], parts[1])).Table;
        table.RowCount.ShouldBe(rows);
        foreach (var kind in kinds.Split(' '))
        {
            var pair = kind.Split(':');
            table.Find(pair[0]).ShouldNotBeNull().Kind.ToString().ShouldBe(pair[1], pair[0]);
        }
    }

    [Fact]
    public void Reference_files_keep_their_categories_apart()
    {
        var adult = Reading.OfFile(SharedData.File("fair_adult", "adult.csv.gz"));
        adult.Notes.SelectMany(note => note.SpellingGroups).ShouldBeEmpty();
        ((TextColumn)adult.Table.Find("class")!).Distinct.Count.ShouldBe(2);
        var banking = Reading.OfFile(SharedData.File("text_banking77", "train.csv"));
        ((TextColumn)banking.Table.Find("category")!).Distinct.Count.ShouldBe(77);
        Reading.OfFile(SharedData.File("churn_telco", "telco_churn.csv")).Table.Find("TotalCharges")!.MissingCount().ShouldBe(11);
    }

    /// <summary>A seekable stream of one header and one opened quote that never closes.</summary>
    private sealed class EndlessField(long length) : Stream
    {
        private static readonly byte[] Start = Encoding.ASCII.GetBytes("a,b\n1,\"");

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var taken = (int)Math.Min(count, length - Position);
            for (var i = 0; i < taken; i++)
            {
                var at = Position + i;
                buffer[offset + i] = at < Start.Length ? Start[at] : (byte)'x';
            }

            Position += taken;
            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = offset;

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
