using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

/// <summary>Agreement of complete nominal labels, from the definitions and from nothing of the program.</summary>
internal static class Agreement
{
    public static string[][] Table(LabelingTask task, int guideline) => [.. task.Annotate(guideline)
        .GroupBy(a => a.Item)
        .Select(g => g.OrderBy(a => a.Annotator, StringComparer.Ordinal).Select(a => a.Label).ToArray())];

    public static int Unanimous(string[][] table) => table.Count(labels => labels.Distinct().Count() == 1);

    /// <summary>Krippendorff's alpha, nominal: one minus observed over expected disagreement of pairs.</summary>
    public static double Alpha(IReadOnlyList<string[]> table)
    {
        var observed = table.Average(labels =>
        {
            var n = labels.Length;
            return labels.GroupBy(l => l).Sum(g => g.Count() * (n - g.Count())) / (double)(n * (n - 1));
        });
        var all = table.SelectMany(labels => labels).ToList();
        var expected = all.GroupBy(l => l).Sum(g => g.Count() * (double)(all.Count - g.Count())) / (all.Count * (all.Count - 1.0));
        return 1 - (observed / expected);
    }

    /// <summary>Lower end of a 95 % percentile bootstrap over items.</summary>
    public static double AlphaLowerBound(string[][] table)
    {
        var random = new Pcg(1, 1);
        var alphas = new double[1000];
        for (var i = 0; i < alphas.Length; i++)
        {
            var again = new string[table.Length][];
            for (var row = 0; row < again.Length; row++)
            {
                again[row] = table[random.Next(table.Length)];
            }

            alphas[i] = Alpha(again);
        }

        Array.Sort(alphas);
        return alphas[25];
    }
}
