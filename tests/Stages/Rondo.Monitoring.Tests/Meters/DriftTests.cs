using CsCheck;
using Rondo.Contracts;
using Rondo.Monitoring.Drift;
using Rondo.Monitoring.Meters;
using Rondo.Tests;

namespace Rondo.Monitoring.Tests.Meters;

public sealed class DriftTests
{
    [Fact]
    public async Task No_drift_windows_of_100_real_rows_raise_at_most_5_false_alarms_in_100()
    {
        var columns = Telco();
        var watch = await WatchAsync(0);
        var random = new Random(7);
        var alarms = 0;
        for (var draw = 0; draw < 100; draw++)
        {
            int[] rows = [.. Enumerable.Range(0, 100).Select(_ => random.Next(columns[0].Values.Count))];
            var compared = columns.Select(column => column.Compare([.. rows.Select(row => column.Values[row])])).ToList();
            alarms += FeatureDriftMeter.Judge(watch, compared, 100)!.Side == Side.Beyond ? 1 : 0;
        }

        alarms.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task A_shift_in_one_real_column_is_found_and_named_with_its_direction()
    {
        var columns = Telco();
        var random = new Random(7);
        int[] rows = [.. Enumerable.Range(0, 300).Select(_ => random.Next(columns[0].Values.Count))];
        var compared = columns.Select(column => column.Compare([.. rows.Select(row => column.Name == "tenure" ? Half(column.Values[row]) : column.Values[row])])).ToList();

        var reading = FeatureDriftMeter.Judge(await WatchAsync(0.2), compared, 300)!;

        reading.Side.ShouldBe(Side.Beyond);
        reading.Features.Where(feature => feature.Drifted).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            feature => feature.Feature.ShouldBe("tenure"),
            feature => feature.Effect.ShouldBeGreaterThan(feature.Bound),
            feature => feature.P.ShouldBeLessThan(0.05),
            feature => feature.Sentence.ShouldStartWith("tenure fell from median 29 to"));
        reading.Sentence.ShouldContain("1 of 19 inputs");
    }

    [Fact]
    public void A_pipeline_that_loses_a_column_is_called_missing()
    {
        var comparison = FeatureComparison.Numbers("price", [.. Enumerable.Range(0, 500).Select(i => (double)i)], [.. Enumerable.Range(0, 100).Select(i => i < 60 ? double.NaN : i * 5.0)]);

        comparison.Words.ShouldBe("price was missing in 0 % of the rows and is in 60 %");
        comparison.Psi.ShouldBeGreaterThan(comparison.Bound);
        comparison.P.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void A_column_that_is_all_missing_now_is_measured_too()
    {
        var comparison = FeatureComparison.Numbers("price", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [.. Enumerable.Repeat(double.NaN, 50)]);

        double.IsFinite(comparison.Psi).ShouldBeTrue();
        comparison.P.ShouldBeLessThan(0.001);
    }

    [Fact]
    public void Spelling_is_no_drift_and_a_new_category_is_shown_by_direction()
    {
        var same = FeatureComparison.Categories("plan", [.. Repeat("Basic", 60), .. Repeat("Plus", 40)], [.. Repeat(" basic", 60), .. Repeat("PLUS", 40)]);
        same.Psi.ShouldBe(0, 1e-12);

        var moved = FeatureComparison.Categories("plan", [.. Repeat("Basic", 60), .. Repeat("Plus", 30), .. Repeat("Pro", 10)], [.. Repeat("Basic", 20), .. Repeat("Plus", 60), .. Repeat("Pro", 20)]);
        moved.Words.ShouldBe("plan = Basic fell from 60 % to 20 % of the rows");
    }

    [Fact]
    public void Constant_columns_and_any_numbers_give_finite_measures() =>
        Gen.Select(Gen.Double[-5, 5].Array[1, 60], Gen.Double[-5, 5].Array[1, 60]).Sample((reference, current) =>
            double.IsFinite(FeatureComparison.Numbers("x", reference, current).Psi) && double.IsFinite(FeatureComparison.Numbers("x", [.. reference.Select(_ => 1.0)], current).Psi));

    [Fact]
    public async Task Scores_that_sink_are_found_against_the_threshold_board()
    {
        var random = new Random(3);
        double[] held = [.. Enumerable.Range(0, 2_000).Select(_ => random.NextDouble())];
        IReadOnlyList<Confusion> board = [.. Enumerable.Range(0, 101).Select(i => i / 100.0).Select(t => new Confusion(t, 0, held.Count(score => score >= t), 0, held.Count(score => score < t)))];
        var watch = await WatchAsync(0.2);

        ScoreDriftMeter.Judge(watch, board, [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())])!.Side.ShouldBe(Side.Within);
        ScoreDriftMeter.Judge(watch, board, [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble() * 0.6)])!.Side.ShouldBe(Side.Beyond);
        ScoreDriftMeter.Judge(watch, board, [0.1, 0.2]).ShouldBeNull();
        ScoreDriftMeter.Judge(watch, [], [.. Enumerable.Repeat(0.5, 100)]).ShouldBeNull();
        ScoreDriftMeter.Cut(board, 10).Rows.Sum().ShouldBe(2_000);
    }

    private static string Half(string value) => ((int)(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture) * 0.4)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Repeat(string value, int count) => Enumerable.Repeat(value, count);

    private static async Task<Watch> WatchAsync(double limit)
    {
        var world = await World.ReadyAsync();
        await world.ReleaseAsync("r1", ReleaseStep.Full);
        return new Watch(world.State, world.State.Find<Contracts.Monitor>("recall")!, world.State.Find<Release>("r1")!, World.Start, limit, World.Start, World.Start.AddDays(7), World.Start.AddDays(7));
    }

    private static List<RealColumn> Telco()
    {
        var lines = File.ReadAllLines(SharedData.File("churn_telco", "telco_churn.csv"));
        var header = lines[0].Split(',');
        var cells = lines.Skip(1).Select(line => line.Split(',')).ToList();
        return [.. header.Select((name, i) => new RealColumn(name, [.. cells.Select(row => row[i])])).Where(column => column.Name is not ("customerID" or "Churn"))];
    }

    private sealed record RealColumn(string Name, IReadOnlyList<string> Values)
    {
        public FeatureComparison Compare(IReadOnlyList<string> current) => Name is "tenure" or "MonthlyCharges" or "TotalCharges"
            ? FeatureComparison.Numbers(Name, [.. Values.Select(Number)], [.. current.Select(Number)])
            : FeatureComparison.Categories(Name, Values, current);

        private static double Number(string text) => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
    }
}
