using Rondo.Engines.Tables;
using Rondo.Tests;

namespace Rondo.Engines.Tests.Tables;

/// <summary>The messy customer file against the answer key of what was done to it.</summary>
public sealed class MessyTelcoTests
{
    private static readonly Dictionary<string, string> NameInB = new()
    {
        ["MonthlyCharges"] = "Monthly Charges ($)", ["SignupDate"] = "Signup date", ["SeniorCitizen"] = "senior_citizen",
    };

    private static readonly Lazy<TableReading> B = new(() => Reading.OfFile(SharedData.File("story_pair_telco", "dataset_b_messy_with_churn.csv")));

    [Fact]
    public void Shape_encoding_and_kinds_are_found()
    {
        var reading = B.Value;
        reading.Table.RowCount.ShouldBe(7273);
        reading.Table.Columns.Count.ShouldBe(22);
        reading.RaggedRows.ShouldBe(0);
        (reading.Encoding, reading.Delimiter, reading.Format).ShouldBe(("utf-8", ",", "csv"));
        reading.Notes[20].ShouldSatisfyAllConditions(n => n.Column.ShouldBe("TotalCharges"), n => n.RawName.ShouldBe(" TotalCharges"));
        Kind("customerID").ShouldBe(ColumnKind.Identifier);
        Kind("Signup date").ShouldBe(ColumnKind.Time);
        foreach (var number in new[] { "tenure", "senior_citizen", "Monthly Charges ($)", "TotalCharges" })
        {
            Kind(number).ShouldBe(ColumnKind.Number, number);
        }

        reading.Table.Columns.Count(column => column.Kind == ColumnKind.Category).ShouldBe(16);
        (reading.RowHashes.Length - reading.RowHashes.Distinct().Count()).ShouldBe(140);
    }

    [Fact]
    public void Missing_share_of_every_column_is_the_reference_one()
    {
        var expected = System.Text.Json.JsonDocument.Parse(File.ReadAllText(SharedData.File("story_pair_telco", "reference.json"))).RootElement.GetProperty("B").GetProperty("missing_share_by_column");
        foreach (var share in expected.EnumerateObject())
        {
            var column = B.Value.Table.Find(share.Name.Trim()).ShouldNotBeNull();
            (column.MissingCount() / 7273.0).ShouldBe(share.Value.GetDouble(), 1e-9, share.Name);
        }
    }

    [Theory]
    [InlineData("number_format", 1.0)]
    [InlineData("date_format", 1.0)]
    [InlineData("missing", 1.0)]
    [InlineData("label_missing", 1.0)]
    [InlineData("label_variant", 0.75)]
    [InlineData("category_variant", 0.75)]
    public void Injected_cells_are_read_back_as_the_answer_key_says(string kind, double atLeast)
    {
        var ids = B.Value.Table.Find("customerID")!;
        var rowOf = new Dictionary<string, int>();
        for (var row = 0; row < ids.Length; row++)
        {
            rowOf.TryAdd(ids.Text(row), row);
        }

        int right = 0, all = 0;
        var wrong = new SortedDictionary<string, int>();
        var key = Reading.OfFile(SharedData.File("story_pair_telco", "dataset_b_answer_key_cells.csv.gz")).Table;
        for (var i = 0; i < key.RowCount; i++)
        {
            var name = key.Find("column")!.Text(i);
            if (key.Find("kind")!.Text(i) != kind || !rowOf.TryGetValue(key.Find("id")!.Text(i), out var row))
            {
                continue;
            }

            var column = B.Value.Table.Find(NameInB.GetValueOrDefault(name, name))!;
            if (!kind.EndsWith("missing", StringComparison.Ordinal) && column.IsMissing(row))
            {
                continue; // Made missing after its format was changed.
            }

            var clean = key.Find("clean_value")!.Text(i);
            var agrees = kind.EndsWith("missing", StringComparison.Ordinal)
                ? column.IsMissing(row)
                : column is NumberColumn numbers ? numbers.Values[row] == double.Parse(clean, System.Globalization.CultureInfo.InvariantCulture) : column.Text(row) == clean;
            all++;
            right += agrees ? 1 : 0;
            if (!agrees)
            {
                var shown = $"{name}: '{column.Text(row)}' for '{clean}'";
                wrong[shown] = wrong.GetValueOrDefault(shown) + 1;
            }
        }

        all.ShouldBeGreaterThan(30);
        (right / (double)all).ShouldBeGreaterThanOrEqualTo(atLeast, string.Join("\n", wrong.Take(40)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {right} of {all}\n{string.Join("\n", wrong.Take(40))}");
    }

    [Fact]
    public void Numbers_note_lists_the_ways_of_writing() =>
        B.Value.Notes.Single(note => note.Column == "TotalCharges").Formats.Keys.ShouldBe(["1234.5", "1234,5", "1.234,5", "$1234.5", "$1,234.5", "1,234.5"], ignoreOrder: true);

    [Fact]
    public void Yes_and_its_spellings_are_one_group()
    {
        var note = B.Value.Notes.Single(n => n.Column == "Partner");
        note.SpellingGroups.Count.ShouldBe(2);
        note.SpellingGroups[0][0].ShouldBe("No");
        note.SpellingGroups[1].ShouldBe(["Yes", "Y", "YES ", "TRUE", "yes"]);
    }

    private static ColumnKind Kind(string name) => B.Value.Table.Find(name).ShouldNotBeNull().Kind;
}
