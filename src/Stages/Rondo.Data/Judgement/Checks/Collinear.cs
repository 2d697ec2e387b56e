using Rondo.Contracts;
using Rondo.Engines.Tables;

namespace Rondo.Data.Judgement.Checks;

/// <summary>Pairs of numbers of which one is the other in another unit: they say one thing, and share its credit at random.</summary>
internal sealed class Collinear : IDataCheck
{
    private const double Same = 0.9999;
    private const int MostColumns = 200;
    private const int PairsNamed = 5;

    public IEnumerable<Finding> Look(Examination examination)
    {
        var rows = examination.SomeRows();
        var columns = examination.Table.Columns.OfType<NumberColumn>().Where(column => column.Name != examination.TargetName).Take(MostColumns)
            .Select(column => (column.Name, Values: Standard(((NumberColumn)column.Take(rows)).Values))).Where(column => column.Values is not null).ToList();
        var pairs = new List<(string A, string B)>();
        for (var a = 0; a < columns.Count; a++)
        {
            for (var b = a + 1; b < columns.Count; b++)
            {
                if (Math.Abs(Correlation(columns[a].Values!, columns[b].Values!)) >= Same)
                {
                    pairs.Add((columns[a].Name, columns[b].Name));
                }
            }
        }

        if (pairs.Count > 0)
        {
            yield return new Finding
            {
                Code = "collinear",
                Severity = Severity.Info,
                Sentence = $"{Plural.Of(pairs.Count, "pair of columns says", "pairs of columns say")} the same: {string.Join("; ", pairs.Take(PairsNamed).Select(pair => $"{pair.A} and {pair.B}"))}{(pairs.Count > PairsNamed ? " and others" : "")}.",
                Numbers = new Dictionary<string, double> { ["pairs"] = pairs.Count },
                NextStep = "Keep one of each pair, or what a model says about either means little.",
                Column = pairs[0].B,
            };
        }
    }

    // Mean 0 and length 1, so that a correlation is one product; null where a value is missing or nothing varies.
    private static double[]? Standard(ReadOnlySpan<double> values)
    {
        double mean = 0;
        foreach (var value in values)
        {
            mean += value;
        }

        mean /= Math.Max(1, values.Length);
        var standard = new double[values.Length];
        double squares = 0;
        for (var i = 0; i < standard.Length; i++)
        {
            standard[i] = values[i] - mean;
            squares += standard[i] * standard[i];
        }

        if (!double.IsFinite(squares) || squares <= 0 || values.Length < 30)
        {
            return null;
        }

        var length = Math.Sqrt(squares);
        for (var i = 0; i < standard.Length; i++)
        {
            standard[i] /= length;
        }

        return standard;
    }

    private static double Correlation(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
