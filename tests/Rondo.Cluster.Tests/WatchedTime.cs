using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Rondo.Cluster.Tests;

/// <summary>
/// A fake clock that knows who waits: it moves only once somebody has begun to wait for exactly that long, so that a test
/// does not depend on how fast the machine is.
/// </summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, int> _waiting = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waiting.AddOrUpdate(dueTime, 1, (_, before) => before + 1);
        return timer;
    }

    /// <summary>Moves the clock once somebody waits for this long who did not when it moved last.</summary>
    public async Task AdvanceWhenAwaitedAsync(TimeSpan by)
    {
        for (var i = 0; i < 1000 && _waiting.GetValueOrDefault(by) == 0; i++)
        {
            await Task.Delay(10);
        }

        _waiting.TryRemove(by, out var waiting);
        waiting.ShouldBeGreaterThan(0, $"nobody waits for {by}");
        Advance(by);
    }
}
