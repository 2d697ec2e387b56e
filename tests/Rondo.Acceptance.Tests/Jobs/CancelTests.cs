using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Jobs;

/// <summary>Long work can be stopped, and then leaves nothing behind.</summary>
public sealed class CancelTests(SharedRondo rondo)
{
    [Fact]
    public async Task A_cancelled_training_ends_as_cancelled_and_writes_no_run()
    {
        var team = await rondo.NewTeamAsync("cancel");
        await team.DiscoverAsync();
        await team.PromiseAsync();
        await team.ImportAsync("customers", Files.Learnable(20_000));
        var before = await team.EntriesAsync();
        var job = (await team.Scientist.StartRunAsync(team.Product, new StartRunRequest { Dataset = "customers" })).Must();
        (await team.Annotator.CancelJobAsync(job.Id)).MustRefuse("role_not_allowed", 403);

        (await team.Scientist.CancelJobAsync(job.Id)).Must();
        (await team.WatchAsync(job.Id)).State.ShouldBe(JobState.Cancelled);
        (await team.Viewer.GetJobAsync(job.Id)).Must().EndedAt.ShouldNotBeNull();
        (await team.Viewer.GetRunsAsync(team.Product)).Must().ShouldBeEmpty();
        (await team.EntriesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_job_that_nobody_started_cannot_be_cancelled() =>
        (await rondo.Server.As(Role.DataScientist).CancelJobAsync("job-unknown")).MustRefuse("unknown_job", 404);
}
