using Microsoft.Extensions.DependencyInjection;
using Rondo.Cluster.Jobs;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Jobs;

namespace Rondo.Cluster.Tests;

public sealed class JobRestartTests
{
    private static readonly JobRequest Train = new("train", "churn", "{}", "ds-1", Role.DataScientist);

    [Fact]
    public async Task A_repeatable_job_that_was_at_work_when_the_server_stopped_runs_again_under_its_id()
    {
        var store = new MemoryStateStore();
        var id = await StopInTheMiddleAsync(store, repeatable: true);
        var again = new ScriptedHandler((_, _) => Task.FromResult<Answer<string>>("\"second time\""), repeatable: true);

        await using var server = await StartAsync(again, store);

        var ended = await EndAsync(server, id);
        ended.State.ShouldBe(JobState.Done);
        ended.Result.ShouldBe("\"second time\"");
        again.Began.Single().Request.ShouldBe(Train);
    }

    [Fact]
    public async Task A_job_that_cannot_be_repeated_fails_as_interrupted_and_says_what_to_do()
    {
        var store = new MemoryStateStore();
        var id = await StopInTheMiddleAsync(store, repeatable: false);
        var again = new ScriptedHandler(ScriptedHandler.Endless, repeatable: false);

        await using var server = await StartAsync(again, store);

        var status = (await server.Jobs.FindAsync(id, CancellationToken.None))!;
        status.State.ShouldBe(JobState.Failed);
        status.Problem!.Code.ShouldBe("interrupted");
        status.Problem.NextStep.ShouldNotBeEmpty();
        status.EndedAt.ShouldNotBeNull();
        again.Began.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_whose_handler_is_gone_fails_as_interrupted()
    {
        var store = new MemoryStateStore();
        var id = await StopInTheMiddleAsync(store, repeatable: true);

        await using var server = await StartAsync(new ScriptedHandler(ScriptedHandler.Endless, kind: "other"), store);

        (await server.Jobs.FindAsync(id, CancellationToken.None))!.Problem!.Code.ShouldBe("interrupted");
    }

    [Fact]
    public async Task A_job_that_the_server_died_of_three_times_is_given_up()
    {
        // As kill -9 leaves it: on record as running, although nobody runs it.
        var store = new MemoryStateStore();
        var status = new JobStatus { Id = "job_1", Kind = "train", Product = "churn", State = JobState.Running, StartedAt = DateTimeOffset.UnixEpoch };
        await store.TryWriteAsync(JobRecord.Scope, "job_1", new JobRecord(Train, status, 3).ToJson(), 0, CancellationToken.None);
        var handler = new ScriptedHandler(ScriptedHandler.Endless, repeatable: true);

        await using var server = await StartAsync(handler, store);

        var found = (await server.Jobs.FindAsync("job_1", CancellationToken.None))!;
        found.State.ShouldBe(JobState.Failed);
        found.Problem!.Code.ShouldBe("interrupted");
        handler.Began.ShouldBeEmpty();
    }

    [Fact]
    public async Task Waiting_jobs_run_after_a_restart_in_the_order_in_which_they_were_asked_for()
    {
        var store = new MemoryStateStore();
        var ids = new List<string>();
        await using (var first = await StartAsync(new ScriptedHandler(ScriptedHandler.Endless, repeatable: true), store, options => options.JobsAtOnce = 1))
        {
            for (var i = 0; i < 3; i++)
            {
                ids.Add((await first.Jobs.StartAsync(Train, CancellationToken.None)).Id);
                await Task.Delay(5);
            }
        }

        var again = new ScriptedHandler((_, _) => Task.FromResult<Answer<string>>("{}"), repeatable: true);
        await using var server = await StartAsync(again, store, options => options.JobsAtOnce = 1);

        foreach (var id in ids)
        {
            (await EndAsync(server, id)).State.ShouldBe(JobState.Done);
        }

        again.Began.Select(context => context.Id).ShouldBe(ids);
    }

    [Fact]
    public async Task A_job_that_had_ended_is_left_alone()
    {
        var store = new MemoryStateStore();
        JobStatus ended;
        await using (var first = await StartAsync(new ScriptedHandler((_, _) => Task.FromResult<Answer<string>>("{}"), repeatable: true), store))
        {
            ended = await EndAsync(first, (await first.Jobs.StartAsync(Train, CancellationToken.None)).Id);
        }

        var again = new ScriptedHandler(ScriptedHandler.Endless, repeatable: true);
        await using var server = await StartAsync(again, store);

        (await server.Jobs.FindAsync(ended.Id, CancellationToken.None)).ShouldBe(ended);
        again.Began.ShouldBeEmpty();
    }

    private static async Task<string> StopInTheMiddleAsync(MemoryStateStore store, bool repeatable)
    {
        var began = new TaskCompletionSource();
        await using var server = await StartAsync(
            new ScriptedHandler(
                (context, cancellation) =>
                {
                    began.TrySetResult();
                    return ScriptedHandler.Endless(context, cancellation);
                },
                repeatable: repeatable),
            store);
        var id = (await server.Jobs.StartAsync(Train, CancellationToken.None)).Id;
        await began.Task;
        return id;
    }

    private static Task<TestServer> StartAsync(ScriptedHandler handler, MemoryStateStore store, Action<ClusterOptions>? configure = null) =>
        TestServer.StartAsync(services => services.AddSingleton<IJobHandler>(handler), store, configure);

    private static async Task<JobStatus> EndAsync(TestServer server, string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        JobStatus? last = null;
        await foreach (var status in server.Jobs.WatchAsync(id, patience.Token))
        {
            last = status;
        }

        return last.ShouldNotBeNull();
    }
}
