using System.Globalization;

namespace Rondo.Tests.Worlds;

public sealed class DatasetATests
{
    private static readonly CsvFile File = CsvFile.Parse(TheWorld.Default.DatasetA());

    [Fact]
    public void It_has_several_thousand_rows_and_not_one_churner()
    {
        File.Rows.Count.ShouldBe(6000);
        File.Column("churned").Distinct().ShouldBe(["No"]);
    }

    [Fact]
    public void It_is_perfectly_clean()
    {
        File.Rows.ShouldAllBe(r => r.Length == File.Header.Length && r.All(c => c.Length > 0));
        File.Column("customer_id").Distinct().Count().ShouldBe(6000);
        File.Column("plan").Distinct().Count().ShouldBe(3);
        File.Column("sign_up_date").ShouldAllBe(d => IsIsoDate(d));
        File.Column("monthly_charge").ShouldAllBe(c => c.Length == 2);
    }

    [Fact]
    public void It_holds_loyal_customers_only()
    {
        var world = TheWorld.Default;
        File.Column("customer_id").ShouldAllBe(id => !world.WillChurn(id, world.Start));
        File.Column("tenure_days").ShouldAllBe(t => int.Parse(t, CultureInfo.InvariantCulture) >= 90);
    }

    private static bool IsIsoDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [Fact]
    public void A_small_world_gives_what_it_has_and_refuses_more()
    {
        var world = TheWorld.Small();
        var rows = CsvFile.Parse(world.DatasetA()).Rows.Count;
        rows.ShouldBeInRange(200, 600);
        CsvFile.Parse(world.DatasetA(rows: rows)).Rows.Count.ShouldBe(rows);
        Should.Throw<ArgumentOutOfRangeException>(() => world.DatasetA(rows: rows + 1)).Message.ShouldContain($"ask for 1 to {rows}");
    }
}
