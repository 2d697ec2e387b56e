using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Storage.Embedded;

namespace Rondo.Cluster.Tests;

/// <summary>The kernel's ledger on the real owners and the real storage: what a server does with every decision.</summary>
public sealed class LedgerOnClusterTests
{
    [Fact]
    public async Task A_hundred_commits_at_once_are_all_there_in_one_chain_also_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("rondo-cluster-").FullName;
        try
        {
            using (var host = await StartAsync(folder))
            {
                var ledger = host.Services.GetRequiredService<ILedger>();
                await ledger.AppendAsync(Commit("product", "main", null), CancellationToken.None);
                var watch = Stopwatch.StartNew();
                var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => ledger.AppendAsync(Commit("risk", $"r{i}", 0), CancellationToken.None).AsTask()));
                TestContext.Current.TestOutputHelper?.WriteLine($"{100 / watch.Elapsed.TotalSeconds:N0} commits a second to one product.");

                answers.ShouldAllBe(answer => answer.IsGood);
                await host.StopAsync();
            }

            using (var host = await StartAsync(folder))
            {
                var entries = await host.Services.GetRequiredService<ILedgerStore>().ReadAsync("churn", 0, CancellationToken.None);
                entries.Count.ShouldBe(101);
                LedgerChain.Verify("churn", entries).Intact.ShouldBeTrue();
                await host.StopAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Of_twenty_who_expect_the_same_version_one_writes_and_the_others_see_both_sides()
    {
        var folder = Directory.CreateTempSubdirectory("rondo-cluster-").FullName;
        try
        {
            using var host = await StartAsync(folder);
            var ledger = host.Services.GetRequiredService<ILedger>();
            await ledger.AppendAsync(Commit("brief", "main", 0), CancellationToken.None);

            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ledger.AppendAsync(Commit("brief", "main", 1), CancellationToken.None).AsTask()));

            answers.Count(answer => answer.IsGood).ShouldBe(1);
            answers.Where(answer => !answer.IsGood).ShouldAllBe(answer => answer.Refusal!.Code.Code == "stale_version" && answer.Refusal.Conflict!.Actual == 2);
            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Commit Commit(string kind, string id, int? expected) =>
        new("churn", "pm-1", Role.ProductManager, "", "", [new Draft(kind, id, expected, "{}", [])]);

    private static async Task<IHost> StartAsync(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        new KernelModule().Add(builder.Services);
        KernelModule.AddFound(builder.Services, typeof(KernelModule).Assembly);
        builder.Services.AddEmbeddedStorage(options => options.DataFolder = folder);
        builder.AddCluster();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
