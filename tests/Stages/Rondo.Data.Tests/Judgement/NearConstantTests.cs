using Rondo.Data.Judgement;
using Rondo.Data.Judgement.Checks;
using Rondo.Engines.Tables;

namespace Rondo.Data.Tests.Judgement;

public sealed class NearConstantTests
{
    [Theory]
    [InlineData(1_000, 5, true)]
    [InlineData(1_000, 6, false)]
    [InlineData(1_000, 0, false)]
    [InlineData(300, 1, false)]
    public void One_value_nearly_everywhere_is_told_and_a_constant_is_another_finding(int rows, int others, bool found)
    {
        var column = new TextColumn("flag", ColumnKind.Category, [.. Enumerable.Range(0, rows).Select(row => row < others ? 1 : 0)], ["no", "yes"]);
        var reading = new TableReading(new Table([column]), "csv", [], "utf-8", ",", 0, new ulong[rows]);
        var examination = new Examination(reading, Bench.Target([.. Enumerable.Range(0, rows).Select(row => row % 2 == 0)]), "left", [], null, 1);
        new NearConstant().Look(examination).Any(finding => finding.Code == "near_constant").ShouldBe(found);
    }
}
