using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Rondo.Kernel.Facts;
using Rondo.Storage.Embedded.Facts;

namespace Rondo.Storage.Embedded.Tests.Facts;

public sealed class FactColumnsTests
{
    [Fact]
    public void A_batch_that_is_moved_again_after_a_crash_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        using (var columns = Open(folder))
        {
            columns.Append([Batch(1), Batch(2)]);
        }

        using var again = Open(folder);
        again.Moved.ShouldBe(2);
        again.Append([Batch(1), Batch(2), Batch(3)]);

        again.Moved.ShouldBe(3);
        again.Count(new FactQuery("churn", "kpi")).ShouldBe(3);
    }

    [Fact]
    public void A_move_that_fails_in_the_middle_moves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var columns = Open(folder);
        columns.Append([Batch(1)]);
        var broken = Batch(3) with { Facts = [.. Batch(3).Facts, .. Batch(3).Facts.Select(fact => fact with { Id = null! })] };

        Should.Throw<Exception>(() => columns.Append([Batch(2), broken]));

        columns.Count(new FactQuery("churn", "kpi")).ShouldBe(1);
        columns.Append([Batch(2)]);
        columns.Moved.ShouldBe(2);
    }

    [Fact]
    public async Task Facts_replayed_from_the_log_are_still_known_once_they_were_moved()
    {
        using var folder = new TemporaryFolder();
        var fact = Batch(1).Facts.Single();
        using (var log = FactLog.Open(folder.At("facts"), 1 << 20, 0, _ => { }))
        {
            log.Append(new RecordWriter().Record(Batch(1)), sync: false);
        }

        await using var pipeline = new FactPipeline(folder.Path, new EmbeddedStorageOptions { FlushInterval = TimeSpan.FromMinutes(1) }, NullLogger.Instance);

        (await pipeline.MovedAsync(CancellationToken.None)).Moved.ShouldBe(1);
        (await pipeline.AppendAsync([fact], CancellationToken.None)).ShouldBe([FactFate.Repeated]);
        (await pipeline.AppendAsync([fact with { Value = 7 }], CancellationToken.None)).ShouldBe([FactFate.Conflicting]);
    }

    [Fact]
    public void Nothing_on_the_machine_can_be_reached_from_a_query()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("secret.csv"), "a,b\n1,2\n");
        using var columns = Open(folder);
        using var connection = new DuckDBConnection($"Data Source={folder.At("facts.duckdb")}");
        connection.Open();

        foreach (var sql in new[] { $"SELECT * FROM read_csv('{folder.At("secret.csv")}')", $"COPY facts TO '{folder.At("out.csv")}'", $"ATTACH '{folder.At("other.duckdb")}'", "SET enable_external_access = true", "SET memory_limit = '900GB'" })
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand above.
            command.CommandText = sql;
#pragma warning restore CA2100
            Should.Throw<DuckDBException>(() => { command.ExecuteNonQuery(); }, sql);
        }
    }

    [Fact]
    public void Two_keys_with_the_same_letters_in_a_row_are_two_keys()
    {
        new FactKey("ab", "c", "d").Hash().ShouldNotBe(new FactKey("a", "bc", "d").Hash());
        new FactKey("a", "b", "").Hash().ShouldNotBe(new FactKey("a", "", "b").Hash());
    }

    [Fact]
    public void The_hash_that_stands_on_disk_never_changes() =>
        new FactKey("churn", "prediction", "p-1").Hash().ShouldBe(ExpectedHash());

    // SHA-256 over each part with its length in front, written down here a second time.
    private static ulong ExpectedHash()
    {
        byte[] bytes = [5, 0, 0, 0, .. "churn"u8, 10, 0, 0, 0, .. "prediction"u8, 3, 0, 0, 0, .. "p-1"u8];
        return BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(bytes));
    }

    private static FactColumns Open(TemporaryFolder folder) => new(folder.At("facts.duckdb"), 128, 1);

    private static FactBatch Batch(long number) => new(number, [new Fact { Product = "churn", Kind = "kpi", Id = $"f{number}", At = DateTimeOffset.UnixEpoch, RecordedAt = DateTimeOffset.UnixEpoch, Value = number }]);
}
