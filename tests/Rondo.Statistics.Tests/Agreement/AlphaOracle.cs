using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>Krippendorff's alpha from the coincidence matrix and the distance of each pair, as the paper writes it.</summary>
internal static class AlphaOracle
{
    public static double Value(RatingTable table, AlphaLevel level)
    {
        var k = table.Categories.Count;
        var o = new double[k, k];
        for (var i = 0; i < table.Items; i++)
        {
            var codes = table.CodesOf(i).ToArray();
            for (var x = 0; x < codes.Length; x++)
            {
                for (var y = 0; y < codes.Length; y++)
                {
                    if (x != y)
                    {
                        o[codes[x], codes[y]] += 1.0 / (codes.Length - 1);
                    }
                }
            }
        }

        var n = Enumerable.Range(0, k).Select(c => Enumerable.Range(0, k).Sum(d => o[c, d])).ToArray();
        double Distance(int c, int d)
        {
            if (c == d)
            {
                return 0;
            }

            double a = table.CategoryValues[c], b = table.CategoryValues[d];
            return level switch
            {
                AlphaLevel.Nominal => 1,
                AlphaLevel.Ordinal => Math.Pow(Enumerable.Range(Math.Min(c, d), Math.Abs(c - d) + 1).Sum(g => n[g]) - ((n[c] + n[d]) / 2), 2),
                AlphaLevel.Interval => Math.Pow(a - b, 2),
                _ => Math.Pow((a - b) / (a + b), 2),
            };
        }

        double observed = 0, expected = 0;
        for (var c = 0; c < k; c++)
        {
            for (var d = 0; d < k; d++)
            {
                observed += o[c, d] * Distance(c, d);
                expected += n[c] * n[d] * Distance(c, d) / (n.Sum() - 1);
            }
        }

        return expected > 0 ? 1 - (observed / expected) : double.NaN;
    }
}
