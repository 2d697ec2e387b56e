using System.Text;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Data;

/// <summary>How incomplete is it? Counted per field, per row and for fields that are missing together, on a file whose gaps are known.</summary>
public sealed class IncompletenessTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "A6")]
    public async Task Gaps_are_counted_by_field_by_row_and_by_pair()
    {
        var team = await rondo.NewTeamAsync("gaps");
        (await team.UploadTextAsync("gaps", Known(), "left")).Must();
        var profile = (await team.Viewer.GetProfileAsync(team.Product, "gaps")).Must().Body;

        profile.Columns.ToDictionary(column => column.Name, column => column.Missing).ShouldBe(
            new Dictionary<string, int> { ["id"] = 0, ["income"] = 40, ["job"] = 35, ["age"] = 10, ["left"] = 0 }, ignoreOrder: true);
        var gaps = profile.Incompleteness.ShouldNotBeNull();
        gaps.IncompleteRows.ShouldBe(50);
        gaps.RowsByMissing.ShouldBe(new Dictionary<int, int> { [0] = 50, [1] = 20, [2] = 25, [3] = 5 }, ignoreOrder: true);
        gaps.CoMissing.ShouldBe([new CoMissing("income", "job", 30), new CoMissing("age", "income", 5), new CoMissing("age", "job", 5)], new EitherWay());

        var together = profile.Findings.Where(finding => finding.Code == "missing_together").ShouldHaveSingleItem();
        together.Sentence.ShouldContain("30 rows");
        together.Numbers["rows"].ShouldBe(30);
    }

    [Fact, Trait("Requirement", "A6")]
    public async Task The_eleven_blank_charges_of_telco_stand_in_eleven_rows()
    {
        var team = await rondo.NewTeamAsync("telco-gaps");
        (await team.UploadFileAsync("telco", Files.Telco)).Must();
        var gaps = (await team.Viewer.GetProfileAsync(team.Product, "telco")).Must().Body.Incompleteness.ShouldNotBeNull();
        gaps.IncompleteRows.ShouldBe(11);
        gaps.RowsByMissing.ShouldBe(new Dictionary<int, int> { [0] = 7032, [1] = 11 }, ignoreOrder: true);
        gaps.CoMissing.ShouldBeEmpty();
    }

    // 100 rows. Rows 0 to 29 lack income and job, of these 0 to 4 age too; 30 to 39 lack income; 40 to 44 job; 45 to 49 age.
    private static string Known()
    {
        var csv = new StringBuilder("id,income,job,age,left\n");
        for (var row = 0; row < 100; row++)
        {
            var income = row < 40 ? "" : $"{2000 + (row * 7)}";
            var job = row is < 30 or (>= 40 and < 45) ? "" : row % 2 == 0 ? "baker" : "smith";
            var age = row is < 5 or (>= 45 and < 50) ? "" : $"{20 + (row % 40)}";
            csv.AppendLine(FormattableString.Invariant($"R{row:000},{income},{job},{age},{(row % 3 == 0 ? "Yes" : "No")}"));
        }

        return csv.ToString();
    }

    /// <summary>A pair is the same pair whichever stands first.</summary>
    private sealed class EitherWay : IEqualityComparer<CoMissing>
    {
        public bool Equals(CoMissing? x, CoMissing? y) => x is not null && y is not null && x.Rows == y.Rows && ((x.A == y.A && x.B == y.B) || (x.A == y.B && x.B == y.A));

        public int GetHashCode(CoMissing obj) => obj.Rows;
    }
}
