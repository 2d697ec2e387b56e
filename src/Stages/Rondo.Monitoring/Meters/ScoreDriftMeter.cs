using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Statistics;

namespace Rondo.Monitoring.Meters;

/// <summary>
/// Scores now against those on the held-out rows of the evaluation, whose distribution stands on its threshold board.
/// Needs no outcome, so it speaks weeks before recall does.
/// </summary>
internal sealed class ScoreDriftMeter(IFactStore facts) : IMeter
{
    private const int Bins = 10;

    public MonitorMetric Metric => MonitorMetric.ScoreDrift;

    public async ValueTask<Reading?> ReadAsync(Watch watch, CancellationToken cancellation)
    {
        if (watch.State.Find<Evaluation>(watch.Release.Body.Evaluation)?.Body is not { } evaluation)
        {
            return null;
        }

        var scores = new List<double>();
        await foreach (var fact in facts.ReadAsync(new FactQuery(watch.Product, FactKinds.Prediction) { Release = watch.Release.Id, From = watch.From, To = watch.To }, cancellation))
        {
            if (fact.Value is { } score)
            {
                scores.Add(score);
            }
        }

        return Judge(watch, evaluation.Board, scores);
    }

    internal static Reading? Judge(Watch watch, IReadOnlyList<Confusion> board, IReadOnlyList<double> scores)
    {
        var (edges, reference) = Cut(board, Math.Clamp(scores.Count / 10, 2, Bins));
        if (scores.Count < FeatureDriftMeter.FewestRows || edges.Count == 0)
        {
            return null;
        }

        var current = new long[reference.Length];
        foreach (var score in scores)
        {
            current[edges.Count(edge => score >= edge)]++;
        }

        var psi = PopulationStability.OfCounts(reference, current);
        var bound = DriftThreshold.Psi(reference.Length, reference.Sum(), scores.Count);
        var p = ChiSquare.TwoSample(reference, current).P;
        var side = psi < watch.Limit ? Side.Within : psi > bound && p < 0.05 ? Side.Beyond : Side.Doubtful;
        var middle = Quantiles.Median([.. scores]);
        var sentence = string.Create(CultureInfo.InvariantCulture, $"Scores of {watch.Release.Id} {watch.Window} differ from those at release by PSI {psi:0.00} on {scores.Count} scores (chance reaches {bound:0.00}, p {(p < 0.001 ? "< 0.001" : $"= {p.ToString("0.000", CultureInfo.InvariantCulture)}")}); the middle score is {middle:0.00}; the limit is {watch.Limit:0.00}.");
        return new Reading(PopulationStability.Estimated(reference, current).ToWire() with { N = scores.Count }, side, sentence);
    }

    /// <summary>Bins of about equal mass, cut at thresholds of the board; inner edges and rows in each bin.</summary>
    internal static (IReadOnlyList<double> Edges, long[] Rows) Cut(IReadOnlyList<Confusion> board, int bins)
    {
        if (board.Count == 0)
        {
            return ([], []);
        }

        long all = board[0].Tp + board[0].Fp + board[0].Fn + board[0].Tn;
        var (edges, rows, below) = (new List<double>(), new List<long>(), 0L);
        foreach (var point in board.OrderBy(point => point.Threshold))
        {
            long under = point.Fn + point.Tn;
            if (under - below >= (double)all / bins && all - under > 0)
            {
                edges.Add(point.Threshold);
                rows.Add(under - below);
                below = under;
            }
        }

        rows.Add(all - below);
        return (edges, [.. rows]);
    }
}
