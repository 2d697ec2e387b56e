using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.Owners;
using Rondo.Kernel.State;

namespace Rondo.Cluster.Tests;

/// <summary>A real silo in this process.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly IHost _host;

    private TestServer(IHost host) => _host = host;

    public IKeyedOwners Owners => _host.Services.GetRequiredService<IKeyedOwners>();

    public IJobs Jobs => _host.Services.GetRequiredService<IJobs>();

    public static async Task<TestServer> StartAsync(Action<IServiceCollection> add, IStateStore? store = null, Action<ClusterOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(store ?? new MemoryStateStore());
        add(builder.Services);
        builder.AddCluster(configure);
        var host = builder.Build();
        await host.StartAsync();
        return new TestServer(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        switch (_host)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            default:
                _host.Dispose();
                break;
        }
    }
}
