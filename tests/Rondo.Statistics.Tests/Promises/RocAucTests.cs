using CsCheck;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class RocAucTests
{
    private static readonly Gen<(double[] Scores, bool[] Truth)> Data =
        Gen.Select(Gen.Int[0, 12].Select(i => i / 4.0).Array[2, 60], Gen.Bool.Array[60, 60])
            .Select((s, t) => (s, t[..s.Length]));

    [Fact]
    public void Area_equals_the_count_of_pairs_Meets_Specification() =>
        Data.Where(data => data.Truth.Distinct().Count() == 2)
            .Sample(data => RocAuc.Value(data.Scores, data.Truth).ShouldBe(Pairs(data.Scores, data.Truth), 1e-12));

    [Fact]
    public void Large_input_takes_the_radix_path_and_equals_the_plain_sort()
    {
        var (scores, truth) = Simulated.Scores(20_000, 0.3, 0.7, 3);
        Array.Sort(scores.ToArray(), truth.ToArray());
        double below = 0, sum = 0;
        foreach (var i in Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]))
        {
            below += truth[i] ? 0 : 1;
            sum += truth[i] ? below : 0;
        }

        double positives = truth.Count(t => t);
        RocAuc.Value(scores, truth).ShouldBe(sum / positives / (scores.Length - positives), 1e-12);
    }

    [Fact]
    public void DeLong_variance_equals_the_structural_components()
    {
        var (scores, truth) = Simulated.Scores(80, 0.4, 0.8, 11);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Math.Round(scores[i], 1);
        }

        var positives = scores.Where((_, i) => truth[i]).ToArray();
        var negatives = scores.Where((_, i) => !truth[i]).ToArray();
        static double Kernel(double x, double y) => x > y ? 1 : x == y ? 0.5 : 0;
        var v10 = positives.Select(x => negatives.Average(y => Kernel(x, y))).ToArray();
        var v01 = negatives.Select(y => positives.Average(x => Kernel(x, y))).ToArray();
        static double Variance(double[] v) => v.Sum(x => Math.Pow(x - v.Average(), 2)) / (v.Length - 1) / v.Length;
        var half = 1.959963984540054 * Math.Sqrt(Variance(v10) + Variance(v01));
        var e = RocAuc.DeLong(scores, truth);
        e.Low.ShouldBe(v10.Average() - half, 1e-10);
        e.High.ShouldBe(v10.Average() + half, 1e-10);
    }

    [Fact]
    public void Area_is_unchanged_by_any_rising_map_and_mirrored_by_a_falling_one_Meets_Specification() =>
        Data.Sample(data =>
        {
            var auc = RocAuc.Value(data.Scores, data.Truth);
            var risen = data.Scores.Select(x => Math.Exp(x) - 100).ToArray();
            var fallen = data.Scores.Select(x => -x).ToArray();
            if (!double.IsNaN(auc))
            {
                RocAuc.Value(risen, data.Truth).ShouldBe(auc, 1e-12);
                RocAuc.Value(fallen, data.Truth).ShouldBe(1 - auc, 1e-12);
            }
        });

    [Fact]
    public void One_class_is_undefined() => RocAuc.DeLong([0.1, 0.2], [true, true]).IsDefined.ShouldBeFalse();

    [Fact]
    public void NaN_score_is_undefined() => RocAuc.DeLong([0.1, double.NaN], [true, false]).IsDefined.ShouldBeFalse();

    [Fact]
    public void All_ties_give_one_half() => RocAuc.Value([1, 1, 1, 1], [true, false, true, false]).ShouldBe(0.5);

    [Fact]
    public void Infinite_scores_have_an_order() =>
        RocAuc.Value([double.PositiveInfinity, 1, double.NegativeInfinity], [true, false, false]).ShouldBe(1);

    [Fact]
    public void Perfect_separation_does_not_claim_certainty()
    {
        var e = RocAuc.DeLong([5, 4, 3, 2, 1, 0], [true, true, true, false, false, false]);
        e.Value.ShouldBe(1);
        e.Low.ShouldBeInRange(0.2, 0.5);
        e.Method.ShouldBe("exact");
    }

    [Fact]
    public void Interval_covers_as_often_as_it_says()
    {
        const int Runs = 2000;
        // Shift 1: the true area is the normal CDF of 1 / sqrt(2).
        const double True = 0.7602499389065233;
        var covered = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            var (scores, truth) = Simulated.Scores(200, 0.4, 1, r + 1);
            var e = RocAuc.DeLong(scores, truth);
            covered += e.Low <= True && True <= e.High ? 1 : 0;
        }

        Simulated.ShouldCover(covered, Runs, 0.95, slack: 0.005);
    }

    private static double Pairs(double[] scores, bool[] truth)
    {
        double sum = 0, count = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (truth[i] && !truth[j])
                {
                    sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    count++;
                }
            }
        }

        return sum / count;
    }
}
