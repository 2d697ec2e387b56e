using Rondo.Statistics;

namespace Rondo.Monitoring.Estimates;

/// <summary>Scores of a yes-or-no question.</summary>
/// <param name="Scores">Stated probabilities; NaN where missing.</param>
/// <param name="Decisions">What was decided; null where the threshold decides.</param>
/// <param name="Truth">What came true; null where that is not known.</param>
internal sealed record YesNoRows(double[] Scores, bool[]? Decisions, bool?[] Truth)
{
    /// <summary>Rows that hold a score.</summary>
    public int[] Scored(int[] rows) => [.. rows.Where(row => double.IsFinite(Scores[row]))];

    /// <summary>Rows that hold a score and whose outcome is known.</summary>
    public int[] Judged(int[] rows) => [.. rows.Where(row => double.IsFinite(Scores[row]) && Truth[row] is not null)];
}

/// <summary>Confidence-based estimation for yes or no.</summary>
internal sealed class YesNoPerformance(YesNoRows reference, YesNoRows analysis, double threshold) : IPerformance
{
    private readonly Cbpe _cbpe = Fit(reference, threshold);

    public (double Low, double High) Range => (0, 1);

    public IReadOnlyDictionary<string, Estimate> Estimated(int[] rows)
    {
        var kept = analysis.Scored(rows);
        double[] scores = [.. kept.Select(row => analysis.Scores[row])];
        return kept.Length == 0 ? new Dictionary<string, Estimate>()
            : analysis.Decisions is { } decisions ? _cbpe.Estimate(scores, [.. kept.Select(row => decisions[row])]).Metrics
            : _cbpe.Estimate(scores).Metrics;
    }

    public IReadOnlyDictionary<string, Estimate> Realised(int[] rows) => Measured(analysis, rows);

    public IReadOnlyDictionary<string, Estimate> OnReference(int[] rows) => Measured(reference, rows);

    private static Cbpe Fit(YesNoRows rows, double threshold)
    {
        var kept = rows.Judged([.. Enumerable.Range(0, rows.Scores.Length)]);
        return Cbpe.Fit(
            [.. kept.Select(row => rows.Scores[row])],
            [.. kept.Select(row => rows.Truth[row]!.Value)],
            threshold,
            decisions: rows.Decisions is { } decisions ? [.. kept.Select(row => decisions[row])] : []);
    }

    private IReadOnlyDictionary<string, Estimate> Measured(YesNoRows side, int[] rows)
    {
        var kept = side.Judged(rows);
        if (kept.Length == 0)
        {
            return new Dictionary<string, Estimate>();
        }

        double[] scores = [.. kept.Select(row => side.Scores[row])];
        bool[] truth = [.. kept.Select(row => side.Truth[row]!.Value)];
        bool[] decided = [.. kept.Select(row => side.Decisions is { } decisions ? decisions[row] : side.Scores[row] >= threshold)];
        return ScoreReport.Of(scores, truth, decided);
    }
}
