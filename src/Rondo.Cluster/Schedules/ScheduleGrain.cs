using Orleans;
using Rondo.Cluster.Silo;

namespace Rondo.Cluster.Schedules;

/// <summary>One scheduled work; its key is the work's name. One activation in the cluster means one run at a time.</summary>
internal interface IScheduleGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that the work goes on.</summary>
    Task WakeAsync();
}

[KeepAlive]
internal sealed class ScheduleGrain(ScheduleLoop loop, BackgroundRuns runs) : Grain, IScheduleGrain
{
    private Task? _looping;

    public Task WakeAsync()
    {
        if (_looping is null or { IsCompleted: true })
        {
            var name = this.GetPrimaryKeyString();
            _looping = runs.Start(() => loop.RunAsync(name));
        }

        return Task.CompletedTask;
    }
}
