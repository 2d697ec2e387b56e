using System.Net;
using Rondo.Contracts;

namespace Rondo.Client.Tests;

public sealed class JobWatchTests
{
    private const string Running = """data: {"id":"j","kind":"train","product":"p","state":"running","done_steps":1,"total_steps":4,"started_at":"2026-01-01T00:00:00Z"}""";
    private const string Done = """data: {"id":"j","kind":"train","product":"p","state":"done","result":"{\"run\":\"run-1\"}","started_at":"2026-01-01T00:00:00Z"}""";

    [Fact]
    public async Task A_watch_ends_with_the_job()
    {
        var seen = await WatchAsync($": hello\n\n{Running}\n\nevent: progress\n{Done}\n\n{Running}\n\n");

        seen.Select(reply => reply.Value!.State).ShouldBe([JobState.Running, JobState.Done]);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_gives_what_came_before()
    {
        var seen = await WatchAsync($"{Running}\n\n");

        seen.Single().Value!.DoneSteps.ShouldBe(1);
    }

    [Fact]
    public async Task A_last_event_without_an_empty_line_still_counts() =>
        (await WatchAsync(Done)).Single().Value!.HasEnded.ShouldBeTrue();

    [Fact]
    public async Task An_unknown_job_is_a_problem()
    {
        var client = Answers.Client(out _, HttpStatusCode.NotFound, """{"title":"x","status":404,"code":"unknown_job","detail":"x","next_step":"x"}""");

        var seen = await ToListAsync(client.WatchJobAsync("j"));

        seen.Single().Problem!.Code.ShouldBe("unknown_job");
    }

    private static Task<List<Reply<JobStatus>>> WatchAsync(string events) =>
        ToListAsync(Answers.Client(out _, HttpStatusCode.OK, events, "text/event-stream").WatchJobAsync("j"));

    private static async Task<List<Reply<JobStatus>>> ToListAsync(IAsyncEnumerable<Reply<JobStatus>> replies)
    {
        var list = new List<Reply<JobStatus>>();
        await foreach (var reply in replies)
        {
            list.Add(reply);
        }

        return list;
    }
}
