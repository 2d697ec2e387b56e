using System.Text.Json;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class CbpeTests
{
    [Fact]
    public void Estimates_equal_the_published_tables_on_the_car_loan_data()
    {
        var reference = Table.Read("nml_car_loan", "reference.csv.gz");
        var analysis = Table.Read("nml_car_loan", "analysis.csv.gz");
        double[] scores = analysis.Numbers("y_pred_proba");
        var decisions = analysis.Flags("y_pred");
        var cbpe = Cbpe.Fit(reference.Numbers("y_pred_proba"), reference.Flags("repaid"), decisions: reference.Flags("y_pred"));
        var chunks = Enumerable.Range(0, 10).Select(c => (c * 5000)..((c + 1) * 5000)).Select(rows => cbpe.Estimate(scores[rows], decisions[rows])).ToArray();
        foreach (var (row, i) in Table.Json("nml_car_loan", "reference.json").GetProperty("cbpe_analysis").EnumerateArray().Select((row, i) => (row, i)))
        {
            foreach (var name in new[] { "roc_auc", "accuracy", "f1", "precision", "recall" })
            {
                chunks[i].Metrics[name].Value.ShouldBe(row.GetProperty($"est_{name}").GetDouble(), 1e-8, name);
            }

            chunks[i].Confusion.Tp.ShouldBe(row.GetProperty("est_tp").GetDouble(), 1e-6);
            chunks[i].Confusion.Tn.ShouldBe(row.GetProperty("est_tn").GetDouble(), 1e-6);
        }

        var compared = 0;
        foreach (var table in Table.Json("nml_car_loan", "published_expected.json").GetProperty("tables").EnumerateArray())
        {
            if (table.GetProperty("calculators")[0].GetProperty("name").GetString() != "CBPE"
                || !table.GetProperty("calculators")[0].GetProperty("arguments").GetString()!.Contains("chunk_size=5000", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var row in table.GetProperty("rows").EnumerateArray())
            {
                if (!row.TryGetProperty("chunk.period", out var period) || period.GetString() != "analysis")
                {
                    continue;
                }

                var chunk = chunks[row.GetProperty("chunk.chunk_index").GetInt32()];
                foreach (var (name, estimate) in chunk.Metrics)
                {
                    if (row.TryGetProperty($"{name}.value", out var expected) && row.TryGetProperty($"{name}.upper_confidence_boundary", out _)
                        && expected.ValueKind == JsonValueKind.Number)
                    {
                        estimate.Value.ShouldBe(expected.GetDouble(), 2e-5, name);
                        compared++;
                    }
                }
            }
        }

        compared.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Estimates_follow_the_realised_performance_through_the_drop()
    {
        var reference = Table.Read("nml_car_loan", "reference.csv.gz");
        double[] scores = Table.Read("nml_car_loan", "analysis.csv.gz").Numbers("y_pred_proba");
        var truth = Table.Read("nml_car_loan", "analysis_target.csv.gz").Flags("repaid");
        var cbpe = Cbpe.Fit(reference.Numbers("y_pred_proba"), reference.Flags("repaid"));
        for (var c = 0; c < 10; c++)
        {
            var rows = (c * 5000)..((c + 1) * 5000);
            cbpe.Estimate(scores[rows]).Metrics["roc_auc"].Value.ShouldBe(RocAuc.Value(scores[rows], truth[rows]), 0.006);
        }
    }

    [Fact]
    public void Reference_chunks_give_the_published_thresholds()
    {
        var table = Table.Read("nml_car_loan", "reference.csv.gz");
        double[] scores = table.Numbers("y_pred_proba");
        var truth = table.Flags("repaid");
        var chunks = Enumerable.Range(0, 10).Select(c => RocAuc.Value(scores[(c * 5000)..((c + 1) * 5000)], truth[(c * 5000)..((c + 1) * 5000)])).ToArray();
        var band = ChunkThresholds.Of(chunks);
        band.High.ShouldBe(0.97866, 1e-5);
        band.Low.ShouldBe(0.963317, 1e-5);
        band.IsOutside(0.9611).ShouldBeTrue();
        band.IsOutside(double.NaN).ShouldBeFalse();
    }

    [Fact]
    public void Interval_covers_the_realised_value_while_calibration_holds()
    {
        const int Runs = 300;
        var (scores, truth) = Simulated.Calibrated(20_000, 1);
        var cbpe = Cbpe.Fit(scores, truth);
        var covered = new Dictionary<string, int>();
        for (ulong r = 0; r < Runs; r++)
        {
            var (chunk, outcome) = Simulated.Calibrated(1000, r + 100);
            var counts = ConfusionCounts.At(chunk, outcome, 0.5);
            var realised = new Dictionary<string, double>
            {
                ["accuracy"] = counts.Accuracy().Value, ["recall"] = counts.Recall().Value, ["precision"] = counts.Precision().Value,
                ["specificity"] = counts.Specificity().Value, ["f1"] = counts.F1, ["roc_auc"] = RocAuc.Value(chunk, outcome),
            };
            foreach (var (name, value) in realised)
            {
                var e = cbpe.Estimate(chunk).Metrics[name];
                covered[name] = covered.GetValueOrDefault(name) + (e.Low <= value && value <= e.High ? 1 : 0);
            }
        }

        foreach (var (name, count) in covered)
        {
            ((double)count / Runs).ShouldBeGreaterThan(0.9, name);
        }
    }

    [Fact]
    public void Weighting_keeps_the_estimate_right_where_plain_calibration_fails_under_shift()
    {
        // The score says 0.5 for everybody; the outcome depends on a feature whose mix changes.
        var random = new SeededRandom(3);
        (double[] Scores, bool[] Truth, double[][] Features) Draw(int n, double share)
        {
            double[][] features = [.. Enumerable.Range(0, n).Select(_ => new[] { random.NextDouble() < share ? 1.0 : 0 })];
            bool[] truth = [.. features.Select(f => random.NextDouble() < (f[0] > 0 ? 0.9 : 0.3))];
            return ([.. features.Select(_ => 0.5 + (0.3 * random.NextDouble()))], truth, features);
        }

        var reference = Draw(8000, 0.2);
        var chunk = Draw(4000, 0.8);
        var realised = ConfusionCounts.At(chunk.Scores, chunk.Truth, 0.5).Accuracy().Value;
        var plain = Cbpe.Fit(reference.Scores, reference.Truth).Estimate(chunk.Scores).Metrics["accuracy"].Value;
        var shifted = ShiftedCbpe.Fit(reference.Scores, reference.Truth, reference.Features).Estimate(chunk.Scores, chunk.Features);
        Math.Abs(shifted.Chunk.Metrics["accuracy"].Value - realised).ShouldBeLessThan(0.03);
        Math.Abs(plain - realised).ShouldBeGreaterThan(0.2);
        shifted.EffectiveRows.ShouldBeLessThan(8000);
    }

    [Fact]
    public void A_changed_concept_goes_unnoticed_as_documented()
    {
        // The known stream reverses its concept at row 10,000 while its inputs stay: a logistic model on X1 and X2 keeps its
        // confidence and loses its accuracy.
        var table = Table.Read("drift_known_points", "sine_0123_abrupto.csv.gz");
        double[] x1 = table.Numbers("X1"), x2 = table.Numbers("X2");
        var truth = table.Flags("class");
        double[][] rows = [.. x1.Select((x, i) => new[] { x, x2[i], x * x, x * x2[i] })];
        var model = LogisticRegression.Fit(rows[..5000], truth[..5000]);
        double[] scores = [.. rows.Select(model.Apply)];
        var cbpe = Cbpe.Fit(scores[5000..9000], truth[5000..9000]);
        var before = cbpe.Estimate(scores[9000..10000]).Metrics["accuracy"].Value;
        var after = cbpe.Estimate(scores[10000..12000]).Metrics["accuracy"].Value;
        after.ShouldBe(before, 0.03);
        ConfusionCounts.At(scores[9000..10000], truth[9000..10000], 0.5).Accuracy().Value.ShouldBe(before, 0.05);
        ConfusionCounts.At(scores[10000..12000], truth[10000..12000], 0.5).Accuracy().Value.ShouldBeLessThan(after - 0.5);
    }

    [Fact]
    public void Several_classes_are_estimated_one_against_the_rest()
    {
        var random = new SeededRandom(5);
        (double[][] Scores, int[] Truth) Draw(int n)
        {
            double[][] scores = [new double[n], new double[n], new double[n]];
            var truth = new int[n];
            for (var i = 0; i < n; i++)
            {
                double[] p = [random.NextExponential(), random.NextExponential(), random.NextExponential()];
                var u = random.NextDouble() * p.Sum();
                truth[i] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
                for (var c = 0; c < 3; c++)
                {
                    scores[c][i] = p[c] / p.Sum();
                }
            }

            return (scores, truth);
        }

        var reference = Draw(6000);
        var chunk = Draw(3000);
        var estimated = MulticlassCbpe.Fit(reference.Scores, reference.Truth).Estimate(chunk.Scores);
        var right = Enumerable.Range(0, 3000).Count(i => chunk.Scores[chunk.Truth[i]][i] >= chunk.Scores.Max(s => s[i]));
        estimated["accuracy"].Value.ShouldBe(right / 3000.0, 0.03);
        var auc = Enumerable.Range(0, 3).Average(c => RocAuc.Value(chunk.Scores[c], [.. chunk.Truth.Select(t => t == c)]));
        estimated["roc_auc"].Value.ShouldBe(auc, 0.02);
    }

    [Fact]
    public void One_class_in_the_reference_is_refused() =>
        Should.Throw<ArgumentException>(() => Cbpe.Fit([0.1, 0.2], [true, true]));
}
