using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Rondo.Cluster.Jobs;
using Rondo.Cluster.Owners;
using Rondo.Cluster.Schedules;
using Rondo.Kernel.State;

namespace Rondo.Cluster.Silo;

/// <summary>
/// The silo as a host inside the host. It shares what grains use and nothing else; above all not the
/// <see cref="TimeProvider"/>, see <see cref="StoryClock"/>.
/// </summary>
internal sealed class SiloService(IServiceProvider services, IOptions<ClusterOptions> options) : IHostedService, IAsyncDisposable, IDisposable
{
    private IHost? _host;

    /// <summary>Where grains are found.</summary>
    /// <exception cref="InvalidOperationException">The server has not started, or has stopped.</exception>
    public IGrainFactory Grains
    {
        get => field ?? throw new InvalidOperationException("Owners and jobs answer only while the server runs: start the host first.");
        private set;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Share<ILoggerFactory>(builder.Services);
        Share<IStateStore>(builder.Services);
        Share<BackgroundRuns>(builder.Services);
        Share<OwnerBehaviors>(builder.Services);
        Share<JobHandlers>(builder.Services);
        Share<JobRunner>(builder.Services);
        Share<ScheduleLoop>(builder.Services);
        Share<StoryClock>(builder.Services);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = options.Value.ResponseTimeout);
        builder.Services.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.Value.ResponseTimeout);
        builder.UseOrleans(static silo =>
        {
            silo.UseLocalhostClustering();
            silo.WithoutPorts();
        });
        _host = builder.Build();
        await _host.StartAsync(cancellationToken);
        Grains = _host.Services.GetRequiredService<IGrainFactory>();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_host is { } host)
        {
            await host.StopAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        switch (Interlocked.Exchange(ref _host, null))
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case { } host:
                host.Dispose();
                break;
            default:
                break;
        }
    }

    // For those who dispose their services synchronously; there is no synchronisation context that this could block.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    // As an instance: a container disposes what it makes, and these are made, and disposed, outside.
    private void Share<T>(IServiceCollection inner)
        where T : class => inner.AddSingleton(services.GetRequiredService<T>());

    /// <summary>Signals and consoles are the outer host's business.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
