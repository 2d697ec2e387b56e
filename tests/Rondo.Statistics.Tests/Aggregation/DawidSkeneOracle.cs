using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>Dawid-Skene as the paper writes it.</summary>
internal static class DawidSkeneOracle
{
    public static (double[][] Posteriors, double LogLikelihood) Run(RatingTable table, int iterations)
    {
        var k = table.Categories.Count;
        double[][] t = [.. Enumerable.Range(0, table.Items).Select(i => Enumerable.Range(0, k).Select(c => (double)table.CodesOf(i).Count(c) / table.CodesOf(i).Length).ToArray())];
        double likelihood = 0;
        for (var step = 0; step < iterations; step++)
        {
            var prior = Enumerable.Range(0, k).Select(c => t.Average(p => p[c])).ToArray();
            var pi = new double[table.Annotators, k, k];
            for (var i = 0; i < table.Items; i++)
            {
                for (var a = 0; a < table.CodesOf(i).Length; a++)
                {
                    for (var c = 0; c < k; c++)
                    {
                        pi[table.AnnotatorsOf(i)[a], c, table.CodesOf(i)[a]] += t[i][c];
                    }
                }
            }

            likelihood = 0;
            for (var i = 0; i < table.Items; i++)
            {
                for (var c = 0; c < k; c++)
                {
                    t[i][c] = prior[c];
                    for (var a = 0; a < table.CodesOf(i).Length; a++)
                    {
                        var who = table.AnnotatorsOf(i)[a];
                        t[i][c] *= pi[who, c, table.CodesOf(i)[a]] / Enumerable.Range(0, k).Sum(l => pi[who, c, l]);
                    }
                }

                var total = t[i].Sum();
                likelihood += Math.Log(total);
                t[i] = [.. t[i].Select(x => x / total)];
            }
        }

        return (t, likelihood);
    }
}
