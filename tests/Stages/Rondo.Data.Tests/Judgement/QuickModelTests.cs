using Rondo.Data.Judgement;
using Rondo.Engines.Tables;

namespace Rondo.Data.Tests.Judgement;

/// <summary>A weak signal is found, noise is not called one, and the future is what a log is judged on.</summary>
public sealed class QuickModelTests
{
    private const int Seeds = 100;
    private const int Rows = 5_000;

    [Fact]
    public void Pure_noise_is_called_noise_in_95_of_100_tables()
    {
        var learnable = 0;
        Parallel.For(1, Seeds + 1, seed =>
        {
            var random = new Random(seed * 7_919);
            var columns = Enumerable.Range(0, 4).Select(i => Bench.Numbers($"x{i}", Rows, _ => Bench.Normal(random))).ToList();
            bool[] truth = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() < 0.3)];
            if (Bench.Show(columns, truth, seed).Model.Learnable)
            {
                Interlocked.Increment(ref learnable);
            }
        });
        (Seeds - learnable).ShouldBeGreaterThanOrEqualTo(95);
    }

    [Fact]
    public void A_planted_signal_of_auc_060_on_5000_rows_is_found_in_95_of_100_tables()
    {
        var found = 0;
        Parallel.For(1, Seeds + 1, seed =>
        {
            var random = new Random(seed * 104_729);
            bool[] truth = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() < 0.3)];

            // Two normals of one width, 0.3583 apart: AUC = Phi(0.3583 / sqrt 2) = 0.60.
            List<Column> columns = [Bench.Numbers("planted", Rows, row => Bench.Normal(random) + (truth[row] ? 0.3583 : 0)), .. Enumerable.Range(0, 3).Select(i => Bench.Numbers($"x{i}", Rows, _ => Bench.Normal(random)))];
            if (Bench.Show(columns, truth, seed).Model.Learnable)
            {
                Interlocked.Increment(ref found);
            }
        });
        found.ShouldBeGreaterThanOrEqualTo(95);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ten_percent_of_flipped_labels_are_estimated_as_ten_give_or_take_four(int seed)
    {
        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, Rows).Select(_ => Bench.Normal(random))], y = [.. Enumerable.Range(0, Rows).Select(_ => Bench.Normal(random))];

        // What is really there is plain to see: a gap lies between the two sides.
        bool[] truth = [.. Enumerable.Range(0, Rows).Select(row => (x[row] + y[row] > 0) ^ (random.NextDouble() < 0.1))];
        var showing = Bench.Show([Bench.Numbers("x", Rows, row => x[row] + (x[row] + y[row] > 0 ? 1 : -1)), Bench.Numbers("y", Rows, row => y[row])], truth, seed);

        LabelNoise.Of(showing)!.Value!.Value.ShouldBeInRange(0.06, 0.14);
    }

    [Fact]
    public void A_log_is_judged_on_its_newest_rows_and_a_file_in_no_order_by_lot()
    {
        var random = new Random(4);
        bool[] truth = [.. Enumerable.Range(0, 1_000).Select(_ => random.NextDouble() < 0.4)];
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var usage = Bench.Numbers("usage", 1_000, row => Bench.Normal(random) + (truth[row] ? 1 : 0));
        var log = Bench.Show([usage, new TimeColumn("seen_on", [.. Enumerable.Range(0, 1_000).Select(row => start + (row * TimeSpan.TicksPerHour))])], truth);
        log.Model.Held.ShouldContain("seen_on");
        log.Rows.Min().ShouldBe(700);

        var shuffled = Enumerable.Range(0, 1_000).ToArray();
        random.Shuffle(shuffled);
        var lot = Bench.Show([usage, new TimeColumn("born_on", [.. shuffled.Select(row => start + (row * TimeSpan.TicksPerHour))])], truth);
        lot.Model.Held.ShouldContain("by lot");
        lot.Rows.Min().ShouldBeLessThan(50);
    }

    [Fact]
    public void Copies_of_rows_that_were_learned_from_are_not_judged_on()
    {
        var random = new Random(8);
        const int Half = 600;
        bool[] once = [.. Enumerable.Range(0, Half).Select(_ => random.NextDouble() < 0.5)];
        double[] values = [.. Enumerable.Range(0, Half).Select(_ => Bench.Normal(random))];

        // Every row stands twice, and nothing in it says anything: only a copy can give it away.
        var table = new Table([Bench.Numbers("x", 2 * Half, row => values[row % Half]), new TextColumn("left", ColumnKind.Category, [.. Enumerable.Range(0, 2 * Half).Select(row => once[row % Half] ? 1 : 0)], ["No", "Yes"])]);
        var first = Profiles.Copies.FirstOf(table);
        first.ShouldBe(Enumerable.Range(0, 2 * Half).Select(row => row % Half));

        var showing = Bench.QuickModels.Try(table, Bench.Target([.. once, .. once]), "left", first, new ReadinessQuestion("left"), CancellationToken.None)!;
        showing.Held.ShouldBe(360);
        showing.Crossing.ShouldBeInRange(200, 300);
        (showing.Rows.Length + showing.Crossing).ShouldBe(showing.Held);
        var learned = Enumerable.Range(0, 2 * Half).Except(showing.Rows).Select(row => row % Half).ToHashSet();
        showing.Rows.Count(row => learned.Contains(row % Half) && !showing.Rows.Contains((row + Half) % (2 * Half))).ShouldBe(0);
    }
}
