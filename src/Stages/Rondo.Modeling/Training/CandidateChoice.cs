using System.Globalization;
using Rondo.Statistics;

namespace Rondo.Modeling.Training;

/// <summary>
/// Chooses among candidates: of those that are not shown to be worse than the best one (DeLong's paired test on the same
/// rows), the one that a person can read most of; of several, the one with the better operating point.
/// </summary>
internal static class CandidateChoice
{
    private const double Alpha = 0.05;

    public static (TrainedCandidate Chosen, string Sentence) Of(IReadOnlyList<TrainedCandidate> candidates)
    {
        var best = candidates.MaxBy(candidate => candidate.Description.RocAuc.Value ?? 0)!;
        var equals = candidates.Where(candidate => candidate == best || !ShownWorse(best, candidate)).ToList();
        var chosen = equals
            .OrderByDescending(candidate => candidate.Description.OperatingPoint.Reached)
            .ThenBy(candidate => candidate.Description.Opacity)
            .ThenBy(candidate => candidate.Description.OperatingPoint.CostPerThousand ?? 0)
            .ThenByDescending(candidate => candidate.Description.OperatingPoint.Precision.Value ?? 0)
            .First();
        var point = chosen.Description.OperatingPoint;
        var why = chosen == best
            ? equals.Count == 1 ? "it separates best, and the difference is shown" : "it separates best"
            : $"it is easier to read than {best.Description.Learner}, which is not shown to separate better";
        return (chosen, string.Create(CultureInfo.InvariantCulture, $"{chosen.Description.Learner}: {why}. On validation rows it finds {point.Recall.Value:P0} at a precision of {point.Precision.Value:P0}; the chance that the promise will be proven on held-out rows is {point.Assurance:P0}."));
    }

    private static bool ShownWorse(TrainedCandidate best, TrainedCandidate candidate)
    {
        // The same rows in the same order: folds depend on the seed alone.
        var paired = PairedAuc.DeLong(best.ValidationScores, candidate.ValidationScores, best.ValidationTruth);
        return paired.Difference.IsDefined && paired.Difference.Value < 0 && paired.P < Alpha;
    }
}
