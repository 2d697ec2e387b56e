using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class ReadinessTests
{
    [Fact]
    public void Correlation_ratio_is_near_zero_for_noise_and_one_for_a_function()
    {
        var random = new SeededRandom(2);
        int[] codes = [.. Enumerable.Range(0, 600).Select(_ => random.NextInt(20))];
        CorrelationRatio.Of(codes, [.. codes.Select(_ => random.NextNormal())]).Value.ShouldBeLessThan(0.05);
        CorrelationRatio.Of(codes, [.. codes.Select(c => (double)c)]).Value.ShouldBe(1, 1e-9);
        CorrelationRatio.Of(codes, new double[600]).IsDefined.ShouldBeFalse();
    }

    [Fact]
    public void Learning_curve_finds_its_parameters_and_covers_the_future()
    {
        const int Runs = 60;
        var covered = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            var random = new SeededRandom(r + 1);
            double[] rows = [.. new[] { 100.0, 200, 400, 800, 1600, 3200 }.SelectMany(n => Enumerable.Repeat(n, 5))];
            double[] errors = [.. rows.Select(n => 0.1 + (2 * Math.Pow(n, -0.5)) + (0.004 * random.NextNormal()))];
            var curve = LearningCurve.Fit(rows, errors)!;
            var e = curve.At(6400, 200, seed: r);
            covered += e.Low <= 0.125 && 0.125 <= e.High ? 1 : 0;
        }

        Simulated.ShouldCover(covered, Runs, 0.95, 0.03);
        var exact = LearningCurve.Fit([100, 400, 1600, 6400], [0.3, 0.2, 0.15, 0.125])!;
        exact.Rate.ShouldBe(0.5, 0.01);
        exact.Floor.ShouldBe(0.1, 0.003);
        exact.RowsFor(0.05).ShouldBe(double.PositiveInfinity);
        LearningCurve.Fit([1, 2], [0.1, 0.2]).ShouldBeNull();
    }

    [Theory]
    [InlineData(0.004)]
    [InlineData(0.0005)]
    public void The_gain_of_twice_the_rows_is_covered_with_two_parts_a_size(double noise)
    {
        const int Runs = 200;
        double[] rows = [875, 875, 1750, 1750, 3500, 3500, 7000];
        var truth = 1.5 * (Math.Pow(7000, -0.5) - Math.Pow(14_000, -0.5));
        var covered = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            var random = new SeededRandom(r + 1);
            var gain = LearningCurve.Fit(rows, [.. rows.Select(n => 0.15 + (1.5 * Math.Pow(n, -0.5)) + (noise * random.NextNormal()))])!.Gain(7000, 14_000, 200, seed: r);
            covered += gain.Low <= truth && truth <= gain.High ? 1 : 0;
        }

        Simulated.ShouldCover(covered, Runs, 0.95, 0.03);
    }

    [Fact]
    public void A_column_filled_in_after_the_answer_is_suspicious_and_an_honest_one_is_not()
    {
        var (scores, truth) = Simulated.Scores(1000, 0.3, 1, 3);
        LeakageScore.Of(scores, truth).Suspicious.ShouldBeFalse();
        double[] answer = [.. truth.Select((t, i) => t ? 5 + scores[i] : -5 + scores[i])];
        LeakageScore.Of(answer, truth).Suspicious.ShouldBeTrue();
        double[] cancelledAt = [.. truth.Select((t, i) => t ? scores[i] : double.NaN)];
        LeakageScore.Of(cancelledAt, truth).Suspicious.ShouldBeTrue();
        LeakageScore.Of([.. truth.Select(t => t ? "closed" : "open")], truth).Suspicious.ShouldBeTrue();
    }

    [Fact]
    public void A_demo_set_is_too_clean_and_a_real_one_is_not()
    {
        var (score, reasons) = TooCleanScore.Of(new CleanlinessSigns { Rows = 5000, MissingShare = 0, Duplicates = 0, OutlierShare = 0, QuickModelAuc = 0.999, Prevalence = 0.5 });
        score.ShouldBe(1);
        reasons.Count.ShouldBe(5);
        TooCleanScore.Of(new CleanlinessSigns { Rows = 5000, MissingShare = 0.03, Duplicates = 12, OutlierShare = 0.01, QuickModelAuc = 0.84 }).Score.ShouldBe(0);
        TooCleanScore.Of(new CleanlinessSigns { Rows = 50, MissingShare = 0 }).Score.ShouldBe(double.NaN);
    }

    [Fact]
    public void Planted_weak_segment_is_found_and_noise_is_not()
    {
        var random = new SeededRandom(5);
        const int Rows = 4000;
        int[][] columns = [.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, Rows).Select(_ => random.NextInt(4)).ToArray())];
        bool[] noise = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() < 0.1)];
        WeakSegments.Find(columns, noise).ShouldBeEmpty();
        bool[] wrong = [.. noise.Select((w, i) => columns[1][i] == 2 && columns[3][i] == 0 ? random.NextDouble() < 0.5 : w)];
        var found = WeakSegments.Find(columns, wrong);
        found[0].Columns.ShouldBe([1, 3]);
        found[0].Values.ShouldBe([2, 0]);
        found[0].Errors.Low.ShouldBeGreaterThan(found[0].Elsewhere);
    }
}
