using System.Text;
using DuckDB.NET.Data;
using Rondo.Engines.Tables;
using Rondo.Engines.Tables.Duck;
using Rondo.Tests;

namespace Rondo.Engines.Tests.Tables;

public sealed class DuckTableReaderTests
{
    [Fact]
    public void Parquet_gives_the_same_table_as_the_csv_it_was_made_from()
    {
        var path = SharedData.File("churn_telco", "telco_churn.csv");
        var fromCsv = Reading.OfFile(path);
        var fromParquet = Reading.Of(Parquet($"SELECT * FROM read_csv('{path}')"), "churn.parquet");
        fromParquet.Format.ShouldBe("parquet");
        fromParquet.Table.Columns.Select(column => (column.Name, column.Kind)).ShouldBe(fromCsv.Table.Columns.Select(column => (column.Name, column.Kind)));
        foreach (var column in fromCsv.Table.Columns)
        {
            fromParquet.Table.Find(column.Name)!.Words().Select(Lower).ShouldBe(column.Words().Select(Lower), column.Name);
        }

        // DuckDB reads Yes/No as a boolean and writes true/false; the values are the same.
        static string Lower(string word) => word switch { "true" => "yes", "false" => "no", _ => word.ToLowerInvariant() };
    }

    [Fact]
    public void Parquet_types_find_their_kinds()
    {
        var bytes = Parquet("""
            SELECT i AS id, i::DOUBLE / 3 AS share, i % 2 = 0 AS flag, DATE '2024-01-01' + i::INTEGER AS day, TIMESTAMPTZ '2024-01-01 10:00:00+02' AS at,
            CASE WHEN i % 3 = 0 THEN NULL ELSE 12.50::DECIMAL(8,2) END AS price, {'a': i} AS nested, 'Köln' AS place, 1e300 * i AS large FROM range(50) t(i)
            """);
        var table = Reading.Of(bytes, "").Table;
        table.Columns.Select(column => $"{column.Name}:{column.Kind}").ShouldBe(
            ["id:Identifier", "share:Number", "flag:Category", "day:Time", "at:Time", "price:Number", "nested:Identifier", "place:Category", "large:Number"]);
        ((NumberColumn)table.Find("share")!).Values[7].ShouldBe(7 / 3.0);
        ((NumberColumn)table.Find("large")!).Values[7].ShouldBe(7 * 1e300);
        table.Find("at")!.Text(0).ShouldBe("2024-01-01T08:00:00Z");
        table.Find("price")!.MissingCount().ShouldBe(17);
        table.Find("place")!.Text(1).ShouldBe("Köln");
    }

