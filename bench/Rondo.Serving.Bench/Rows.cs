using System.Globalization;

namespace Rondo.Serving.Bench;

/// <summary>100,000 rows of 20 numbers and an outcome that bends and interacts, so that trees have something to learn; the same for all.</summary>
internal static class Rows
{
    private const int Count = 120_000;
    private const int Width = 20;

    /// <summary>Writes them as a CSV file for us and as 32-bit floats for the peers' scripts.</summary>
    public static void Write(string folder)
    {
        var random = new Random(13);
        using var csv = new StreamWriter(Path.Combine(folder, "rows.csv"));
        using var floats = new BinaryWriter(File.Create(Path.Combine(folder, "train_100000.f32")));
        csv.Write("id,");
        csv.Write(string.Join(',', Enumerable.Range(0, Width).Select(i => $"f{i}")));
        csv.Write(",y\n");
        Span<double> x = stackalloc double[Width];
        for (var row = 0; row < Count; row++)
        {
            for (var i = 0; i < Width; i++)
            {
                x[i] = i >= 15 ? random.Next(0, 8) : Normal(random) is var n && i >= 10 ? Math.Round(Math.Abs(n) * 10) : Math.Round(Normal(random), 5);
            }

            var f = (0.9 * x[0]) - (0.6 * x[1]) + (0.8 * x[2] * x[3]) + Math.Sin(2 * x[4]) + (0.08 * x[10]) - (x[15] == 3 ? 0.5 : 0) + (x[16] > 4 ? 0.7 * x[5] : 0) - 0.6;
            var yes = random.NextDouble() < 1 / (1 + Math.Exp(-1.5 * f));
            csv.Write(string.Create(CultureInfo.InvariantCulture, $"r{row}"));
            floats.Write(yes ? 1f : 0f);
            foreach (var value in x)
            {
                csv.Write(string.Create(CultureInfo.InvariantCulture, $",{value}"));
                floats.Write((float)value);
            }

            csv.Write(yes ? ",yes\n" : ",no\n");
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
