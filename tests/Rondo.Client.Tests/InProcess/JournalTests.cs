using System.Text.Json;
using Rondo.Client.InProcess;
using Rondo.Contracts;

namespace Rondo.Client.Tests.InProcess;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rondo-journal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_kept_is_read_in_order_also_by_the_next_process_and_forgotten_once_sent()
    {
        using (var first = new Journal(_folder, long.MaxValue))
        {
            Enumerable.Range(0, 5).ToList().ForEach(i => first.Append(Entry(i)).ShouldBeNull());
            first.WaitingBytes.ShouldBeGreaterThan(0);
        }

        using var second = new Journal(_folder, long.MaxValue);
        second.Append(Entry(5)).ShouldBeNull();
        var files = second.Close();
        files.Count.ShouldBe(2);
        files.SelectMany(Journal.Read).Select(entry => entry.Outcome!.PredictionId).ShouldBe(["p0", "p1", "p2", "p3", "p4", "p5"]);
        second.Append(Entry(6)).ShouldBeNull();
        files.ToList().ForEach(second.Forget);
        second.Close().SelectMany(Journal.Read).Select(entry => entry.Outcome!.PredictionId).ShouldBe(["p6"]);
    }

    [Fact]
    public void A_line_that_a_power_cut_left_in_part_is_passed_over()
    {
        using var journal = new Journal(_folder, long.MaxValue);
        journal.Append(Entry(0));
        journal.Append(Entry(1));
        var file = journal.Close()[0];
        File.AppendAllText(file, "{\"outcome\":{\"prediction_id\":\"p2\",\"outco");
        Journal.Read(file).Count().ShouldBe(2);
        File.WriteAllText(file, "\0\0\0\0\n" + File.ReadAllText(file));
        Journal.Read(file).Count().ShouldBe(2);
    }

    [Fact]
    public void A_full_and_a_closed_journal_say_so()
    {
        using var full = new Journal(_folder, 200);
        full.Append(Entry(0)).ShouldBeNull();
        Enumerable.Range(1, 10).Select(i => full.Append(Entry(i))).ToList()[^1].ShouldNotBeNull().ShouldContain("200 bytes");
        full.Dispose();
        full.Append(Entry(1)).ShouldNotBeNull().ShouldContain("closed");
    }

    [Fact]
    public async Task Without_a_server_and_without_a_past_the_answer_is_that_no_release_answers_yet()
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9/") };
        var options = new InProcessOptions { Folder = _folder };
        await using var rondo = await RondoInProcess.OpenAsync(new RondoClient(http), "churn", options, TestContext.Current.CancellationToken);
        var answer = rondo.Decide(new DecisionRequest { Entity = "c", Features = JsonSerializer.SerializeToElement(new { a = 1 }) });
        answer.Source.ShouldBe(DecisionSource.Fallback);
        answer.ReasonCode.ShouldBe("no_release");
        rondo.State.Problem.ShouldNotBeNull();
        await Should.ThrowAsync<IOException>(() => RondoInProcess.OpenAsync(new RondoClient(http), "churn", options, TestContext.Current.CancellationToken));
        Should.Throw<ArgumentException>(() => rondo.Decide(new DecisionRequest { Entity = " ", Features = JsonSerializer.SerializeToElement(new { a = 1 }) }));
        Should.Throw<ArgumentException>(() => rondo.Decide(new DecisionRequest { Entity = "c" }));
    }

    private static JournalEntry Entry(int i) => new() { Outcome = new OutcomeRequest { PredictionId = $"p{i}", Outcome = "Yes" } };
}
