using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Engines.Tests.Tables;

namespace Rondo.Engines.Tests.Learning;

public sealed class FeatureSpaceTests
{
    private static readonly Table Training = Reading.Of(
        "id,age,plan,since,answer,note\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"K{i:D3},{(i % 10 == 3 ? "NA" : $"{20 + i}")},{(i % 3 == 0 ? "Basic plan" : i % 3 == 1 ? "Pro" : "-")},2020-01-{(i % 28) + 1:D2},{(i % 2 == 0 ? "Yes" : "No")},the screen is broken again {i}\n"))).Table;

    private static readonly IFeatureSpace Space = Engines.Spaces.Fit(Training, new HashSet<string>());

    [Fact]
    public void Identifiers_and_excluded_columns_are_no_features()
    {
        Space.Features.Select(feature => feature.Name).ShouldBe(["age", "plan", "since", "answer"]);
        Space.Features.Select(feature => feature.Kind).ShouldBe([FeatureKind.Number, FeatureKind.Category, FeatureKind.Number, FeatureKind.Category]);
        Engines.Spaces.Fit(Training, new HashSet<string> { "age", "note" }).ShouldSatisfyAllConditions(
            space => space.Features.Count.ShouldBe(3), space => space.Terms.ShouldBeEmpty());
    }

    [Fact]
    public void One_row_as_json_is_encoded_as_the_same_row_of_a_table()
    {
        var matrix = Space.Encode(Training);
        for (var row = 0; row < Training.RowCount; row++)
        {
            var values = new JsonObject();
            foreach (var column in Training.Columns)
            {
                values[column.Name] = column.IsMissing(row) ? null : column is NumberColumn numbers ? numbers.Values[row] : column.Text(row);
            }

            List<InputIssue> issues = [];
            var one = Space.EncodeOne(JsonDocument.Parse(values.ToJsonString()).RootElement, issues);
            one.Dense.ShouldBe(matrix.Row(row).ToArray());
            one.TermIndex.ShouldBe(matrix.TermIndex[matrix.RowStart[row]..matrix.RowStart[row + 1]]);
            one.TermWeight.ShouldBe(matrix.TermWeight[matrix.RowStart[row]..matrix.RowStart[row + 1]]);
            issues.ShouldAllBe(issue => issue.Code == "missing_value");
        }
    }

    [Theory]
    [InlineData("{\"age\":30,\"plan\":\"Pro\",\"since\":\"2020-01-05\",\"answer\":\"Yes\"}", "")]
    [InlineData("{\"plan\":\"Pro\",\"since\":\"2020-01-05\",\"answer\":\"Yes\"}", "age:missing_column")]
    [InlineData("{\"age\":null,\"plan\":\"?\",\"since\":\"\",\"answer\":\"Yes\"}", "age:missing_value plan:missing_value since:missing_value")]
    [InlineData("{\"age\":\"thirty\",\"plan\":[1],\"since\":5,\"answer\":{}}", "age:wrong_type plan:wrong_type since:wrong_type answer:wrong_type")]
    [InlineData("{\"age\":1e999,\"plan\":\"Gold\",\"since\":\"soon\",\"answer\":7}", "age:wrong_type plan:unseen_category since:wrong_type answer:unseen_category")]
    [InlineData("{\"age\":98,\"plan\":\"pro\",\"since\":\"2020-02-20\",\"answer\":true}", "")]
    [InlineData("{\"age\":99,\"plan\":\"BASIC-PLAN\",\"since\":\"2031-01-01\",\"answer\":\"n\"}", "age:out_of_range since:out_of_range")]
    [InlineData("{\"age\":\"$1,234\",\"plan\":\"\\u0050ro\",\"since\":\"5 Jan 2020\",\"answer\":0}", "age:out_of_range")]
    [InlineData("[1,2]", "age:missing_column plan:missing_column since:missing_column answer:missing_column")]
    public void What_does_not_fit_is_said_for_each_column(string row, string expected)
    {
        List<InputIssue> issues = [];
        var dense = new double[4];
        Space.Encode(JsonDocument.Parse(row).RootElement, dense, issues);
        string.Join(' ', issues.Select(issue => $"{issue.Column}:{issue.Code}")).ShouldBe(expected);
        foreach (var issue in issues)
        {
            var encoded = dense[Space.Features.ToList().FindIndex(feature => feature.Name == issue.Column)];
            double.IsNaN(encoded).ShouldBe(issue.Code != "out_of_range");
        }
    }

    [Fact]
    public void A_long_value_is_shown_cut()
    {
        List<InputIssue> issues = [];
        Space.Encode(JsonDocument.Parse($"{{\"plan\":\"{new string('x', 5000)}\"}}").RootElement, new double[4], issues);
        issues.Single(issue => issue.Column == "plan").Value.Length.ShouldBe(100);
    }

    [Fact]
    public void Encoding_a_good_row_allocates_nothing()
    {
        var row = JsonDocument.Parse("{\"age\":30,\"plan\":\"Pro\",\"since\":\"2020-01-05\",\"answer\":\"Yes\"}").RootElement;
        var dense = new double[4];
        List<InputIssue> issues = [];
        Space.Encode(row, dense, issues);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Space.Encode(row, dense, issues);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        issues.ShouldBeEmpty();
    }

    [Fact]
    public void A_category_beyond_the_two_hundred_most_frequent_has_no_code()
    {
        var codes = Enumerable.Range(0, 250).SelectMany(code => Enumerable.Repeat(code, 250 - code)).ToArray();
        var table = new Table([new TextColumn("k", ColumnKind.Category, codes, [.. Enumerable.Range(0, 250).Select(i => $"v{i}")])]);
        var space = Engines.Spaces.Fit(table, new HashSet<string>());
        space.Features[0].Categories.Count.ShouldBe(200);
        space.Features[0].Categories[0].ShouldBe("v0");
        double.IsNaN(space.Encode(table).Dense[^1]).ShouldBeTrue();
    }

    [Fact]
    public void A_column_that_a_new_file_shows_in_another_kind_is_still_read()
    {
        var table = Reading.Of("age,plan,since,answer,note\nNA,NA,,1,x\n,Pro,,0,y\n").Table;
        var matrix = Space.Encode(table);
        matrix.Row(0).ToArray().ShouldBe([double.NaN, double.NaN, double.NaN, Code("answer", "Yes")]);
        matrix.Row(1)[1].ShouldBe(Code("plan", "Pro"));
        Should.Throw<ArgumentException>(() => Space.Encode(Reading.Of("age\n1\n").Table)).Message.ShouldContain("'plan'");
    }

    [Fact]
    public void Terms_are_frequent_words_and_pairs_with_weights_of_length_one()
    {
        Space.Terms.ShouldContain("note:screen");
        Space.Terms.ShouldContain("note:is broken");
        Space.Terms.ShouldNotContain("note:17");
        var matrix = Space.Encode(Training);
        matrix.TermWeight[matrix.RowStart[3]..matrix.RowStart[4]].Sum(weight => weight * weight).ShouldBe(1, 1e-5f);
    }

    [Fact]
    public void A_written_space_encodes_as_before()
    {
        var restored = Engines.Spaces.Read(new MemoryStream(Written()));
        restored.Encode(Training).Dense.ShouldBe(Space.Encode(Training).Dense);
        restored.Encode(Training).TermWeight.ShouldBe(Space.Encode(Training).TermWeight);
        restored.Terms.ShouldBe(Space.Terms);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":2,\"dense\":[],\"texts\":[]}")]
    [InlineData("{\"version\":1,\"dense\":null,\"texts\":[]}")]
    [InlineData("{\"version\":1,\"dense\":[null],\"texts\":[]}")]
    [InlineData("{\"version\":1,\"dense\":[{\"kind\":\"code\",\"name\":\"x\"}],\"texts\":[]}")]
    [InlineData("{\"version\":1,\"dense\":[{\"kind\":\"number\",\"name\":\"x\",\"low\":2,\"high\":1}],\"texts\":[]}")]
    [InlineData("{\"version\":1,\"dense\":[{\"kind\":\"number\",\"name\":\"x\"},{\"kind\":\"number\",\"name\":\"x\"}],\"texts\":[]}")]
    [InlineData("{\"version\":1,\"dense\":[{\"kind\":\"category\",\"name\":\"x\"}],\"texts\":[]}")]
    [InlineData("{\"version\":1,\"dense\":[{\"kind\":\"category\",\"name\":\"x\",\"categories\":[\"a\",\"a\"]}],\"texts\":[]}")]
    [InlineData("{\"version\":1,\"dense\":[],\"texts\":[{\"name\":\"t\",\"terms\":[\"a\"],\"idf\":[]}]}")]
    [InlineData("{\"version\":1,\"dense\":[],\"texts\":[{\"name\":\"t\",\"terms\":[\"a\",\"a\"],\"idf\":[1,1]}]}")]
    [InlineData("{\"version\":1,\"dense\":[],\"texts\":[{\"name\":\"t\",\"terms\":[\"a\"],\"idf\":[-1]}]}")]
    public void A_broken_document_is_refused(string json) =>
        Should.Throw<InvalidDataException>(() => Engines.Spaces.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void A_damaged_document_is_refused_or_reads_as_some_space_but_never_fails_otherwise() =>
        Gen.Select(Gen.Int[0, Written().Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var bytes = Written();
            bytes[at] = value;
            try
            {
                Engines.Spaces.Read(new MemoryStream(bytes)).Encode(Training);
            }
            catch (Exception refused) when (refused is InvalidDataException or ArgumentException)
            {
                // A name changed (the table lacks the column) or the document broke: both say so.
            }
        });

    private static double Code(string feature, string category) => Space.Features.Single(one => one.Name == feature).Categories.ToList().IndexOf(category);

    private static byte[] Written()
    {
        using var stream = new MemoryStream();
        Space.Write(stream);
        return stream.ToArray();
    }
}
