using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class AnytimeTests
{
    [Fact]
    public void Sequences_cover_at_all_looks_together()
    {
        const int Runs = 200, Looks = 400;
        int bernstein = 0, betting = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            var random = new SeededRandom(r + 1);
            var p = 0.05 + (0.9 * random.NextDouble());
            EmpiricalBernstein a = new();
            BettingSequence b = new();
            bool coveredA = true, coveredB = true;
            for (var i = 0; i < Looks; i++)
            {
                var x = random.NextDouble() < p ? 1.0 : 0;
                a.Add(x);
                b.Add(x);
                coveredA &= Covers(a.Estimate(), p);
                coveredB &= Covers(b.Estimate(), p);
            }

            bernstein += coveredA ? 1 : 0;
            betting += coveredB ? 1 : 0;
        }

        Simulated.ShouldCover(bernstein, Runs, 0.95);
        Simulated.ShouldCover(betting, Runs, 0.95);
    }

    [Fact]
    public void Sequences_shrink_and_betting_is_tighter()
    {
        var random = new SeededRandom(3);
        EmpiricalBernstein a = new();
        BettingSequence b = new();
        double widthBefore = 1;
        for (var i = 0; i < 3000; i++)
        {
            var x = random.NextDouble() < 0.2 ? 1.0 : 0;
            a.Add(x);
            b.Add(x);
            var e = a.Estimate();
            (e.High - e.Low).ShouldBeLessThanOrEqualTo(widthBefore + 1e-12);
            widthBefore = e.High - e.Low;
        }

        Width(b.Estimate()).ShouldBeLessThan(Width(a.Estimate()));
        Width(b.Estimate()).ShouldBeLessThan(0.07);
        Should.Throw<ArgumentOutOfRangeException>(() => a.Add(2));
    }

    [Fact]
    public void Sprt_errs_as_rarely_as_it_says()
    {
        const int Runs = 2000;
        int wrongSuccess = 0, missed = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            wrongSuccess += Run(0.1, r) == SequentialVerdict.Alternative ? 1 : 0;
            missed += Run(0.2, r + 5000) == SequentialVerdict.Null ? 1 : 0;
        }

        ((double)wrongSuccess / Runs).ShouldBeLessThan(0.06);
        ((double)missed / Runs).ShouldBeLessThan(0.22);

        static SequentialVerdict Run(double p, ulong seed)
        {
            var random = new SeededRandom(seed + 1);
            var test = new Sprt(0.1, 0.2);
            while (test.Add(random.NextDouble() < p) == SequentialVerdict.Inconclusive)
            {
            }

            return test.Verdict;
        }
    }

    [Fact]
    public void Mixture_sprt_keeps_its_error_under_continuous_peeking_where_a_t_test_does_not()
    {
        const int Runs = 200;
        int always = 0, naive = 0, found = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            var random = new SeededRandom(r + 1);
            MixtureSprt quiet = new(0.2), moved = new(0.2);
            List<double> a = [], b = [];
            var peeked = false;
            for (var i = 0; i < 1500; i++)
            {
                double x = random.NextNormal(), y = random.NextNormal();
                quiet.AddFirst(x);
                quiet.AddSecond(y);
                moved.AddFirst(x);
                moved.AddSecond(y + 0.25);
                a.Add(x);
                b.Add(y);
                peeked |= i >= 100 && i % 50 == 0 && TTest.Of([.. a], [.. b]).P < 0.05;
            }

            always += quiet.P < 0.05 ? 1 : 0;
            naive += peeked ? 1 : 0;
            found += moved.P < 0.05 ? 1 : 0;
        }

        ((double)always / Runs).ShouldBeLessThan(0.08);
        ((double)naive / Runs).ShouldBeGreaterThan(0.15);
        ((double)found / Runs).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void A_bad_canary_is_stopped_a_good_one_passes_and_few_rows_decide_nothing()
    {
        var random = new SeededRandom(2);
        SequentialDifference bad = new(), good = new();
        for (var i = 0; i < 4000; i++)
        {
            var control = random.NextDouble() < 0.8 ? 1.0 : 0;
            bad.AddFirst(control);
            good.AddFirst(control);
            bad.AddSecond(random.NextDouble() < 0.6 ? 1 : 0);
            good.AddSecond(random.NextDouble() < 0.81 ? 1 : 0);
            if (i == 5)
            {
                bad.NotWorse(0.05).ShouldBe(SequentialVerdict.Inconclusive);
            }
        }

        bad.NotWorse(0.05).ShouldBe(SequentialVerdict.Null);
        good.NotWorse(0.08).ShouldBe(SequentialVerdict.Alternative);
    }

    [Fact]
    public void E_detector_waits_long_without_change_and_is_quick_after_it()
    {
        double wait = 0;
        for (ulong r = 0; r < 40; r++)
        {
            var random = new SeededRandom(r + 1);
            var detector = new EDetector(0.2, alpha: 0.002);
            var i = 0;
            while (i < 3000 && !detector.Update(random.NextDouble() < 0.2 ? 1 : 0))
            {
                i++;
            }

            wait += i / 40.0;
            detector.Reset();
            var delay = 0;
            while (!detector.Update(random.NextDouble() < 0.5 ? 1 : 0))
            {
                delay++;
            }

            delay.ShouldBeLessThan(150);
        }

        wait.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Sequential_sample_ratio_is_quiet_on_a_fair_split_and_sees_a_leak()
    {
        const int Runs = 300;
        int alarms = 0, found = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            var random = new SeededRandom(r + 1);
            SequentialSampleRatio fair = new([1, 1]), leaky = new([1, 1]);
            for (var i = 0; i < 2000; i++)
            {
                fair.Add(random.NextInt(2));
                leaky.Add(random.NextDouble() < 0.57 ? 0 : 1);
            }

            alarms += fair.P < 0.05 ? 1 : 0;
            found += leaky.P < 0.05 ? 1 : 0;
        }

        ((double)alarms / Runs).ShouldBeLessThan(0.08);
        ((double)found / Runs).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Cuped_narrows_the_interval_by_the_correlation_and_keeps_the_difference()
    {
        var random = new SeededRandom(5);
        (double[] Y, double[] X) Draw(int n, double shift)
        {
            double[] x = [.. Enumerable.Range(0, n).Select(_ => random.NextNormal())];
            return ([.. x.Select(v => shift + (0.9 * v) + (0.436 * random.NextNormal()))], x);
        }

        var (a, before) = Draw(2000, 0);
        var (b, after) = Draw(2000, 0.2);
        var (difference, removed) = Cuped.Difference(a, before, b, after);
        removed.ShouldBe(0.81, 0.03);
        difference.Low.ShouldBeLessThan(0.2);
        difference.High.ShouldBeGreaterThan(0.2);
        Width(difference).ShouldBeLessThan(0.5 * Width(TTest.Difference(a, b)));
    }

    private static bool Covers(Estimate e, double value) => e.Low <= value && value <= e.High;

    private static double Width(Estimate e) => e.High - e.Low;
}
