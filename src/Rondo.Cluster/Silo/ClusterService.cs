using Microsoft.Extensions.Hosting;
using Rondo.Cluster.Jobs;
using Rondo.Cluster.Schedules;
using Rondo.Kernel.Schedules;
using Rondo.Kernel.State;

namespace Rondo.Cluster.Silo;

/// <summary>Wakes what must go on by itself once the silo runs: interrupted jobs and schedules.</summary>
internal sealed class ClusterService(SiloService silo, IStateStore store, IEnumerable<IScheduledWork> work, BackgroundRuns runs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in await store.ListAsync(JobRecord.Scope, cancellationToken))
        {
            if (!JobRecord.Parse(job.Json).Status.HasEnded)
            {
                await silo.Grains.GetGrain<IJobGrain>(job.Key).RecoverAsync();
            }
        }

        foreach (var name in work.Select(item => item.Name).Distinct(StringComparer.Ordinal))
        {
            await silo.Grains.GetGrain<IScheduleGrain>(name).WakeAsync();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => runs.StopAsync(cancellationToken);
}
