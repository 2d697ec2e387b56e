using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rondo.Kernel.Owners;

namespace Rondo.Cluster.Tests;

public sealed class OwnerTests
{
    [Fact]
    public async Task One_owner_handles_one_hundred_asks_one_after_the_other()
    {
        var counter = new Counter();
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior>(counter));

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => server.Owners.AskAsync("counter", "a", $"{i}", CancellationToken.None).AsTask()));

        counter.MostAtOnce["a"].ShouldBe(1);
        replies.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 100).Select(i => $"{i}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Asks_sent_one_by_one_are_handled_in_that_order()
    {
        var counter = new Counter();
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior>(counter));

        for (var i = 0; i < 50; i++)
        {
            await server.Owners.AskAsync("counter", "ordered", $"{i}", CancellationToken.None);
        }

        counter.Heard["ordered"].ShouldBe(Enumerable.Range(0, 50).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Owners_with_different_keys_do_not_wait_for_one_another()
    {
        var meeting = new Meeting();
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior>(meeting));

        // Each waits for the other one to have arrived: this ends only where both are at work at once.
        var both = Task.WhenAll(server.Owners.AskAsync("meeting", "a", "", CancellationToken.None).AsTask(), server.Owners.AskAsync("meeting", "b", "", CancellationToken.None).AsTask());

        (await both.WaitAsync(TimeSpan.FromSeconds(5))).ShouldBe(["met", "met"]);
    }

    [Theory]
    [InlineData("churn")]
    [InlineData("a/b/c")]
    [InlineData("")]
    [InlineData("größe 東京 🎵")]
    public async Task The_key_arrives_as_it_was_given(string key)
    {
        var counter = new Counter();
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior>(counter));

        await server.Owners.AskAsync("counter", key, "x", CancellationToken.None);

        counter.Heard.Keys.ShouldBe([key]);
    }

    [Fact]
    public async Task An_exception_of_the_behaviour_reaches_the_asker_and_the_owner_goes_on()
    {
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior, Faulty>());

        var exception = await Should.ThrowAsync<InvalidDataException>(async () => await server.Owners.AskAsync("faulty", "a", "fail", CancellationToken.None));

        exception.Message.ShouldBe("the disk says no");
        (await server.Owners.AskAsync("faulty", "a", "go on", CancellationToken.None)).ShouldBe("went on");
    }

    [Fact]
    public async Task An_asker_who_gives_up_stops_waiting_while_the_owner_finishes()
    {
        var counter = new Counter { Takes = TimeSpan.FromMilliseconds(300) };
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior>(counter));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));

        await Should.ThrowAsync<OperationCanceledException>(async () => await server.Owners.AskAsync("counter", "a", "first", patience.Token));
        (await server.Owners.AskAsync("counter", "a", "second", CancellationToken.None)).ShouldBe("2");

        counter.Heard["a"].ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task A_kind_that_nobody_registered_is_named_in_the_error()
    {
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior, Faulty>());

        var exception = await Should.ThrowAsync<InvalidOperationException>(async () => await server.Owners.AskAsync("nobody", "a", "", CancellationToken.None));

        exception.Message.ShouldContain("'nobody'");
        exception.Message.ShouldContain("faulty");
    }

    [Fact]
    public async Task A_kind_with_a_slash_is_refused_because_it_would_meet_another_owner()
    {
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior, Faulty>());

        await Should.ThrowAsync<ArgumentException>(async () => await server.Owners.AskAsync("faulty/a", "b", "", CancellationToken.None));
    }

    [Fact]
    public async Task Three_servers_run_side_by_side_and_a_silo_starts_quickly()
    {
        var watch = Stopwatch.StartNew();
        await using var first = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior, Faulty>());
        await using var second = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior, Faulty>());
        await using var third = await TestServer.StartAsync(services => services.AddSingleton<IOwnerBehavior, Faulty>());
        TestContext.Current.TestOutputHelper?.WriteLine($"Three silos started in {watch.Elapsed.TotalSeconds:0.00} s.");

        (await first.Owners.AskAsync("faulty", "a", "go on", CancellationToken.None)).ShouldBe("went on");
        (await second.Owners.AskAsync("faulty", "a", "go on", CancellationToken.None)).ShouldBe("went on");
        (await third.Owners.AskAsync("faulty", "a", "go on", CancellationToken.None)).ShouldBe("went on");

        // Ten times what is usual, so that a busy machine does not fail it, and a silo that waits for peers does.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_story_whose_clock_leaps_by_months_in_the_middle_of_an_ask_times_nothing_out()
    {
        var time = new FakeTimeProvider();
        var counter = new Counter { Takes = TimeSpan.FromSeconds(1) };
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<TimeProvider>(time).AddSingleton<IOwnerBehavior>(counter));

        var ask = server.Owners.AskAsync("counter", "a", "first", CancellationToken.None).AsTask();
        for (var leap = 0; leap < 20; leap++)
        {
            time.Advance(TimeSpan.FromDays(60));
            await Task.Delay(20);
        }

        (await ask).ShouldBe("1");
        (await server.Owners.AskAsync("counter", "a", "second", CancellationToken.None)).ShouldBe("2");
    }

    private sealed class Counter : IOwnerBehavior
    {
        private readonly ConcurrentDictionary<string, int> _atOnce = new();
        private int _count;

        public TimeSpan Takes { get; init; } = TimeSpan.FromMilliseconds(1);

        public ConcurrentDictionary<string, int> MostAtOnce { get; } = new();

        public ConcurrentDictionary<string, ConcurrentQueue<string>> Heard { get; } = new();

        public string Kind => "counter";

        public async ValueTask<string> HandleAsync(string key, string message, CancellationToken cancellation)
        {
            var now = _atOnce.AddOrUpdate(key, 1, (_, before) => before + 1);
            MostAtOnce.AddOrUpdate(key, now, (_, before) => Math.Max(before, now));
            Heard.GetOrAdd(key, _ => []).Enqueue(message);
            await Task.Delay(Takes, cancellation);
            _atOnce.AddOrUpdate(key, 0, (_, before) => before - 1);
            return $"{Interlocked.Increment(ref _count)}";
        }
    }

    private sealed class Meeting : IOwnerBehavior
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;

        public string Kind => "meeting";

        public async ValueTask<string> HandleAsync(string key, string message, CancellationToken cancellation)
        {
            if (Interlocked.Increment(ref _arrived) == 2)
            {
                _all.SetResult();
            }

            await _all.Task.WaitAsync(cancellation);
            return "met";
        }
    }

    private sealed class Faulty : IOwnerBehavior
    {
        public string Kind => "faulty";

        public ValueTask<string> HandleAsync(string key, string message, CancellationToken cancellation) =>
            message == "fail" ? throw new InvalidDataException("the disk says no") : ValueTask.FromResult("went on");
    }
}
