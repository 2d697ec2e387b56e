using System.Globalization;
using Microsoft.Extensions.Logging;
using Rondo.Cluster.Silo;
using Rondo.Kernel.Schedules;
using Rondo.Kernel.State;

namespace Rondo.Cluster.Schedules;

/// <summary>
/// Runs a work again and again: the next run begins <see cref="IScheduledWork.Every"/> after the last one began, or at
/// once where that one took longer. A run that fails is logged, and the next one comes all the same.
/// </summary>
internal sealed partial class ScheduleLoop(IEnumerable<IScheduledWork> work, IStateStore store, BackgroundRuns runs, TimeProvider time, ILogger<ScheduleLoop> logger)
{
    public const string Scope = "schedules";

    // Rare work remembers its last run over a restart: daily work of a server that is restarted every night would else never run.
    private static readonly TimeSpan Rare = TimeSpan.FromMinutes(1);

    /// <summary>Goes on until the server stops.</summary>
    public async Task RunAsync(string name)
    {
        var stop = runs.Stopping;
        var item = work.First(candidate => candidate.Name == name);
        if (item.Every <= TimeSpan.Zero)
        {
            BadInterval(name, item.Every);
            return;
        }

        try
        {
            var due = await FirstAsync(item, stop);
            while (true)
            {
                await DelayUntilAsync(due, stop);
                due = time.GetUtcNow() + item.Every;
                await OnceAsync(item, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task<DateTimeOffset> FirstAsync(IScheduledWork item, CancellationToken stop)
    {
        var regular = time.GetUtcNow() + item.Every;
        if (item.Every < Rare || await store.ReadAsync(Scope, item.Name, stop) is not { } kept)
        {
            return regular;
        }

        // A last run in the future (a clock that was set back) must not put the work off for longer than its interval.
        var due = new DateTimeOffset(long.Parse(kept.Json, CultureInfo.InvariantCulture), TimeSpan.Zero) + item.Every;
        return due < regular ? due : regular;
    }

    private async Task DelayUntilAsync(DateTimeOffset due, CancellationToken stop)
    {
        // In parts, because one delay holds at most seven weeks.
        while (due - time.GetUtcNow() is { Ticks: > 0 } left)
        {
            await Task.Delay(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1), time, stop);
        }
    }

    private async Task OnceAsync(IScheduledWork item, CancellationToken stop)
    {
        try
        {
            if (item.Every >= Rare)
            {
                await store.TryWriteAsync(Scope, item.Name, time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture), null, stop);
            }

            await item.RunAsync(stop);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            WorkFailed(exception, item.Name, item.Every);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The scheduled work {Work} failed; it runs again in {Every}.")]
    private partial void WorkFailed(Exception exception, string work, TimeSpan every);

    [LoggerMessage(2, LogLevel.Error, "The scheduled work {Work} says that it runs every {Every}, so it never runs. Give it a positive interval.")]
    private partial void BadInterval(string work, TimeSpan every);
}
