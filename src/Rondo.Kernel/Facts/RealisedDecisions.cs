using Rondo.Contracts;
using Rondo.Statistics;

namespace Rondo.Kernel.Facts;

/// <summary>A scored prediction and, where it is known by then, what really happened.</summary>
/// <param name="Score">Calibrated score.</param>
/// <param name="Truth">True for the positive class; null while unknown.</param>
public readonly record struct RealisedDecision(double Score, bool? Truth);

/// <summary>
/// Late outcomes joined to predictions by id. Only answers of the model count: a fallback has no score, and judging the
/// model by it would blame or praise the wrong one. A score inside the abstain band counts by its threshold, as it did
/// when the model was evaluated, so that both numbers mean the same.
/// </summary>
/// <param name="Decisions">One for each scored prediction.</param>
public sealed record RealisedDecisions(IReadOnlyList<RealisedDecision> Decisions)
{
    /// <summary>Those whose outcome is known.</summary>
    public int Known { get; } = Decisions.Count(decision => decision.Truth is not null);

    /// <summary>Share of outcomes that are known, 0 to 1; null without predictions.</summary>
    public double? Maturity => Decisions.Count == 0 ? null : (double)Known / Decisions.Count;

    /// <summary>Reads a release's predictions of a window and what was known of them at a moment.</summary>
    /// <param name="facts">Where they are kept.</param>
    /// <param name="product">Product.</param>
    /// <param name="release">Release that answered, as champion or challenger.</param>
    /// <param name="positive">Class looked for; compared without case.</param>
    /// <param name="from">Start of the window.</param>
    /// <param name="to">End of the window, exclusive.</param>
    /// <param name="asOf">Outcomes that became known later do not count.</param>
    /// <param name="cancellation">Cancellation.</param>
    /// <param name="among">Predictions that count; all where null.</param>
    public static async ValueTask<RealisedDecisions> ReadAsync(IFactStore facts, string product, string release, string positive, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf, CancellationToken cancellation, Func<Fact, bool>? among = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var truths = new Dictionary<string, bool>(StringComparer.Ordinal);
        await foreach (var outcome in facts.ReadAsync(new FactQuery(product, FactKinds.Outcome) { Release = release, From = from }, cancellation))
        {
            if (outcome.At <= asOf)
            {
                truths[outcome.Subject] = string.Equals(outcome.Label, positive, StringComparison.OrdinalIgnoreCase);
            }
        }

        var decisions = new List<RealisedDecision>();
        await foreach (var prediction in facts.ReadAsync(new FactQuery(product, FactKinds.Prediction) { Release = release, From = from, To = to }, cancellation))
        {
            if (prediction.Value is { } score && (among is null || among(prediction)))
            {
                decisions.Add(new RealisedDecision(score, truths.TryGetValue(prediction.Id, out var truth) ? truth : null));
            }
        }

        return new RealisedDecisions(decisions);
    }

    /// <summary>Counts at a threshold, of the known ones.</summary>
    public ConfusionCounts Counts(double threshold)
    {
        var known = Decisions.Where(decision => decision.Truth is not null).ToList();
        return ConfusionCounts.At([.. known.Select(decision => decision.Score)], [.. known.Select(decision => decision.Truth!.Value)], threshold);
    }
}
