using System.Runtime.CompilerServices;
using System.Text.Json;
using Rondo.Cluster.Silo;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.State;

namespace Rondo.Cluster.Jobs;

/// <summary>Where the rest of the program starts, watches and stops jobs.</summary>
internal sealed class JobDesk(SiloService silo, IStateStore store, IIdSource ids, JobHandlers handlers) : IJobs
{
    private static readonly TimeSpan BetweenSights = TimeSpan.FromMilliseconds(100);

    public async ValueTask<JobStatus> StartAsync(JobRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (handlers.Find(request.Kind) is null)
        {
            throw new ArgumentException($"There are no jobs of kind '{request.Kind}'. Known: {string.Join(", ", handlers.Kinds)}.", nameof(request));
        }

        // Not cancelled half-way: a caller who gives up would never learn the id of a job that runs.
        cancellation.ThrowIfCancellationRequested();
        var status = await silo.Grains.GetGrain<IJobGrain>(ids.Next("job")).StartAsync(JsonSerializer.Serialize(request, RondoJson.Options));
        return JsonSerializer.Deserialize<JobStatus>(status, RondoJson.Options)!;
    }

    public async ValueTask<JobStatus?> FindAsync(string id, CancellationToken cancellation) =>
        await store.ReadAsync(JobRecord.Scope, id, cancellation) is { } kept ? await NewestAsync(JobRecord.Parse(kept.Json).Status) : null;

    public async ValueTask<IReadOnlyList<JobStatus>> ListAsync(string product, CancellationToken cancellation)
    {
        var kept = await store.ListAsync(JobRecord.Scope, cancellation);
        var mine = kept.Select(record => JobRecord.Parse(record.Json).Status).Where(status => status.Product == product);
        var newest = await Task.WhenAll(mine.Select(NewestAsync));
        return [.. newest.OrderByDescending(status => status.StartedAt).ThenByDescending(status => status.Id, StringComparer.Ordinal)];
    }

    public async ValueTask CancelAsync(string id, CancellationToken cancellation)
    {
        if (await store.ReadAsync(JobRecord.Scope, id, cancellation) is { } kept && !JobRecord.Parse(kept.Json).Status.HasEnded)
        {
            await silo.Grains.GetGrain<IJobGrain>(id).CancelAsync();
        }
    }

    public async IAsyncEnumerable<JobStatus> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await store.ReadAsync(JobRecord.Scope, id, cancellation) is null)
        {
            yield break;
        }

        var job = silo.Grains.GetGrain<IJobGrain>(id);
        long? seen = null;
        while (await SeeAsync(job, seen ?? -1).WaitAsync(cancellation) is { } sight)
        {
            if (sight.Revision != seen)
            {
                seen = sight.Revision;
                yield return sight.Status;
                if (sight.Status.HasEnded)
                {
                    yield break;
                }

                // Real time on purpose: this spares the screen, whatever the story's clock does.
                await Task.Delay(BetweenSights, cancellation);
            }
        }
    }

    private async Task<JobStatus> NewestAsync(JobStatus kept) =>
        kept.HasEnded ? kept : (await SeeAsync(silo.Grains.GetGrain<IJobGrain>(kept.Id), -1))?.Status ?? kept;

    private static async Task<JobSight?> SeeAsync(IJobGrain job, long seen) =>
        await job.SeeAsync(seen) is { } sight ? JsonSerializer.Deserialize<JobSight>(sight, RondoJson.Options) : null;
}
