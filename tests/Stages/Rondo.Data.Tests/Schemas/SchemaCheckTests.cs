using Rondo.Contracts;
using Rondo.Data.Schemas;

namespace Rondo.Data.Tests.Schemas;

public sealed class SchemaCheckTests
{
    private static readonly Schema Agreed = new()
    {
        Columns =
        [
            new SchemaColumn { Name = "age", Kind = "number", MostMissing = 0.1, Low = 18, High = 99 },
            new SchemaColumn { Name = "plan", Kind = "category" },
            new SchemaColumn { Name = "note", Kind = "text", Required = false },
        ],
    };

    private static ColumnProfile Column(string name, string kind, int missing = 0, double? min = null, double? max = null) => new() { Name = name, Kind = kind, Missing = missing, Distinct = 3, Min = min, Max = max };

    private static string[] Codes(params ColumnProfile[] columns) => [.. SchemaCheck.Compare(Agreed, columns, 100).Select(finding => $"{finding.Column}:{finding.Code}:{WireWords.Write(finding.Severity)}")];

    [Fact]
    public void A_version_that_keeps_to_it_breaks_nothing() =>
        Codes(Column("age", "number", 10, 18, 99), Column("plan", "category", 100), Column("note", "text")).ShouldBeEmpty();

    [Fact]
    public void Each_break_is_named_and_what_is_new_is_only_told() =>
        Codes(Column("age", "number", 11, 17, 80), Column("plan", "number"), Column("mood", "category"))
            .ShouldBe(["age:schema_missing:fail", "age:schema_range:fail", "plan:schema_kind_changed:fail", "note:schema_column_absent:info", "mood:schema_new_column:info"]);

    [Fact]
    public void A_column_under_another_spelling_is_recognised()
    {
        var finding = SchemaCheck.Compare(Agreed, [Column("Age", "number"), Column("plan", "category"), Column("note", "text")], 100).First(found => found.Code == "schema_column_absent");
        finding.Severity.ShouldBe(Severity.Fail);
        finding.NextStep.ShouldBe("Rename Age, or change the schema.");
    }

    [Fact]
    public void What_a_version_suggests_it_keeps_itself()
    {
        ColumnProfile[] columns = [Column("customer_id", "identifier"), Column("sex", "category", 4), Column("signed_on", "time"), Column("tenure", "number", 30, 20, 70), Column("left", "category")];
        var suggested = SchemaCheck.Propose(new Dataset { Name = "d", Blob = "", Rows = 100, Columns = [], Target = "left" }, columns);
        suggested.Columns.Select(column => column.Role).ShouldBe([ColumnRole.Identifier, ColumnRole.Protected, ColumnRole.Time, ColumnRole.Feature, ColumnRole.Target]);
        SchemaCheck.Compare(suggested, columns, 100).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Total Charges", "total_charges", true)]
    [InlineData("TotalCharges", "total-charge", true)]
    [InlineData("tickets", "ticket", true)]
    [InlineData("class", "clas", false)]
    [InlineData("age", "wage", false)]
    [InlineData("", "", false)]
    [InlineData(null, "x", false)]
    public void Fields_are_the_same_whatever_their_spelling(string? a, string b, bool same)
    {
        FieldName.Same(a, b).ShouldBe(same);
        FieldName.Same(b, a).ShouldBe(same);
    }

    [Theory]
    [InlineData("TotalCharges", "total-charges")]
    [InlineData(" Monthly Charges ($)", "monthly-charges")]
    [InlineData("last_active_days", "last-active-days")]
    [InlineData("ID", "id")]
    [InlineData("###", "")]
    public void A_field_has_an_id_that_can_stand_in_an_address(string name, string id) => FieldName.Id(name).ShouldBe(id);
}
