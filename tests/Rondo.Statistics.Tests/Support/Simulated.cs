using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>Made-up data with known truth.</summary>
internal static class Simulated
{
    /// <summary>Scores whose positives are shifted up by <paramref name="shift"/> standard deviations.</summary>
    public static (double[] Scores, bool[] Truth) Scores(int n, double prevalence, double shift, ulong seed)
    {
        var random = new SeededRandom(seed);
        var scores = new double[n];
        var truth = new bool[n];
        for (var i = 0; i < n; i++)
        {
            truth[i] = random.NextDouble() < prevalence;
            scores[i] = random.NextNormal() + (truth[i] ? shift : 0);
        }

        return (scores, truth);
    }

    /// <summary>Probabilities that are exactly right: truth is drawn from them.</summary>
    public static (double[] Scores, bool[] Truth) Calibrated(int n, ulong seed)
    {
        var random = new SeededRandom(seed);
        var scores = new double[n];
        var truth = new bool[n];
        for (var i = 0; i < n; i++)
        {
            scores[i] = random.NextDouble();
            truth[i] = random.NextDouble() < scores[i];
        }

        return (scores, truth);
    }

    public static double[] Normals(int n, ulong seed, double mean = 0, double sd = 1)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, n).Select(_ => mean + (sd * random.NextNormal()))];
    }

    /// <summary>Asserts that a count of covered runs is within a few standard errors of the nominal level.</summary>
    public static void ShouldCover(int covered, int runs, double level, double slack = 0)
    {
        var se = Math.Sqrt(level * (1 - level) / runs);
        ((double)covered / runs).ShouldBeGreaterThanOrEqualTo(level - (3 * se) - slack);
    }
}
