using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Rondo.Statistics.Bench;

internal static class Measure
{
    internal static int Threads { get; } = int.TryParse(Environment.GetEnvironmentVariable("RONDO_BENCH_THREADS"), CultureInfo.InvariantCulture, out var n) ? n : Environment.ProcessorCount;

    /// <summary>Runs warm-ups, then the work several times, and prints the medians.</summary>
    internal static void Run(string work, string name, long rows, Func<double> action, int rounds = 9, int warmUps = 4)
    {
        for (var i = 0; i < warmUps; i++)
        {
            action();
        }

        double[] wall = new double[rounds], cpu = new double[rounds];
        double check = 0;
        using var process = Process.GetCurrentProcess();
        for (var r = 0; r < rounds; r++)
        {
            GC.Collect();
            process.Refresh();
            var before = process.TotalProcessorTime;
            var start = Stopwatch.GetTimestamp();
            check = action();
            wall[r] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            process.Refresh();
            cpu[r] = (process.TotalProcessorTime - before).TotalSeconds;
        }

        Array.Sort(wall);
        Array.Sort(cpu);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $$"""{"work": "{{work}}", "impl": "rondo {{name}}", "n": {{rows}}, "seconds": {{wall[rounds / 2]:F6}}, "min_s": {{wall[0]:F6}}, "cpu_s": {{cpu[rounds / 2]:F4}}, "ns_per_row": {{wall[rounds / 2] / rows * 1e9:F2}}, "threads": {{Threads}}, "check": {{check:R}}}"""));
    }

    internal static double[] ReadDoubles(string file) => MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(file)).ToArray();
}
