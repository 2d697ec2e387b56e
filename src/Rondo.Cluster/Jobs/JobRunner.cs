using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rondo.Cluster.Silo;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Jobs;

namespace Rondo.Cluster.Jobs;

/// <summary>Takes a job from waiting to its end, a few at a time.</summary>
internal sealed partial class JobRunner(JobHandlers handlers, BackgroundRuns runs, TimeProvider time, IOptions<ClusterOptions> options, ILogger<JobRunner> logger) : IDisposable
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _slots = new(options.Value.JobsAtOnce);
    private int _waiting;

    /// <summary>Problem with which a further job is refused, or null where there is room.</summary>
    public Problem? Refuses() => Volatile.Read(ref _waiting) >= options.Value.QueuedJobs ? JobProblems.IsFull(options.Value.QueuedJobs) : null;

    /// <summary>Runs a job to its end; the task ends with it and never fails.</summary>
    public Task RunAsync(JobRun run)
    {
        // Counted here and not where it runs, so that the next caller sees it.
        Interlocked.Increment(ref _waiting);
        return runs.Start(() => RunToEndAsync(run));
    }

    public void Dispose() => _slots.Dispose();

    private async Task RunToEndAsync(JobRun run)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Cancelled, runs.Stopping);
        try
        {
            if (await GotSlotAsync(stop.Token))
            {
                try
                {
                    await WorkAsync(run, stop.Token);
                }
                finally
                {
                    _slots.Release();
                }
            }
            else if (run.Cancelled.IsCancellationRequested)
            {
                End(run, status => status with { State = JobState.Cancelled });
            }

            await run.SaveAsync();
        }
        catch (Exception exception)
        {
            // Only the store can throw here: the handler's exceptions end the job. What is on record is recovered at the next start.
            NotSaved(exception, run.Record.Status.Id);
        }
    }

    private async Task<bool> GotSlotAsync(CancellationToken stop)
    {
        try
        {
            await _slots.WaitAsync(stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task WorkAsync(JobRun run, CancellationToken stop)
    {
        run.Change(record => record with { Runs = record.Runs + 1, Status = record.Status with { State = JobState.Running } });
        await run.SaveAsync();
        var began = time.GetTimestamp();
        var request = run.Record.Request;
        var context = new JobContext(run.Record.Status.Id, request, (done, total, what) =>
            run.Change(record => record with { Status = JobProgress.With(record.Status, done, total, what, time.GetElapsedTime(began)) }));
        using var ended = new CancellationTokenSource();
        var saving = SaveNowAndThenAsync(run, ended.Token);
        try
        {
            var handler = handlers.Find(request.Kind) ?? throw new InvalidOperationException($"No handler for jobs of kind '{request.Kind}' is registered.");
            var answer = await handler.RunAsync(context, stop);
            End(run, status => answer.Try(out var result, out var refusal)
                ? status with { State = JobState.Done, Result = result, SecondsLeft = null }
                : status with { State = JobState.Failed, Problem = refusal.ToProblem(), SecondsLeft = null });
        }
        catch (OperationCanceledException) when (run.Cancelled.IsCancellationRequested)
        {
            End(run, status => status with { State = JobState.Cancelled, SecondsLeft = null });
        }
        catch (OperationCanceledException) when (runs.Stopping.IsCancellationRequested)
        {
            // Its record still says that it runs, which is how the next start finds it.
            Interrupted(run.Record.Status.Id, request.Kind);
        }
        catch (Exception exception)
        {
            HandlerFailed(exception, run.Record.Status.Id, request.Kind, request.Product);
            End(run, status => status with { State = JobState.Failed, Problem = JobProblems.HasFailed(run.Record, exception), SecondsLeft = null });
        }
        finally
        {
            await ended.CancelAsync();
            await saving;
        }
    }

    // Paced by the machine's clock, also where the story's clock is simulated: this spares the disk.
    private async Task SaveNowAndThenAsync(JobRun run, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(SaveEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                await run.SaveAsync();
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception exception)
        {
            NotSaved(exception, run.Record.Status.Id);
        }
    }

    private void End(JobRun run, Func<JobStatus, JobStatus> end) =>
        run.Change(record => record with { Status = end(record.Status) with { EndedAt = time.GetUtcNow() } });

    [LoggerMessage(1, LogLevel.Error, "Job {Job} ({Kind} of {Product}) failed.")]
    private partial void HandlerFailed(Exception exception, string job, string kind, string product);

    [LoggerMessage(2, LogLevel.Warning, "Job {Job} ({Kind}) is interrupted because the server stops.")]
    private partial void Interrupted(string job, string kind);

    [LoggerMessage(3, LogLevel.Error, "The record of job {Job} could not be written.")]
    private partial void NotSaved(Exception exception, string job);
}
