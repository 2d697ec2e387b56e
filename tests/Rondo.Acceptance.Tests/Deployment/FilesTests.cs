using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rondo.Acceptance.House;
using Rondo.Contracts;
using Rondo.Engines;
using Rondo.Engines.Tables;

namespace Rondo.Acceptance.Deployment;

/// <summary>Files of decisions: in as rows, out for other engines.</summary>
public sealed class FilesTests(SharedRondo rondo)
{
    [Fact]
    public async Task A_file_is_decided_about_row_by_row_and_never_twice()
    {
        var team = await rondo.NewTeamAsync("decide-file");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var csv = Files.Learnable(1_203, seed: 41).Replace(",left\n", ",ignored\n", StringComparison.Ordinal);
        var first = await DecideAsync(team, csv);
        var answers = await AnswersAsync(team, first);
        answers.Length.ShouldBe(1_203);
        using (var result = JsonDocument.Parse(first.Result!))
        {
            result.RootElement.GetProperty("rows").GetInt32().ShouldBe(1_203);
            result.RootElement.GetProperty("by_model").GetInt32().ShouldBe(1_203);
        }

        // The same rows asked one by one get the same scores.
        var cells = csv.Split('\n')[1].Split(',');
        var one = (await team.Engineer.DecideAsync(team.Product, new DecisionRequest { Entity = cells[0], Features = JsonSerializer.SerializeToElement(new { usage = cells[1], tickets = cells[2], plan = cells[3] }) })).Must();
        answers[0].Split(',')[1].ShouldBe(cells[0]);
        double.Parse(answers[0].Split(',')[3], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(one.Score!.Value, 1e-9);

        var again = await AnswersAsync(team, await DecideAsync(team, csv));
        again.ShouldBe(answers);
        (await team.Viewer.GetTrafficAsync(team.Product, "release-1")).Must().Decisions.ShouldBe(1_204);
    }

    [Fact]
    public async Task A_file_that_lacks_something_is_refused_before_anything_is_decided()
    {
        var team = await rondo.NewTeamAsync("bad-file");
        (await DecideAsync(team, "customer_id,usage,tickets,plan\nC1,1,1,monthly\n", mustEnd: JobState.Failed)).Problem!.Code.ShouldBe("nothing_live");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        (await DecideAsync(team, "customer_id,usage,plan\nC1,1,monthly\n", mustEnd: JobState.Failed)).Problem!.ShouldSatisfyAllConditions(problem => problem.Code.ShouldBe("file_lacks_columns"), problem => problem.Detail.ShouldContain("tickets"));
        (await DecideAsync(team, "id,usage,tickets,plan\nC1,1,1,monthly\n", mustEnd: JobState.Failed)).Problem!.Code.ShouldBe("no_such_column");
        var gap = await DecideAsync(team, "customer_id,usage,tickets,plan\nC1,1,1,monthly\n,1,1,monthly\n", mustEnd: JobState.Failed);
        gap.Problem!.ShouldSatisfyAllConditions(problem => problem.Code.ShouldBe("row_without_entity"), problem => problem.Detail.ShouldContain("Row 2"));
        (await DecideAsync(team, "\0\0\0", mustEnd: JobState.Failed)).Problem.ShouldNotBeNull();
        using var none = new MemoryStream();
        (await team.Engineer.DownloadDecidedFileAsync(team.Product, gap.Id, none))!.Code.ShouldBe("not_decided_yet");
        (await team.Engineer.DownloadDecidedFileAsync(team.Product, "job_of_nobody", none))!.Status.ShouldBe(404);
        (await team.Viewer.GetTrafficAsync(team.Product, "release-1")).Must().Decisions.ShouldBe(0);
    }

    [Fact]
    public async Task Decisions_leave_as_parquet_by_release_and_day_with_their_outcomes()
    {
        await using var server = await RunningRondo.StartAsync();
        var team = await Team.OnAsync(server, "export");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var first = await team.AskAsync(70, 51);
        server.Clock.AdvanceTo(server.Clock.GetUtcNow().AddDays(1));
        var second = await team.AskAsync(30, 52);
        (await team.Engineer.SendOutcomesAsync("export", [.. first.Select(pair => new OutcomeRequest { PredictionId = pair.Answer.PredictionId, Outcome = pair.Outcome })])).Must();

        using var zipped = new MemoryStream();
        (await team.Engineer.ExportDecisionsAsync("export", null, zipped)).ShouldBeNull();
        zipped.Position = 0;
        using var zip = new ZipArchive(zipped);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["release=release-1/day=2026-03-02/part-0.parquet", "release=release-1/day=2026-03-03/part-0.parquet"]);
        var (one, two) = (Read(zip.Entries[0]), Read(zip.Entries[1]));
        one.RowCount.ShouldBe(70);
        two.RowCount.ShouldBe(30);
        var known = first.ToDictionary(pair => pair.Answer.PredictionId);
        for (var row = 0; row < one.RowCount; row++)
        {
            var (answer, outcome) = known[one.Find("prediction_id")!.Text(row)];
            ((NumberColumn)one.Find("score")!).Values[row].ShouldBe(answer.Score!.Value);
            one.Find("decision")!.Text(row).ShouldBe(answer.Decision);
            one.Find("outcome")!.Text(row).ShouldBe(outcome);
        }

        second.Count.ShouldBe(30);
        two.Find("outcome")!.MissingCount().ShouldBe(30);
        JsonDocument.Parse(two.Find("features")!.Text(0)).RootElement.GetProperty("plan").GetString().ShouldNotBeNullOrEmpty();

        using var nothing = new MemoryStream();
        (await team.Engineer.ExportDecisionsAsync("export", "release-9", nothing))!.Status.ShouldBe(404);
        var empty = await Team.OnAsync(server, "export-empty");
        (await empty.Engineer.ExportDecisionsAsync("export-empty", null, nothing)).ShouldBeNull();
        new ZipArchive(nothing).Entries.ShouldBeEmpty();
    }

    private static async Task<JobStatus> DecideAsync(Team team, string csv, JobState mustEnd = JobState.Done)
    {
        var job = (await team.Engineer.DecideFileAsync(team.Product, "customer_id", "customers.csv", new MemoryStream(Encoding.UTF8.GetBytes(csv)))).Must();
        var last = await team.WatchAsync(job.Id);
        last.State.ShouldBe(mustEnd, last.Problem?.Detail);
        return last;
    }

    private static async Task<string[]> AnswersAsync(Team team, JobStatus job)
    {
        using var content = new MemoryStream();
        (await team.Engineer.DownloadDecidedFileAsync(team.Product, job.Id, content)).ShouldBeNull();
        return Encoding.UTF8.GetString(content.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    private static Table Read(ZipArchiveEntry entry)
    {
        using var services = new ServiceCollection().AddEngines().BuildServiceProvider();
        using var content = new MemoryStream();
        using (var stream = entry.Open())
        {
            stream.CopyTo(content);
        }

        content.Position = 0;
        return services.GetRequiredService<ITables>().Read(content, "part.parquet", new TableReadOptions(), CancellationToken.None).Table;
    }
}
