using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Rondo.Serving.Bench;

/// <summary>One measurement.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">Microseconds of the middle answer.</param>
/// <param name="P99">Microseconds of the slowest but one in a hundred.</param>
/// <param name="Bad">Answers that were no success, and broken connections.</param>
internal sealed record Load(double PerSecond, double P50, double P99, long Bad);

/// <summary>The load generator, on the second core; the server has the first.</summary>
internal static class Wrk
{
    public const string ServerCore = "0";
    private const string LoadCore = "1";

    public static async Task<Load> RunAsync(string url, string form, int connections, int seconds)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "load.lua");
        var start = new ProcessStartInfo("taskset", string.Create(CultureInfo.InvariantCulture, $"-c {LoadCore} wrk -t1 -c{connections} -d{seconds}s --latency -s {script} {url}")) { RedirectStandardOutput = true };
        start.Environment["RONDO_BENCH_FORM"] = form;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith("JSON ", StringComparison.Ordinal)) ?? throw new InvalidOperationException($"wrk said nothing: {output}");
        var json = JsonDocument.Parse(line[5..]).RootElement;
        return new Load(json.GetProperty("rps").GetDouble(), json.GetProperty("p50_us").GetDouble(), json.GetProperty("p99_us").GetDouble(), json.GetProperty("non2xx").GetInt64() + json.GetProperty("sockerr").GetInt64());
    }
}
