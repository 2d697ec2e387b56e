namespace Rondo.Tests.Worlds;

/// <summary>The few measures the world's promises are stated in.</summary>
internal static class Judge
{
    /// <summary>Probability that a random positive scores above a random negative; ties count half.</summary>
    public static double Auc(IReadOnlyList<double> scores, IReadOnlyList<bool> labels)
    {
        var order = Enumerable.Range(0, scores.Count).OrderBy(i => scores[i]).ToArray();
        var (rankSum, positives) = (0.0, labels.Count(l => l));
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            while (end < order.Length && scores[order[end]] == scores[order[i]])
            {
                end++;
            }

            rankSum += order[i..end].Count(row => labels[row]) * ((i + 1 + end) / 2.0);
            i = end;
        }

        return (rankSum - (positives * (positives + 1.0) / 2)) / (positives * (double)(labels.Count - positives));
    }

    public static double Recall(IReadOnlyList<double> scores, IReadOnlyList<bool> labels, double threshold) =>
        Enumerable.Range(0, scores.Count).Count(i => labels[i] && scores[i] >= threshold) / (double)labels.Count(l => l);

    public static double Flagged(IReadOnlyList<double> scores, double threshold) =>
        scores.Count(s => s >= threshold) / (double)scores.Count;

    /// <summary>The highest threshold at which at least this share of the positives is found.</summary>
    public static double ThresholdFor(double recall, IReadOnlyList<double> scores, IReadOnlyList<bool> labels)
    {
        var positives = Enumerable.Range(0, scores.Count).Where(i => labels[i]).Select(i => scores[i]).OrderDescending().ToArray();
        return positives[(int)Math.Ceiling(recall * positives.Length) - 1];
    }
}
