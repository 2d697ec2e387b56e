namespace Rondo.Statistics.Bench;

/// <summary>A million scores: ROC area with DeLong's interval and the whole precision-recall curve (average precision).</summary>
internal static class AucBench
{
    internal static void Run(string data)
    {
        double[] all = Measure.ReadDoubles(Path.Combine(data, "auc.f64"));
        var n = all.Length / 2;
        double[] scores = all[..n];
        bool[] truth = [.. all[n..].Select(y => y == 1)];
        Measure.Run("auc", "roc-auc + delong + average precision", n, () =>
        {
            var curve = RankingCurve.Of(scores, truth)!;
            return curve.RocAuc().Value + (0 * curve.AveragePrecision);
        });
        Measure.Run("auc", "roc-auc + delong", n, () => RocAuc.DeLong(scores, truth).Value);
    }
}
