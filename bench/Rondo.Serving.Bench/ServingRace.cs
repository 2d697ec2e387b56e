using System.Globalization;

namespace Rondo.Serving.Bench;

/// <summary>Runs every server in turn under the same load and prints what each reached, as a ratio to the bare endpoint.</summary>
internal static class ServingRace
{
    private const string Bare = "bare";
    private const string Ours = "rondo";
    private const int WarmUpSeconds = 25;
    private const string Shadowed = "rondo+shadow";
    private const string Explained = "rondo+reasons";

    public static async Task<int> RunAsync(RaceOptions options)
    {
        var folder = options.Keep ?? Directory.CreateTempSubdirectory("rondo-serving-").FullName;
        Directory.CreateDirectory(folder);
        try
        {
            if (!File.Exists(Path.Combine(folder, "rows.csv")))
            {
                Rows.Write(folder);
            }

            var runners = Runners(options, folder).Where(runner => options.Only.Count == 0 || options.Only.Contains(runner.Name) || (runner.Name == Ours && (options.Only.Contains(Shadowed) || options.Only.Contains(Explained)))).ToList();
            var loads = new List<(string Name, int Connections, Load Load)>();
            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var runner in runners)
                {
                    await RoundAsync(options, folder, runner, loads);
                }
            }

            Report(loads);
            return loads.Any(load => load.Load.Bad > 0) ? 1 : 0;
        }
        finally
        {
            if (options.Keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static IEnumerable<Runner> Runners(RaceOptions options, string folder)
    {
        var own = Environment.ProcessPath!;
        yield return new Runner(Bare, [own, "bare", "http://127.0.0.1:5301"], "http://127.0.0.1:5301/score", "flat");
        yield return new Runner(Ours, [options.Server, "serve", "--data-dir", Path.Combine(folder, "data"), "--urls", "http://127.0.0.1:5303"], $"http://127.0.0.1:5303/api/v1/products/{Product.Id}/decisions", "decision", folder);
        if (options.Peers is { } peers)
        {
            yield return new Runner("fastapi", ["/usr/bin/python3", "-m", "uvicorn", "serve_fastapi:app", "--host", "127.0.0.1", "--port", "5302", "--log-level", "warning", "--no-access-log"], "http://127.0.0.1:5302/score", "flat", Path.GetFullPath(peers), new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "1", ["RONDO_BENCH_DATA"] = Path.GetFullPath(folder) });
        }
    }

    private static async Task RoundAsync(RaceOptions options, string folder, Runner runner, List<(string Name, int Connections, Load Load)> loads)
    {
        var process = await runner.StartAsync();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(new Uri(runner.Url), "/"), Timeout = TimeSpan.FromMinutes(5) };
            var product = new Product(http);
            if (runner.Name == Ours && !(await http.GetAsync(new Uri($"/api/v1/products/{Product.Id}", UriKind.Relative))).IsSuccessStatusCode)
            {
                await product.PrepareAsync(folder);
            }

            // Compiled code takes its final form under load.
            await Wrk.RunAsync(runner.Url, runner.Form, 16, WarmUpSeconds);
            await Runner.PinAsync(process);
            await MeasureAsync(runner.Name, runner.Form);
            if (runner.Name == Ours && (options.Only.Count == 0 || options.Only.Contains(Shadowed)))
            {
                var shadow = await product.ShadowAsync();
                await MeasureAsync(Shadowed, runner.Form);
                await product.StopAsync(shadow);
            }

            if (runner.Name == Ours && (options.Only.Count == 0 || options.Only.Contains(Explained)))
            {
                await MeasureAsync(Explained, "reasons");
            }
        }
        finally
        {
            await Runner.EndAsync(process);
        }

        async Task MeasureAsync(string name, string form)
        {
            foreach (var connections in options.Connections)
            {
                var load = await Wrk.RunAsync(runner.Url, form, connections, options.Seconds);
                loads.Add((name, connections, load));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-14} {connections,3} connections: {load.PerSecond,9:0} a second, p50 {load.P50,6:0} us, p99 {load.P99,7:0} us{(load.Bad > 0 ? $", {load.Bad} failed" : "")}"));
            }
        }
    }

    private static void Report(List<(string Name, int Connections, Load Load)> loads)
    {
        Console.WriteLine("\nMedians of the rounds, as ratios to the bare endpoint at the same number of connections:");
        foreach (var group in loads.GroupBy(load => (load.Name, load.Connections)))
        {
            var bare = loads.Where(load => load.Name == Bare && load.Connections == group.Key.Connections).Select(load => load.Load).ToList();
            var (own, of) = (Median(group.Select(load => load.Load.PerSecond)), Median(bare.Select(load => load.PerSecond)));
            var (least, most) = (group.Min(load => load.Load.PerSecond), group.Max(load => load.Load.PerSecond));
            var (p99, bareP99) = (Median(group.Select(load => load.Load.P99)), Median(bare.Select(load => load.P99)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Key.Name,-14} {group.Key.Connections,3} connections: {own,9:0} a second ({least:0} to {most:0} in {group.Count()} rounds) = {own / of,6:0.000} of bare; p99 {p99,7:0} us = {p99 / bareP99,6:0.00} of bare's"));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
