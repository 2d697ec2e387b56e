using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Rondo.Cluster.Jobs;
using Rondo.Cluster.Owners;
using Rondo.Cluster.Schedules;
using Rondo.Cluster.Silo;
using Rondo.Kernel;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.Owners;

namespace Rondo.Cluster;

/// <summary>Owners, jobs and schedules for one server.</summary>
public static class ClusterHosting
{
    /// <summary>
    /// Adds one silo that lives in this process and opens no port, so that any number of servers run side by side. Needs
    /// an <see cref="Kernel.State.IStateStore"/>; owners, job handlers and scheduled work are found among the services.
    /// Call it before adding hosted services that ask owners or start jobs while they start.
    /// </summary>
    public static IHostApplicationBuilder AddCluster(this IHostApplicationBuilder builder, Action<ClusterOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<ClusterOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClusterOptions>, ClusterOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, IdSource>();
        services.AddSingleton<BackgroundRuns>();
        services.AddSingleton<OwnerBehaviors>();
        services.AddSingleton<IKeyedOwners, KeyedOwners>();
        services.AddSingleton<JobHandlers>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<IJobs, JobDesk>();
        services.AddSingleton<ScheduleLoop>();

        services.AddSingleton(static provider => new StoryClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SiloService>();

        // Hosted services start in this order and stop in the reverse one.
        services.AddHostedService(static provider => provider.GetRequiredService<SiloService>());
        services.AddHostedService<ClusterService>();
        return builder;
    }
}
