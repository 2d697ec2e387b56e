using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rondo.Contracts;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Storage.Embedded;

// usage: Rondo.Storage.CrashWriter <data folder> <round>
// Prints "ready", and then a line for every acknowledged ledger sequence ("L 17") and fact id ("F 3-2-95"), until it is killed.
var round = args[1];
await using var services = new ServiceCollection()
    .AddLogging()
    .AddEmbeddedStorage(options =>
    {
        options.DataFolder = args[0];

        // Small and fast, so that a kill meets every moment: the middle of a write, of a move to DuckDB, of a change of files.
        options.FlushInterval = TimeSpan.FromMilliseconds(20);
        options.LogSegmentBytes = 64 * 1024;
    })
    .BuildServiceProvider();
var ledger = services.GetRequiredService<ILedgerStore>();
var facts = services.GetRequiredService<IFactStore>();
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
await facts.CountAsync(new FactQuery("churn", "prediction"), CancellationToken.None);
await output.WriteLineAsync("ready");

// SQLite's calls never yield, so each writer needs a thread of its own to begin with.
await Task.WhenAll([Task.Run(WriteLedgerAsync), .. Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteFactsAsync(writer)))]);

async Task WriteLedgerAsync()
{
    var entries = (await ledger.ReadAsync("churn", 0, CancellationToken.None)).ToList();
    while (true)
    {
        // Commits of one to three documents: a kill in the middle of one must leave all of it or nothing.
        var commit = new List<LedgerEntry>();
        for (var i = 0; i <= entries.Count % 3; i++)
        {
            var last = commit.Count > 0 ? commit[^1] : entries.LastOrDefault();
            var sequence = (last?.Sequence ?? 0) + 1;
            var key = string.Create(CultureInfo.InvariantCulture, $"commit-{entries.Count}-of-{(entries.Count % 3) + 1}");
            var entry = new LedgerEntry(sequence, "churn", "run", string.Create(CultureInfo.InvariantCulture, $"{sequence}"), 1, $$"""{"filler":"{{new string('x', 2000)}}"}""", [], "ds-1", Role.DataScientist, "", DateTimeOffset.UnixEpoch.AddSeconds(sequence), key, last?.Hash ?? LedgerHash.Genesis, "");
            commit.Add(entry with { Hash = LedgerHash.Of(entry) });
        }

        if (!await ledger.TryAppendAsync(commit, CancellationToken.None))
        {
            throw new InvalidOperationException("Nobody else writes here, and yet an append was refused.");
        }

        entries.AddRange(commit);
        foreach (var entry in commit)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"L {entry.Sequence}"));
        }
    }
}

async Task WriteFactsAsync(int writer)
{
    for (var i = 0; ; i++)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{round}-{writer}-{i}");
        var fact = new Fact { Product = "churn", Kind = "prediction", Id = id, At = DateTimeOffset.UnixEpoch.AddSeconds(i), RecordedAt = DateTimeOffset.UnixEpoch, Value = i, Body = $$"""{"id":"{{id}}","filler":"{{new string('y', 200)}}"}""" };
        if ((await facts.AppendAsync([fact], CancellationToken.None))[0] != FactFate.Stored)
        {
            throw new InvalidOperationException($"The fact {id} is new, and yet it was not stored.");
        }

        await output.WriteLineAsync($"F {id}");
    }
}
