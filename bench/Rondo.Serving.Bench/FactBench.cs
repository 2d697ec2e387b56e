using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.Facts;
using Rondo.Storage.Embedded;

namespace Rondo.Serving.Bench;

/// <summary>
/// Durable facts a second, batches as they come from 64 callers, against appending the same bytes to a file: the store tells
/// new facts from known ones and has them in its columns at the end, the file does not.
/// </summary>
internal static class FactBench
{
    private const int Callers = 64;
    private const int Each = 1_500;

    public static async Task<int> RunAsync()
    {
        var random = new Random(7);
        var facts = Enumerable.Range(0, Callers * Each).Select(i => Fact(random, i)).ToArray();
        foreach (var sync in (bool[])[false, true])
        {
            var own = new List<double>();
            var file = new List<double>();
            for (var round = 0; round < 3; round++)
            {
                own.Add(await StoreAsync(facts, sync));
                file.Add(Append(facts, sync));
            }

            own.Sort();
            file.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(sync ? "fsync before each answer" : "write before each answer")}: store {own[1]:0} facts/s, append{(sync ? " + fsync" : "")} of the same bytes {file[1]:0} a second, ratio {own[1] / file[1]:0.00}"));
        }

        return 0;
    }

    private static async Task<double> StoreAsync(Fact[] facts, bool sync)
    {
        var folder = Directory.CreateTempSubdirectory("rondo-facts-").FullName;
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddEmbeddedStorage(options => (options.DataFolder, options.SyncBeforeAnswer) = (folder, sync)).BuildServiceProvider();
        var store = services.GetRequiredService<IFactStore>();
        var (began, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await store.AppendAsync([facts[(caller * Each) + i]], CancellationToken.None);
            }
        })));
        var answered = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await store.CountAsync(new FactQuery("bench", "prediction"), CancellationToken.None);
        var all = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  answered after {answered:0.00} s, in the columns after {all:0.00} s, {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / facts.Length:0.0} us of CPU a fact"));
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return facts.Length / answered;
    }

    private static double Append(Fact[] facts, bool sync)
    {
        var path = Path.GetTempFileName();
        var bytes = facts.Select(fact => System.Text.Encoding.UTF8.GetBytes($"{fact.Product}{fact.Kind}{fact.Id}{fact.Entity}{fact.Release}{fact.Arm}{fact.Label}{fact.Body}0123456789ABCDEF01234567")).ToArray();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0))
        {
            // Batches as they come when so many callers wait for one disk.
            var began = Stopwatch.GetTimestamp();
            foreach (var batch in bytes.Chunk(sync ? Callers : 1))
            {
                file.Write(batch.SelectMany(one => one).ToArray());
                if (sync)
                {
                    file.Flush(flushToDisk: true);
                }
            }

            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            file.Close();
            File.Delete(path);
            return facts.Length / seconds;
        }
    }

    private static Fact Fact(Random random, int i) => new()
    {
        Product = "bench",
        Kind = "prediction",
        Id = $"pred_{i:x32}",
        Entity = $"E{i % 4096:000000}",
        Release = "one",
        Arm = "champion",
        At = DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(i),
        RecordedAt = DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(i),
        Value = random.NextDouble(),
        Label = "no",
        Body = $$"""{"features":{{{string.Join(',', Enumerable.Range(0, 20).Select(f => string.Create(CultureInfo.InvariantCulture, $"\"f{f}\":{(random.NextDouble() * 4) - 2:0.00000}")))}}},"action":"Nothing","source":"model","latency_ms":0.123,"threshold":0.41,"confidence":"sure","message":"","request_id":"","split":"two","split_percent":10,"answered":""}""",
    };
}
