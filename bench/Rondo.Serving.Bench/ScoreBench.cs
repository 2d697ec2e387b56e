using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Rondo.Client;
using Rondo.Client.InProcess;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Learning.Packages;
using Rondo.Engines.Tables;

namespace Rondo.Serving.Bench;

/// <summary>One row, 100 trees, one thread: the trees alone, from JSON, and a whole decision in process with its journal on the disk.</summary>
internal static class ScoreBench
{
    private const int RowsUsed = 2_000;
    private const int Rounds = 5;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("rondo-score-").FullName;
        try
        {
            Rows.Write(folder);
            var (package, table) = HundredTrees.Train(folder);
            using (package)
            {
                int[] rows = [.. Enumerable.Range(100_000, RowsUsed)];
                var features = package.Space.Encode(table.Take(rows));
                JsonElement[] json = [.. rows.Select(row => table.Json(row, package.Space.Inputs.Select(input => input.Name)))];
                var probabilities = new double[2];
                Print("trees alone, 20 numbers in an array", Time(50, i => package.Model.Score(features.Row(i), probabilities)));
                var issues = new List<InputIssue>();
                Print("from parsed JSON to a calibrated score", Time(50, i => package.Score(json[i], issues)));
                await InProcessAsync(folder, package, json);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task InProcessAsync(string folder, PackedModel package, JsonElement[] json)
    {
        // As an application would have it on the disk after a first start; the server is away.
        var own = Path.Combine(folder, "app");
        Directory.CreateDirectory(Path.Combine(own, "packages"));
        using var bytes = new MemoryStream();
        ModelPackages.Standard.Write(package, bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
        await File.WriteAllBytesAsync(Path.Combine(own, "packages", hash), bytes.ToArray());
        var release = new LiveRelease("one", new Release { Blob = hash, Threshold = 0.5, Step = ReleaseStep.Full, Salt = "salt", Fallback = new Fallback(FallbackKind.Default, "no") });
        var routes = new Routes { Sequence = 1, Full = release, Positive = "yes", Actions = new Dictionary<string, string> { ["positive"] = "Call", ["negative"] = "Nothing" } };
        await File.WriteAllBytesAsync(Path.Combine(own, "routes.json"), JsonSerializer.SerializeToUtf8Bytes(routes, RondoJson.Options));
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9/") };
        await using var rondo = await RondoInProcess.OpenAsync(new RondoClient(http), "bench", new InProcessOptions { Folder = own });
        var lost = 0;
        Print("a decision in process, in the journal before it is given", Time(20, i => lost += rondo.Decide(new DecisionRequest { Entity = $"E{i}", Features = json[i] }) is { Lost: true } or { Source: not DecisionSource.Model } ? 1 : 0));
        if (lost > 0)
        {
            throw new InvalidOperationException($"{lost} decisions were not the model's, or were lost.");
        }
    }

    /// <summary>Nanoseconds a row: the median of the rounds, after one to warm up.</summary>
    private static double Time(int passes, Action<int> work)
    {
        var rounds = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var pass = 0; pass < passes; pass++)
            {
                for (var i = 0; i < RowsUsed; i++)
                {
                    work(i);
                }
            }

            rounds.Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds / passes / RowsUsed);
        }

        return rounds.Skip(1).Order().ElementAt(Rounds / 2);
    }

    private static void Print(string what, double nanoseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {nanoseconds / 1000:0.00} us a row"));
}
