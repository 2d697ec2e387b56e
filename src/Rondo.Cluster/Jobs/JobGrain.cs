using System.Text.Json;
using Orleans;
using Orleans.Concurrency;
using Rondo.Cluster.Silo;
using Rondo.Contracts;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.State;

namespace Rondo.Cluster.Jobs;

/// <summary>One job; its key is the job's id. Speaks JSON, so that wire records need no second serialisation.</summary>
internal interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Puts a request on record and begins it; returns the status.</summary>
    Task<string> StartAsync(string request);

    /// <summary>Begins again, or fails, a job that the record says is not ended but that nobody runs.</summary>
    Task RecoverAsync();

    /// <summary>Asks it to stop.</summary>
    Task CancelAsync();

    /// <summary>A <see cref="JobSight"/> once it differs from what was seen, or after some seconds; null where there is no such job.</summary>
    [AlwaysInterleave]
    Task<string?> SeeAsync(long seen);
}

internal sealed class JobGrain(IStateStore store, JobRunner runner, JobHandlers handlers, StoryClock clock) : Grain, IJobGrain, IDisposable
{
    /// <summary>A job that takes the server down would do so at every start; after this many runs it is given up.</summary>
    private const int MaxRuns = 3;

    // Well below the response timeout: a watcher without news asks again.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    private JobRun? _run;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(JobRecord.Scope, this.GetPrimaryKeyString(), cancellationToken) is { } kept)
        {
            _run = new JobRun(JobRecord.Parse(kept.Json), store);
            await ResumeAsync(_run);
        }
    }

    public async Task<string> StartAsync(string request)
    {
        if (_run is not null)
        {
            throw new InvalidOperationException($"The job '{this.GetPrimaryKeyString()}' was started already.");
        }

        var asked = JsonSerializer.Deserialize<JobRequest>(request, RondoJson.Options)!;
        var now = clock.Time.GetUtcNow();
        var refused = runner.Refuses();
        var status = new JobStatus
        {
            Id = this.GetPrimaryKeyString(),
            Kind = asked.Kind,
            Product = asked.Product,
            State = refused is null ? JobState.Queued : JobState.Failed,
            StartedAt = now,
            EndedAt = refused is null ? null : now,
            Problem = refused,
        };
        var run = new JobRun(new JobRecord(asked, status, 0), store);
        _run = run;
        await run.SaveAsync();
        if (refused is null)
        {
            Begin(run);
        }

        return JsonSerializer.Serialize(status, RondoJson.Options);
    }

    // Activation has done it: nobody runs a job whose grain was asleep.
    public Task RecoverAsync() => Task.CompletedTask;

    public Task CancelAsync() => _run is { } run && !run.Record.Status.HasEnded ? run.CancelAsync() : Task.CompletedTask;

    public async Task<string?> SeeAsync(long seen) =>
        _run is { } run ? JsonSerializer.Serialize(await run.SeeAsync(seen, Patience), RondoJson.Options) : null;

    public void Dispose() => _run?.Dispose();

    private async Task ResumeAsync(JobRun run)
    {
        var record = run.Record;
        if (record.Status.HasEnded)
        {
            return;
        }

        var why =
            handlers.Find(record.Request.Kind) is not { } handler ? "this version has no handler for it any more" :
            !handler.Repeatable ? "it cannot simply be run again" :
            record.Runs >= MaxRuns ? $"it was interrupted {record.Runs} times, so it is not tried again" :
            null;
        if (why is null)
        {
            run.Change(interrupted => interrupted with { Status = interrupted.Status with { State = JobState.Queued, DoneSteps = 0, What = "", Rate = null, SecondsLeft = null } });
            Begin(run);
            return;
        }

        run.Change(lost => lost with { Status = lost.Status with { State = JobState.Failed, EndedAt = clock.Time.GetUtcNow(), SecondsLeft = null, Problem = JobProblems.WasInterrupted(lost, why) } });
        await run.SaveAsync();
    }

    private void Begin(JobRun run)
    {
        // An activation that sleeps would forget the run, so it stays up until the job has ended.
        DelayDeactivation(TimeSpan.FromDays(365));
        _ = KeepUntilEndedAsync(runner.RunAsync(run));
    }

    private async Task KeepUntilEndedAsync(Task running)
    {
        await running;
        DelayDeactivation(TimeSpan.FromSeconds(-1));
    }
}
