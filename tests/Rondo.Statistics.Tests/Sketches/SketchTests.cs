using CsCheck;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class SketchTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-100, 100].Array[0, 60];

    [Fact]
    public void Moments_equal_two_passes_and_merge_in_any_order_Meets_Specification() =>
        Gen.Select(Values, Values, Values).Sample((a, b, c) =>
        {
            MomentSketch Of(double[] values)
            {
                var sketch = new MomentSketch();
                foreach (var value in values)
                {
                    sketch.Add(value);
                }

                return sketch;
            }

            double[] all = [.. a, .. b, .. c];
            var whole = Of(all);
            MomentSketch first = Of(a), second = Of(c);
            first.Merge(Of(b));
            first.Merge(Of(c));
            second.Merge(Of(a));
            second.Merge(Of(b));
            foreach (var merged in new[] { first, second, MomentSketch.FromBytes(first.ToBytes()) })
            {
                merged.Count.ShouldBe(all.Length);
                if (all.Length > 2)
                {
                    merged.Mean.ShouldBe(all.Average(), 1e-9);
                    merged.Variance.ShouldBe(Spread.Variance(all), 1e-7 * (1 + Spread.Variance(all)));
                    merged.Min.ShouldBe(all.Min());
                    merged.Max.ShouldBe(all.Max());
                    merged.Skewness.ShouldBe(whole.Skewness, 1e-6);
                    merged.Kurtosis.ShouldBe(whole.Kurtosis, 1e-6);
                }
            }
        });

    [Fact]
    public void Skewness_and_kurtosis_equal_their_definition()
    {
        double[] x = [1, 2, 2, 3, 9];
        var sketch = new MomentSketch();
        foreach (var value in x)
        {
            sketch.Add(value);
        }

        double mean = x.Average(), m2 = x.Average(v => Math.Pow(v - mean, 2));
        sketch.Skewness.ShouldBe(x.Average(v => Math.Pow(v - mean, 3)) / Math.Pow(m2, 1.5), 1e-12);
        sketch.Kurtosis.ShouldBe((x.Average(v => Math.Pow(v - mean, 4)) / (m2 * m2)) - 3, 1e-12);
    }

    [Fact]
    public void Quantiles_stay_within_the_stated_rank_error_whatever_the_order_and_the_merges()
    {
        var random = new SeededRandom(1);
        foreach (var kind in new[] { "random", "rising", "falling", "merged", "merged backwards" })
        {
            double[] values = [.. Enumerable.Range(0, 200_000).Select(_ => Math.Exp(random.NextNormal()))];
            if (kind is "rising" or "falling")
            {
                Array.Sort(values);
            }

            if (kind == "falling")
            {
                Array.Reverse(values);
            }

            var sketch = new QuantileSketch();
            if (kind.StartsWith("merged", StringComparison.Ordinal))
            {
                var parts = values.Chunk(7000).Select((chunk, i) =>
                {
                    var part = new QuantileSketch(seed: (ulong)i + 1);
                    Array.ForEach(chunk, part.Add);
                    return part;
                });
                foreach (var part in kind == "merged" ? parts : parts.Reverse())
                {
                    sketch.Merge(part);
                }
            }
            else
            {
                Array.ForEach(values, sketch.Add);
            }

            Array.Sort(values);
            sketch.Count.ShouldBe(200_000);
            sketch.Quantile(0).ShouldBe(values[0]);
            sketch.Quantile(1).ShouldBe(values[^1]);
            foreach (var share in new[] { 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99 })
            {
                var rank = SortedColumn.CountBelow(values, sketch.Quantile(share)) / 200_000.0;
                rank.ShouldBe(share, 0.015, kind);
                sketch.Rank(values[(int)(share * 200_000)]).ShouldBe(share, 0.015, kind);
            }

            sketch.ToBytes().Length.ShouldBeLessThan(16_000);
            QuantileSketch.FromBytes(sketch.ToBytes()).Quantile(0.5).ShouldBe(sketch.Quantile(0.5));
        }
    }

    [Fact]
    public void Few_values_give_exact_quantiles()
    {
        var sketch = new QuantileSketch();
        foreach (var value in new[] { 3.0, 1, 2, double.NaN })
        {
            sketch.Add(value);
        }

        sketch.Quantile(0.5).ShouldBe(2);
        sketch.Missing.ShouldBe(1);
        new QuantileSketch().Quantile(0.5).ShouldBe(double.NaN);
    }

    [Fact]
    public void A_quantile_sketch_goes_on_after_a_merge_and_after_bytes()
    {
        var random = new SeededRandom(3);
        QuantileSketch sketch = new(), other = new();
        for (var i = 0; i < 50_000; i++)
        {
            sketch.Add(random.NextDouble());
            other.Add(1 + random.NextDouble());
        }

        sketch.Merge(other);
        sketch = QuantileSketch.FromBytes(sketch.ToBytes());
        for (var i = 0; i < 100_000; i++)
        {
            sketch.Add(2 + random.NextDouble());
        }

        sketch.Count.ShouldBe(200_000);
        sketch.Quantile(0.25).ShouldBe(1, 0.08);
        sketch.Quantile(0.5).ShouldBe(2, 0.08);
    }

    [Fact]
    public void Histogram_counts_like_the_bins_it_came_from_and_merges_exactly()
    {
        double[] reference = Simulated.Normals(1000, 1), current = Simulated.Normals(500, 2);
        var bins = ReferenceBins.Of(reference);
        HistogramSketch a = new(bins.InnerEdges), b = new(bins.InnerEdges);
        for (var i = 0; i < current.Length; i++)
        {
            (i % 2 == 0 ? a : b).Add(current[i]);
        }

        a.Merge(b);
        HistogramSketch.FromBytes(a.ToBytes()).Counts.ToArray().ShouldBe(bins.CountOf(current));
        PopulationStability.OfCounts([.. bins.Reference], a.Counts).ShouldBe(PopulationStability.Of(reference, current), 1e-12);
        Should.Throw<ArgumentException>(() => a.Merge(new HistogramSketch([1, 2])));
    }

    [Fact]
    public void Histogram_of_many_at_once_equals_one_by_one_Meets_Specification() =>
        Gen.Select(Gen.OneOf(Gen.Int[-5, 5].Select(i => (double)i), Gen.Const(double.NaN), Gen.Double[-5, 5]).Array[0, 5000], Gen.Int[0, 5]).Sample((values, edges) =>
        {
            double[] inner = [.. Enumerable.Range(0, edges).Select(i => i - 2.0)];
            HistogramSketch one = new(inner), many = new(inner);
            Array.ForEach(values, one.Add);
            many.AddAll(values);
            many.Counts.ToArray().ShouldBe(one.Counts.ToArray());
            many.Missing.ShouldBe(one.Missing);
        });

    [Theory]
    [InlineData(10)]
    [InlineData(5000)]
    [InlineData(200_000)]
    public void Distinct_count_is_within_its_error_and_merges_exactly(int distinct)
    {
        DistinctSketch whole = new(), a = new(), b = new();
        for (var i = 0; i < 2 * distinct; i++)
        {
            double value = i % distinct;
            whole.Add(value);
            (i % 3 == 0 ? a : b).Add(value);
        }

        a.Merge(b);
        a.ToBytes().ShouldBe(whole.ToBytes());
        whole.Count().Value.ShouldBe(distinct, 0.06 * distinct);
        DistinctSketch.FromBytes(whole.ToBytes()).Count().ShouldBe(whole.Count());
    }

    [Fact]
    public void Heavy_hitters_are_never_missed_and_counts_are_within_their_error()
    {
        var random = new SeededRandom(4);
        HeavyHitters a = new(20), b = new(20);
        var truth = new Dictionary<string, long>();
        for (var i = 0; i < 20_000; i++)
        {
            var value = random.NextDouble() < 0.4 ? $"big{random.NextInt(3)}" : $"{random.NextInt(3000)}";
            (i % 2 == 0 ? a : b).Add(value);
            truth[value] = truth.GetValueOrDefault(value) + 1;
        }

        a.Merge(b);
        a = HeavyHitters.FromBytes(a.ToBytes());
        a.Error.ShouldBeLessThanOrEqualTo(20_000 / 21 * 2);
        a.Top(3).Select(t => t.Value).Order().ShouldBe(["big0", "big1", "big2"]);
        foreach (var (value, count) in a.Top(100))
        {
            count.ShouldBeLessThanOrEqualTo(truth[value]);
            (count + a.Error).ShouldBeGreaterThanOrEqualTo(truth[value]);
        }
    }

    [Fact]
    public void Merged_reservoir_is_a_fair_sample_of_unequal_streams()
    {
        double share = 0;
        for (ulong r = 0; r < 200; r++)
        {
            ReservoirSketch a = new(50, (2 * r) + 1), b = new(50, (2 * r) + 2);
            for (var i = 0; i < 900; i++)
            {
                a.Add(0);
            }

            for (var i = 0; i < 100; i++)
            {
                b.Add(1);
            }

            b.Merge(a);
            share += ReservoirSketch.FromBytes(b.ToBytes()).Sample().Average() / 200;
        }

        share.ShouldBe(0.1, 0.015);
    }

    [Fact]
    public void Calibration_sketch_equals_the_direct_error()
    {
        var (scores, truth) = Simulated.Scores(500, 0.5, 1, 3);
        double[] p = [.. scores.Select(s => 1 / (1 + Math.Exp(-s)))];
        CalibrationSketch a = new(10), b = new(10);
        for (var i = 0; i < p.Length; i++)
        {
            (i % 2 == 0 ? a : b).Add(p[i], truth[i]);
        }

        a.Merge(b);
        CalibrationSketch.FromBytes(a.ToBytes()).CalibrationError().ShouldBe(CalibrationError.Of(p, truth, resamples: 0).Value, 1e-12);
        a.Bins().Sum(x => x.Observed.N).ShouldBe(500);
    }

    [Fact]
    public void Foreign_cut_and_hostile_bytes_are_refused()
    {
        Should.Throw<FormatException>(() => MomentSketch.FromBytes(new QuantileSketch().ToBytes()));
        Should.Throw<FormatException>(() => QuantileSketch.FromBytes([2, 9, 0, 0]));
        var bytes = new QuantileSketch().ToBytes();
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            Should.Throw<FormatException>(() => QuantileSketch.FromBytes(bytes.AsSpan(0, cut)));
        }

        Should.Throw<FormatException>(() => HistogramSketch.FromBytes([3, 1, 255, 255, 255, 127]));
    }
}
