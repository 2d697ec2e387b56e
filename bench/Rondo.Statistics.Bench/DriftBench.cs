using System.Globalization;

namespace Rondo.Statistics.Bench;

/// <summary>20 mixed features in memory, a million rows on each side: every measure of the drift report.</summary>
internal static class DriftBench
{
    internal static void Run(string data)
    {
        const int Rows = 1_000_000;
        var (names, reference) = Read(Path.Combine(data, $"drift_ref_{Rows}.csv"));
        var (_, current) = Read(Path.Combine(data, $"drift_cur_{Rows}.csv"));
        var codes = names.Select((_, c) => reference[c] is string[] a ? (Encode(a, (string[])current[c], out var b), b) : default).ToArray();
        Measure.Run("drift", "exact, all measures", Rows, () =>
        {
            var psi = new double[names.Length];
            Each(names.Length, c => psi[c] = reference[c] is double[] a
                ? NumericDrift.Of(a, (double[])current[c]).Psi
                : CategoricalDrift.Of(CategoryCounts.Of(codes[c].Item1, codes[c].b)).Psi);
            return psi.Sum();
        });

        // Sketches as a scorer keeps them: built while rows pass by, compared on demand.
        var edges = names.Select((_, c) => reference[c] is double[] a ? ReferenceBins.Of(a) : null).ToArray();
        var windows = new (HistogramSketch Reference, HistogramSketch Current)[names.Length];
        Measure.Run("drift", "building histogram sketches of both sides", 2 * Rows, () =>
        {
            Each(names.Length, c =>
            {
                if (reference[c] is double[] a)
                {
                    windows[c] = (Fill(edges[c]!, a), Fill(edges[c]!, (double[])current[c]));
                }
            });
            return windows.Length;
        }, 5, 2);
        Measure.Run("drift", "report from sketches", Rows, () =>
        {
            double sum = 0;
            foreach (var (before, now) in windows.Where(w => w.Reference is not null))
            {
                sum += PopulationStability.OfCounts(before.Counts, now.Counts) + JensenShannon.OfCounts(before.Counts, now.Counts) + ChiSquare.TwoSample(before.Counts, now.Counts).P;
            }

            return sum;
        }, 5, 50);
    }

    private static HistogramSketch Fill(ReferenceBins bins, double[] values)
    {
        var sketch = new HistogramSketch(bins.InnerEdges);
        sketch.AddAll(values);
        return sketch;
    }

    private static void Each(int count, Action<int> action)
    {
        if (Measure.Threads == 1)
        {
            for (var i = 0; i < count; i++)
            {
                action(i);
            }

            return;
        }

        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Measure.Threads }, action);
    }

    private static int[] Encode(string[] reference, string[] current, out int[] other)
    {
        var ids = new Dictionary<string, int>();
        int Id(string name)
        {
            if (!ids.TryGetValue(name, out var id))
            {
                ids[name] = id = ids.Count;
            }

            return id;
        }

        int[] mine = [.. reference.Select(Id)];
        other = [.. current.Select(Id)];
        return mine;
    }

    private static (string[] Names, object[] Columns) Read(string file)
    {
        using var reader = new StreamReader(file);
        var names = reader.ReadLine()!.Split(',');
        HashSet<string> categories = ["country", "device", "plan", "city", "referrer", "browser", "is_active"];
        object[] columns = [.. names.Select(n => categories.Contains(n) ? (object)new List<string>() : new List<double>())];
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            for (var c = 0; c < names.Length; c++)
            {
                if (columns[c] is List<string> texts)
                {
                    texts.Add(cells[c]);
                }
                else
                {
                    ((List<double>)columns[c]).Add(double.TryParse(cells[c], NumberStyles.Float, CultureInfo.InvariantCulture, out var x) ? x : double.NaN);
                }
            }
        }

        return (names, [.. columns.Select(c => c is List<string> t ? (object)t.ToArray() : ((List<double>)c).ToArray())]);
    }
}
