using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.State;
using Rondo.Storage.TestKit;

namespace Rondo.Storage.Embedded.Tests;

public sealed class DataFolderTests
{
    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        using var folder = new TemporaryFolder();
        await using var first = Open(folder.Path);
        await first.GetRequiredService<IStateStore>().TryWriteAsync("jobs", "a", "{}", 0, CancellationToken.None);
        await using var second = Open(folder.Path);

        var exception = Should.Throw<DataFolderInUseException>(second.GetRequiredService<IStateStore>);

        exception.Folder.ShouldBe(folder.Path);
        exception.Message.ShouldContain(folder.Path);
        (await first.GetRequiredService<IStateStore>().ReadAsync("jobs", "a", CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_is_free_again_once_its_server_has_closed_it()
    {
        using var folder = new TemporaryFolder();
        await using (var first = Open(folder.Path))
        {
            await first.GetRequiredService<ILedgerStore>().TryAppendAsync(SampleLedger.Chain(1), CancellationToken.None);
        }

        await using var second = Open(folder.Path);

        (await second.GetRequiredService<ILedgerStore>().ProductsAsync(CancellationToken.None)).ShouldBe(["churn"]);
    }

    [Fact]
    public async Task Two_servers_on_two_folders_do_not_meet()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var first = Open(one.Path);
        await using var second = Open(other.Path);
        await first.GetRequiredService<IStateStore>().TryWriteAsync("jobs", "a", "{}", 0, CancellationToken.None);

        (await second.GetRequiredService<IStateStore>().ListAsync("jobs", CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_folder_is_made_and_services_may_be_disposed_synchronously()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("some/where else/größe");
#pragma warning disable CA1849 // Disposing synchronously is what is tried here.
        using (var services = Open(path))
        {
            await services.GetRequiredService<IFactStore>().AppendAsync([new Fact { Product = "churn", Kind = "kpi", Id = "1", At = DateTimeOffset.UnixEpoch, RecordedAt = DateTimeOffset.UnixEpoch }], CancellationToken.None);
        }
#pragma warning restore CA1849

        File.Exists(Path.Combine(path, "facts.duckdb")).ShouldBeTrue();
    }

    [Fact]
    public void Every_fault_of_the_options_is_named_at_once()
    {
        using var services = new ServiceCollection().AddLogging().AddEmbeddedStorage(options =>
        {
            options.DataFolder = " ";
            options.FlushInterval = TimeSpan.Zero;
            options.MaxWaitingFacts = 0;
            options.LogSegmentBytes = 1;
            options.DuckDbMemoryMiB = 1;
            options.DuckDbThreads = 0;
        }).BuildServiceProvider();

        var exception = Should.Throw<OptionsValidationException>(services.GetRequiredService<ILedgerStore>);

        exception.Failures.Select(failure => failure.Split(' ')[0]).ShouldBe(["DataFolder", "FlushInterval", "MaxWaitingFacts", "LogSegmentBytes", "DuckDbMemoryMiB", "DuckDbThreads"]);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        await using (var services = Open(folder.Path))
        {
            await services.GetRequiredService<ILedgerStore>().TryAppendAsync(SampleLedger.Chain(1), CancellationToken.None);
        }

        await using (var connection = new SqliteConnection($"Data Source={folder.At("rondo.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync();
        }

        await using var older = Open(folder.Path);

        Should.Throw<InvalidDataException>(older.GetRequiredService<ILedgerStore>).Message.ShouldContain("99");
    }

    [Fact]
    public async Task Every_connection_waits_for_the_disk_and_writes_ahead()
    {
        using var folder = new TemporaryFolder();
        using var held = Folder.DataFolder.Open(folder.Path);
        using var database = new Sqlite.Database(held);

        var settings = await database.ReadAsync(async db => (await Setting(db, "synchronous"), await Setting(db, "journal_mode")), CancellationToken.None);

        // 2 is FULL.
        settings.ShouldBe(("2", "wal"));

        static async Task<string?> Setting(Sqlite.RondoDb db, string name)
        {
            var connection = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database);
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(db.Database);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names stand above.
            command.CommandText = $"PRAGMA {name}";
#pragma warning restore CA2100
            return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task Blobs_that_a_dead_process_left_half_written_are_swept_away()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("blobs"));
        await File.WriteAllTextAsync(folder.At("blobs/abc.arriving"), "half");
        await using var services = Open(folder.Path);

        await services.GetRequiredService<IBlobStore>().WriteAsync(new MemoryStream([1, 2, 3]), 10, CancellationToken.None);

        Directory.EnumerateFiles(folder.At("blobs"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldBe(["039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"]);
    }

    private static ServiceProvider Open(string folder) =>
        new ServiceCollection().AddLogging().AddEmbeddedStorage(options => options.DataFolder = folder).BuildServiceProvider();
}
