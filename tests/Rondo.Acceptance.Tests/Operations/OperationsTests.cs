using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Operations;

/// <summary>What those who run the program see of it: health that tells the truth, numbers, and an end to politeness under load.</summary>
public sealed class OperationsTests(SharedRondo rondo)
{
    [Fact]
    public async Task Ready_says_what_was_looked_at()
    {
        var report = await rondo.Server.Http.GetFromJsonAsync<JsonElement>("health/ready");
        report.GetProperty("ready").GetBoolean().ShouldBeTrue();
        report.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()).ShouldBe(["server", "ledger", "facts"]);
        (await rondo.Server.Http.GetStringAsync("health/live")).ShouldBe("live");
    }

    [Fact]
    public async Task Decisions_and_outcomes_are_counted_by_where_they_came_from_and_by_nobodys_name()
    {
        var team = await rondo.NewTeamAsync("counted");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var answers = await team.AskAsync(7, 3);
        (await team.Engineer.SendOutcomesAsync(team.Product, [.. answers.Select(answer => new OutcomeRequest { PredictionId = answer.Answer.PredictionId, Outcome = "No" })])).Must();

        var text = await rondo.Server.Http.GetStringAsync("metrics");
        var lines = text.Split('\n').Where(line => line.Contains("model=\"counted\"", StringComparison.Ordinal)).ToList();
        lines.Where(line => line.StartsWith("model_predictions_total{", StringComparison.Ordinal)).Sum(Value).ShouldBe(7);
        lines.ShouldContain(line => line.StartsWith("model_predictions_total{", StringComparison.Ordinal) && line.Contains("version=\"release-1\"", StringComparison.Ordinal) && line.Contains("outcome=\"model\"", StringComparison.Ordinal));
        lines.Single(line => line.StartsWith("model_outcomes_total{", StringComparison.Ordinal) && line.Contains("fate=\"stored\"", StringComparison.Ordinal)).ShouldSatisfyAllConditions(line => Value(line).ShouldBe(7));
        lines.ShouldContain(line => line.StartsWith("model_prediction_duration_seconds_bucket{", StringComparison.Ordinal) && line.Contains("step=\"commit\"", StringComparison.Ordinal));
        Value(lines.Single(line => line.StartsWith("label_delay_seconds_count{", StringComparison.Ordinal))).ShouldBe(7);
        text.ShouldContain("http_server_request_duration_seconds");
        foreach (var answer in answers)
        {
            text.ShouldNotContain(answer.Answer.PredictionId);
        }
    }

    [Fact]
    public async Task More_than_the_server_takes_is_told_to_come_again_and_nothing_is_decided()
    {
        await using var server = await RunningRondo.StartAsync(maxDecisions: 1);
        var team = await Team.OnAsync(server, "busy");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        using var gate = new SemaphoreSlim(0);
        // Bodies that arrive slowly hold their place; one is under way, four wait, the sixth is sent away.
        var slow = Enumerable.Range(0, 5).Select(_ => server.Http.PostAsync($"api/v1/products/{team.Product}/decisions", new SlowBody(gate))).ToList();
        HttpResponseMessage? refused = null;
        for (var attempt = 0; attempt < 200 && refused is null; attempt++)
        {
            refused = await ProbeAsync(server.Http, team.Product) is { StatusCode: HttpStatusCode.ServiceUnavailable } answer ? answer : null;
        }

        refused.ShouldNotBeNull().Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await refused.Content.ReadFromJsonAsync<Problem>(RondoJson.Options))!.Code.ShouldBe("too_busy");
        gate.Release(5);
        await Task.WhenAll(slow);
        (await team.AskAsync(1, 4))[0].Answer.Source.ShouldBe(DecisionSource.Model);
    }

    // One that stands in the line itself gives up its place and tries again.
    private static async Task<HttpResponseMessage?> ProbeAsync(HttpClient http, string product)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            return await http.PostAsync($"api/v1/products/{product}/decisions", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), patience.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static double Value(string line) => double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A body that does not come before it is let.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly SemaphoreSlim _gate;

        public SlowBody(SemaphoreSlim gate)
        {
            _gate = gate;
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.FlushAsync();
            await _gate.WaitAsync();
            await stream.WriteAsync("{}"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2;
            return true;
        }
    }
}
