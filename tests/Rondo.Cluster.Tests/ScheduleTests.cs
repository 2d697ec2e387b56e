using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.Schedules;

namespace Rondo.Cluster.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public async Task Work_runs_once_per_interval_and_not_before_it()
    {
        var time = new WatchedTime();
        var work = new Ticking(TimeSpan.FromMinutes(5));
        await using var server = await StartAsync(work, time);

        await QuietAsync(work, 0);
        for (var run = 1; run <= 3; run++)
        {
            await AdvanceAsync(time, TimeSpan.FromMinutes(5), work, run);
        }

        time.Advance(TimeSpan.FromMinutes(4));
        await QuietAsync(work, 3);
    }

    [Fact]
    public async Task Work_that_fails_runs_again()
    {
        var time = new WatchedTime();
        var work = new Ticking(TimeSpan.FromSeconds(30)) { Body = _ => throw new InvalidDataException("no") };
        await using var server = await StartAsync(work, time);

        await AdvanceAsync(time, work.Every, work, 1);
        await AdvanceAsync(time, work.Every, work, 2);
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_the_interval_does_not_meet_the_next_one()
    {
        var time = new WatchedTime();
        var goOn = new SemaphoreSlim(0);
        var work = new Ticking(TimeSpan.FromSeconds(30)) { Body = cancellation => goOn.WaitAsync(cancellation) };
        await using var server = await StartAsync(work, time);

        await AdvanceAsync(time, work.Every, work, 1);
        time.Advance(TimeSpan.FromMinutes(10));
        await QuietAsync(work, 1);
        goOn.Release();
        await UntilAsync(() => work.Runs == 2);
        await QuietAsync(work, 2);
    }

    [Fact]
    public async Task Stopping_the_server_stops_a_run_in_the_middle()
    {
        var stopped = new TaskCompletionSource();
        var time = new WatchedTime();
        var work = new Ticking(TimeSpan.FromSeconds(30))
        {
            Body = async cancellation =>
            {
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                }
                finally
                {
                    stopped.SetResult();
                }
            },
        };
        await using (await StartAsync(work, time))
        {
            await AdvanceAsync(time, work.Every, work, 1);
        }

        stopped.Task.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Daily_work_of_a_server_that_restarts_every_night_still_runs()
    {
        var store = new MemoryStateStore();
        var time = new WatchedTime();
        var work = new Ticking(TimeSpan.FromDays(1));
        await using (await StartAsync(work, time, store))
        {
            await AdvanceAsync(time, TimeSpan.FromDays(1), work, 1);
        }

        time.Advance(TimeSpan.FromHours(20));
        await using (await StartAsync(work, time, store))
        {
            await AdvanceAsync(time, TimeSpan.FromHours(4), work, 2);
        }
    }

    [Fact]
    public async Task Work_without_an_interval_is_named_and_the_others_go_on()
    {
        var time = new WatchedTime();
        var work = new Ticking(TimeSpan.FromSeconds(30));
        await using var server = await TestServer.StartAsync(services => services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IScheduledWork>(new Ticking(TimeSpan.Zero) { Name = "never" })
            .AddSingleton<IScheduledWork>(work));

        await AdvanceAsync(time, work.Every, work, 1);
    }

    private static Task<TestServer> StartAsync(Ticking work, WatchedTime time, MemoryStateStore? store = null) =>
        TestServer.StartAsync(services => services.AddSingleton<TimeProvider>(time).AddSingleton<IScheduledWork>(work), store);

    private static async Task AdvanceAsync(WatchedTime time, TimeSpan by, Ticking work, int runs)
    {
        await time.AdvanceWhenAwaitedAsync(by);
        await UntilAsync(() => work.Runs == runs);
    }

    private static async Task QuietAsync(Ticking work, int runs)
    {
        await Task.Delay(100);
        work.Runs.ShouldBe(runs);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 500 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        condition().ShouldBeTrue();
    }

    private sealed class Ticking(TimeSpan every) : IScheduledWork
    {
        private int _runs;

        public string Name { get; init; } = "tick";

        public TimeSpan Every => every;

        public Func<CancellationToken, Task> Body { get; init; } = _ => Task.CompletedTask;

        public int Runs => _runs;

        public Task RunAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref _runs);
            return Body(cancellation);
        }
    }
}
