namespace Rondo.Statistics.Bench;

/// <summary>Fit on 100,000 labelled scores, estimate a million unlabelled ones in 20 chunks, every metric included.</summary>
internal static class CbpeBench
{
    internal static void Run(string data)
    {
        double[] reference = Measure.ReadDoubles(Path.Combine(data, "cbpe_ref.f64")), analysis = Measure.ReadDoubles(Path.Combine(data, "cbpe_ana.f64"));
        var n = analysis.Length / 2;
        double[] fit = reference[..(reference.Length / 2)], scores = analysis[..n];
        bool[] truth = [.. reference[(reference.Length / 2)..].Select(y => y == 1)];
        Measure.Run("cbpe", "7 metrics with intervals", n, () =>
        {
            var cbpe = Cbpe.Fit(fit, truth, calibrate: true);
            double sum = 0;
            for (var c = 0; c < 20; c++)
            {
                sum += cbpe.Estimate(scores.AsSpan(c * 50_000, 50_000)).Metrics["roc_auc"].Value;
            }

            return sum / 20;
        });
    }
}
