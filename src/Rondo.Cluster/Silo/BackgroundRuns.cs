namespace Rondo.Cluster.Silo;

/// <summary>Work that goes on beside the owners' turns: told to stop, and waited for, before the stores go away.</summary>
internal sealed class BackgroundRuns : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Starts work on the thread pool.</summary>
    public Task Start(Func<Task> work)
    {
        lock (_gate)
        {
            var task = Task.Run(work, CancellationToken.None);
            _running.Add(task);
            _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return task;
        }
    }

    /// <summary>Asks everything to stop and waits until it has.</summary>
    public async Task StopAsync(CancellationToken patience)
    {
        await _stopping.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running).WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private void Forget(Task task)
    {
        lock (_gate)
        {
            _running.Remove(task);
        }
    }
}