    [Fact]
    public void Json_lines_and_arrays_are_rows()
    {
        const string lines = "{\"name\":\"Ann\",\"n\":1.50,\"d\":\"31/01/2024\"}\n{\"n\":2,\"name\":\"B\\u00f6b\",\"extra\":{\"a\":[1]}}\n{\"name\":null,\"n\":-3}\n";
        var reading = Reading.Of(Encoding.UTF8.GetBytes(lines), "rows.jsonl");
        reading.Format.ShouldBe("json_lines");
        reading.Table.Columns.Select(column => column.Name).ShouldBe(["name", "n", "d", "extra"]);
        reading.Table.Find("name")!.Words().ShouldBe(["Ann", "Böb", ""]);
        ((NumberColumn)reading.Table.Find("n")!).Values.ToArray().ShouldBe([1.5, 2, -3]);
        reading.Table.Find("d")!.Text(0).ShouldBe("2024-01-31");
        reading.Table.Find("extra")!.Text(1).ShouldBe("{\"a\":[1]}");

        var array = "[" + string.Join(",", lines.Trim().Split('\n')) + "]";
        Reading.Of(Encoding.UTF8.GetBytes(array), "").Table.RowCount.ShouldBe(3);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":", "not_a_table")]
    [InlineData("{\"a\":1}\n[1,2]\n", "not_a_table")]
    [InlineData("[1,2,3]", "not_a_table")]
    [InlineData("[]", "not_a_table,header_only")]
    [InlineData("{not json}", "not_a_table")]
    [InlineData("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", "too_many_columns")]
    [InlineData("{\"a\":1}\n{\"a\":1}\n{\"a\":1}\n{\"a\":1}\n", "too_many_rows")]
    [InlineData("{\"a\":\"123456789012345678901234567890\"}", "field_too_long")]
    public void Json_that_is_no_table_is_refused_by_code(string text, string codes) =>
        codes.Split(',').ShouldContain(Reading.Refused(() => Reading.Of(Encoding.UTF8.GetBytes(text), "x.json", new TableReadOptions { MaxColumns = 3, MaxRows = 3, MaxFieldLength = 20 })));

    [Fact]
    public void A_parquet_bomb_and_a_broken_parquet_are_refused()
    {
        var bomb = Parquet("SELECT repeat('x', 1000) AS a FROM range(1000000)");
        bomb.Length.ShouldBeLessThan(200_000);
        Reading.Refused(() => Reading.Of(bomb, "", new TableReadOptions { MaxBytes = 10_000_000 })).ShouldBe("too_large");
        Reading.Refused(() => Reading.Of(bomb, "", new TableReadOptions { MaxRows = 1000 })).ShouldBe("too_many_rows");
        var refused = Should.Throw<UnreadableTableException>(() => Reading.Of(bomb[..^20], ""));
        refused.Code.ShouldBe("not_a_table");
        refused.Message.ShouldNotContain(Path.GetTempPath());
        Reading.Refused(() => Reading.Of("PAR1PAR1"u8.ToArray(), "x.parquet")).ShouldBe("not_a_table");
    }

    [Fact]
    public void Names_that_look_like_sql_are_names()
    {
        var reading = Reading.Of(Encoding.UTF8.GetBytes("{\"a\\\" FROM x; --\":1,\"it's\":2}\n"), "x.json");
        reading.Table.Columns.Select(column => column.Name).ShouldBe(["a\" FROM x; --", "it's"]);
    }

    [Fact]
    public void A_session_reaches_its_file_and_no_other_and_leaves_nothing_behind()
    {
        string file;
        using (var session = DuckSession.Over(new MemoryStream("{\"a\":1}\n"u8.ToArray()), 1000, CancellationToken.None))
        {
            file = session.File.Trim('\'');
            File.Exists(file).ShouldBeTrue();
            Rows(session, $"SELECT * FROM read_json({session.File})").ShouldBe(1);
            Should.Throw<DuckDBException>(() => Rows(session, $"SELECT * FROM read_text('{typeof(DuckTableReaderTests).Assembly.Location}')")).Message.ShouldContain("disabled");
            Should.Throw<DuckDBException>(() => Rows(session, "SET enable_external_access=true"));
            Should.Throw<DuckDBException>(() => Rows(session, "COPY (SELECT 1) TO 'out.csv'"));
        }

        Directory.Exists(Path.GetDirectoryName(file)).ShouldBeFalse();
        Reading.Refused(() => DuckSession.Over(new MemoryStream(new byte[2000]), 1000, CancellationToken.None)).ShouldBe("too_large");

        static int Rows(DuckSession session, string sql)
        {
            using var command = session.Command(sql);
            using var reader = command.ExecuteReader();
            var rows = 0;
            while (reader.Read())
            {
                rows++;
            }

            return rows;
        }
    }

    [Theory]
    [InlineData(200_000, true)]
    [InlineData(1_000_000, false)]
    [InlineData(65, true)]
    public void Deep_nesting_is_refused_before_it_is_parsed(int levels, bool closed)
    {
        var deep = "{\"a\":" + new string('[', levels) + (closed ? new string(']', levels) + "}\n" : "");
        Reading.Refused(() => Reading.Of(Encoding.UTF8.GetBytes(deep), "x.json")).ShouldBe("not_a_table");
    }

    [Fact]
    public void Brackets_inside_texts_are_no_nesting()
    {
        var text = "{\"a\":\"\\\"" + new string('[', 1000) + "\"}\n";
        Reading.Of(Encoding.UTF8.GetBytes(text), "x.json").Table.Columns[0].Text(0).Length.ShouldBe(1001);
    }

    [Theory]
    [InlineData("x.parquet")]
    [InlineData("x.jsonl")]
    public void A_damaged_file_is_refused_by_code_or_read_and_nothing_else(string name)
    {
        var good = name == "x.jsonl"
            ? Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i => $"{{\"a\":{i},\"b\":\"x{i}\",\"c\":[{i}]}}\n")))
            : Parquet("SELECT i, i::VARCHAR || 'x' AS s, i / 3.0 AS d FROM range(300) t(i)");
        var random = new Random(1);
        var refused = 0;
        for (var n = 0; n < 50; n++)
        {
            var bytes = (byte[])good.Clone();
            bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            try
            {
                Reading.Of(bytes, name).Table.RowCount.ShouldBeGreaterThan(0);
            }
            catch (UnreadableTableException)
            {
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(10);
    }

    private static byte[] Parquet(string query)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY ({query}) TO '{path}' (FORMAT parquet)";
            command.ExecuteNonQuery();
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
