using System.Globalization;
using System.Text.RegularExpressions;
using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed partial class DatasetBTests
{
    private static readonly ChurnWorld World = TheWorld.Default;
    private static readonly DateOnly Day = World.Day(180);
    private static readonly MessyExport Export = World.DatasetBWithKey(Day, 5000);
    private static readonly CsvFile File = CsvFile.Parse(Export.Csv);

    [Fact]
    public void It_is_the_file_that_the_key_belongs_to()
    {
        World.DatasetB(Day, 5000).ShouldBe(Export.Csv);
        File.Rows.Count.ShouldBe(Export.Key.Rows);
        File.Header.ShouldBe([.. ChurnColumns.Names, "churned"]);
        File.Rows.ShouldAllBe(r => r.Length == File.Header.Length);
    }

    [Fact]
    public void Without_what_the_key_lists_it_is_the_clean_export()
    {
        var repaired = File.Rows.ConvertAll(r => r.ToArray());
        foreach (var cell in Export.Key.Cells)
        {
            File.Cell(cell.Row, cell.Column).ShouldBe(cell.Written);
            repaired[cell.Row][Array.IndexOf(File.Header, cell.Column)] = cell.Clean;
        }

        var repeated = Export.Key.Repeated.Select(r => r.Row).ToHashSet();
        var kept = repaired.Where((_, row) => !repeated.Contains(row)).Select(r => string.Join('|', r));
        kept.ShouldBe(CsvFile.Parse(World.CleanExport(Day, 5000)).Rows.Select(r => string.Join('|', r)));
    }

    [Fact]
    public void Every_kind_of_mess_occurs() => Export.Key.Counts.ShouldAllBe(c => c.Value > 0);

    [Fact]
    public void Missing_tokens_in_the_file_are_as_many_as_in_the_key()
    {
        var tokens = Spelling.MissingTokens;
        var found = File.Rows.Sum(r => r.Count(c => tokens.Contains(c)));
        found.ShouldBe(Export.Key.Counts[MessKind.LostValue] + Export.Key.Counts[MessKind.UnknownValue]);
        tokens.ShouldAllBe(t => File.Rows.Any(r => r.Contains(t)));
    }

    [Fact]
    public void Labels_are_spelled_in_several_ways_as_often_as_the_key_says()
    {
        File.Column("churned").Count(l => l is not ("Yes" or "No")).ShouldBe(Export.Key.Counts[MessKind.LabelSpelling]);
        File.Column("churned").Distinct().ShouldBe(["Yes", "yes", "Y", "YES", "churned", "No", "no", "N", "NO", "active"], ignoreOrder: true);
    }

    [Fact]
    public void Dates_and_categories_out_of_form_are_as_many_as_in_the_key()
    {
        var tokens = Spelling.MissingTokens;
        File.Column("sign_up_date").Count(d => !tokens.Contains(d) && !IsoDate().IsMatch(d)).ShouldBe(Export.Key.Counts[MessKind.DateFormat]);

        string[] words = [.. Attributes.Plans, .. Attributes.Contracts, .. Attributes.Channels, .. Attributes.Regions, .. Attributes.Payments];
        new[] { "plan", "contract", "channel", "region", "payment_method" }
            .Sum(c => File.Column(c).Count(v => !tokens.Contains(v) && !words.Contains(v)))
            .ShouldBe(Export.Key.Counts[MessKind.Spelling]);
    }

    [Fact]
    public void Numbers_in_other_notations_and_impossible_ones_are_as_many_as_in_the_key()
    {
        var tokens = Spelling.MissingTokens;
        string[] numbers = [.. File.Header.Except(["customer_id", "sign_up_date", "plan", "contract", "channel", "region", "payment_method", "age_band", "churned"])];
        var (odd, impossible) = (0, 0);
        foreach (var column in numbers)
        {
            foreach (var text in File.Column(column).Where(t => !tokens.Contains(t)))
            {
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                {
                    odd++;
                }
                else if ((value < 0 && column != "sessions_trend") || value > 90_000
                    || (column == "satisfaction" && value > 5) || (column == "feature_adoption" && value > 1))
                {
                    impossible++;
                }
            }
        }

        odd.ShouldBe(Export.Key.Counts[MessKind.NumberFormat]);
        impossible.ShouldBe(Export.Key.Counts[MessKind.ImpossibleValue]);
    }

    [Fact]
    public void Repeated_rows_are_what_the_key_says_they_are()
    {
        var byCustomer = File.Rows.GroupBy(r => r[0]).Where(g => g.Count() > 1).ToList();
        byCustomer.ShouldAllBe(g => g.Count() == 2);
        int Differing(IGrouping<string, string[]> pair) => pair.First().Zip(pair.Last()).Count(c => c.First != c.Second);
        var label = File.Header.Length - 1;
        byCustomer.Count(p => Differing(p) == 0).ShouldBe(Export.Key.Counts[MessKind.ExactDuplicate]);
        byCustomer.Count(p => Differing(p) == 1 && p.First()[label] == p.Last()[label]).ShouldBe(Export.Key.Counts[MessKind.NearDuplicate]);
        byCustomer.Count(p => Differing(p) == 1 && p.First()[label] != p.Last()[label]).ShouldBe(Export.Key.Counts[MessKind.ConflictingDuplicate]);
        Export.Key.Repeated.ShouldAllBe(r => File.Rows[r.Row][0] == File.Rows[r.OriginalRow][0] && r.Row != r.OriginalRow);
    }

    [Fact]
    public void The_labels_are_the_truth_outside_conflicting_rows()
    {
        var conflicting = Export.Key.Repeated.Where(r => r.Kind == MessKind.ConflictingDuplicate).Select(r => r.Row).ToHashSet();
        Enumerable.Range(0, File.Rows.Count).Where(row => !conflicting.Contains(row)).ShouldAllBe(
            row => CsvFile.IsYes(File.Cell(row, "churned")) == World.WillChurn(File.Cell(row, "customer_id"), Day));
        File.Column("churned").ToList().Share(CsvFile.IsYes).ShouldBeInRange(0.07, 0.13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_smallest_exports_are_files_too(int rows) =>
        CsvFile.Parse(World.DatasetB(Day, rows)).Rows.Count.ShouldBe(rows);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void More_or_fewer_rows_than_there_are_customers_are_refused(int rows) =>
        Should.Throw<ArgumentOutOfRangeException>(() => World.DatasetB(Day, rows)).Message.ShouldContain("customers for this export");

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex IsoDate();
}
