using System.Collections.Concurrent;
using Rondo.Kernel;
using Rondo.Kernel.Jobs;

namespace Rondo.Cluster.Tests;

/// <summary>A handler that does what the test says, and says what it was asked.</summary>
internal sealed class ScriptedHandler(Func<JobContext, CancellationToken, Task<Answer<string>>> work, string kind = "train", bool repeatable = false) : IJobHandler
{
    private int _atOnce;
    private int _mostAtOnce;

    public string Kind => kind;

    public bool Repeatable => repeatable;

    public int MostAtOnce => _mostAtOnce;

    public ConcurrentQueue<JobContext> Began { get; } = [];

    public async Task<Answer<string>> RunAsync(JobContext context, CancellationToken cancellation)
    {
        Began.Enqueue(context);
        var now = Interlocked.Increment(ref _atOnce);
        InterlockedMax(now);
        try
        {
            return await work(context, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    /// <summary>Waits until it is told to stop.</summary>
    public static async Task<Answer<string>> Endless(JobContext context, CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        return "{}";
    }

    private void InterlockedMax(int now)
    {
        int before;
        while ((before = _mostAtOnce) < now && Interlocked.CompareExchange(ref _mostAtOnce, now, before) != before)
        {
        }
    }
}
