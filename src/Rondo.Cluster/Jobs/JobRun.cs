using Rondo.Contracts;
using Rondo.Kernel.State;

namespace Rondo.Cluster.Jobs;

/// <summary>One job while it is on this server: its newest status, those who wait for a change, and its record.</summary>
internal sealed class JobRun(JobRecord record, IStateStore store) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _saving = new(1);
    private readonly CancellationTokenSource _cancel = new();
    private JobRecord _record = record;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _revision;
    private long _saved = -1;

    /// <summary>As it stands.</summary>
    public JobRecord Record
    {
        get
        {
            lock (_gate)
            {
                return _record;
            }
        }
    }

    /// <summary>Cancelled when somebody asked the job to stop.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    public Task CancelAsync() => _cancel.CancelAsync();

    /// <summary>Changes the record; those who wait hear of it.</summary>
    public void Change(Func<JobRecord, JobRecord> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            // A handler that reports after its end (a stray callback) changes nothing any more.
            if (_record.Status.HasEnded)
            {
                return;
            }

            _record = change(_record);
            _revision++;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    /// <summary>The status once it differs from the revision that was seen, or after the patience is spent.</summary>
    public async Task<JobSight> SeeAsync(long seen, TimeSpan patience)
    {
        Task changed;
        lock (_gate)
        {
            if (_revision != seen)
            {
                return new JobSight(_revision, _record.Status);
            }

            changed = _changed.Task;
        }

        await changed.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        lock (_gate)
        {
            return new JobSight(_revision, _record.Status);
        }
    }

    /// <summary>Writes the record durably, unless what stands is written already.</summary>
    public async Task SaveAsync()
    {
        await _saving.WaitAsync(CancellationToken.None);
        try
        {
            JobRecord record;
            long revision;
            lock (_gate)
            {
                (record, revision) = (_record, _revision);
            }

            if (revision != _saved)
            {
                await store.TryWriteAsync(JobRecord.Scope, record.Status.Id, record.ToJson(), null, CancellationToken.None);
                _saved = revision;
            }
        }
        finally
        {
            _saving.Release();
        }
    }

    public void Dispose()
    {
        _cancel.Dispose();
        _saving.Dispose();
    }
}

/// <summary>A status and the revision by which a watcher says that it has seen it.</summary>
internal sealed record JobSight(long Revision, JobStatus Status);
