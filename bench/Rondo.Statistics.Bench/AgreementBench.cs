using System.Globalization;

namespace Rondo.Statistics.Bench;

/// <summary>100,000 items, 5 of 50 annotators, 5 classes.</summary>
internal static class AgreementBench
{
    internal static void Run(string data)
    {
        int[][] columns = Read(Path.Combine(data, "ann_100000.csv"));
        var table = RatingTable.FromCodes(columns[0], columns[1], columns[2]);
        Measure.Run("agreement", "krippendorff nominal", table.Items, () => KrippendorffAlpha.Value(table), 21, 20);
        Measure.Run("agreement", "fleiss", table.Items, () => FleissKappa.Value(table), 21, 20);
        Measure.Run("agreement", "krippendorff with 1000 bootstrap samples", table.Items, () => KrippendorffAlpha.Of(table).Low, 3, 1);
        Measure.Run("agreement", "dawid-skene 1 iteration", table.Items, () => DawidSkene.Full(table, 1, tolerance: 0).LogLikelihood);
        Measure.Run("agreement", "dawid-skene 20 iterations", table.Items, () => DawidSkene.Full(table, 20, tolerance: 0).LogLikelihood, 15, 30);
    }

    private static int[][] Read(string file)
    {
        List<int>[] columns = [[], [], []];
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var cells = line.Split(',');
            for (var c = 0; c < 3; c++)
            {
                columns[c].Add(int.Parse(cells[c], CultureInfo.InvariantCulture));
            }
        }

        return [.. columns.Select(c => c.ToArray())];
    }
}
