using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Rondo.Contracts;

namespace Rondo.Serving.Bench;

/// <summary>A fixed rate of decisions for minutes, with the memory of the server every half minute: it must stay flat.</summary>
internal static class Soak
{
    private const int PerSecond = 500;
    private const int Callers = 8;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(RaceOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("rondo-soak-").FullName;
        Rows.Write(folder);
        var runner = new Runner("rondo", [options.Server, "serve", "--data-dir", Path.Combine(folder, "data"), "--urls", "http://127.0.0.1:5303"], $"http://127.0.0.1:5303/api/v1/products/{Product.Id}/decisions", "decision", folder);
        var server = await runner.StartAsync();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:5303/"), Timeout = TimeSpan.FromMinutes(5) };
            await new Product(http).PrepareAsync(folder);
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
            long answered = 0;
            var load = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => AskAsync(http, caller, () => Interlocked.Increment(ref answered), stop.Token))).ToList();
            var seen = new List<(double Minutes, double Megabytes)>();
            var began = Stopwatch.StartNew();
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(Every);
                server.Refresh();
                seen.Add((began.Elapsed.TotalMinutes, server.WorkingSet64 / 1048576.0));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seen[^1].Minutes,5:0.0} min: {seen[^1].Megabytes,5:0} MiB, {Interlocked.Read(ref answered):N0} decisions"));
            }

            await Task.WhenAll(load);
            var later = seen.Skip(seen.Count / 3).ToList();
            var slope = Slope(later);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"After the first third memory moves by {slope:+0.0;-0.0} MiB a minute, between {later.Min(point => point.Megabytes):0} and {later.Max(point => point.Megabytes):0} MiB."));
            return 0;
        }
        finally
        {
            await Runner.EndAsync(server);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AskAsync(HttpClient http, int caller, Action answered, CancellationToken cancellation)
    {
        var random = new Random(caller);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)Callers / PerSecond));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                var features = Enumerable.Range(0, 20).ToDictionary(i => $"f{i}", _ => Math.Round(random.NextDouble() * 3, 4));
                using var response = await http.PostAsJsonAsync($"api/v1/products/{Product.Id}/decisions", new { entity = $"E{random.Next(100_000)}", features }, RondoJson.Options, cancellation);
                response.EnsureSuccessStatusCode();
                answered();
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    /// <summary>Least squares.</summary>
    private static double Slope(List<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}
