using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
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
        report.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()).ShouldBe(["server", "ledger", "facts", "keeping facts"]);
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
    public async Task A_server_that_cannot_keep_facts_is_not_ready_and_says_so_until_it_can()
    {
        await using var server = await RunningRondo.StartAsync();
        var team = await Team.OnAsync(server, "full-disk");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        await team.AskAsync(1, 7);

        // A folder where the probe would be written stands for a disk that takes nothing.
        var inTheWay = Directory.CreateDirectory(Path.Combine(server.Folder, "facts", "probe"));
        using (var answer = await server.Http.GetAsync("health/ready"))
        {
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("keeping facts");
        }

        inTheWay.Delete();
        (await server.Http.GetAsync("health/ready")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/v1/products/busy/decisions", "too_busy")]
    [InlineData("/v2/models/busy/infer", "\"error\":")]
    public async Task More_than_the_server_takes_is_told_to_come_again_and_nothing_is_decided(string path, string words)
    {
        await using var server = await RunningRondo.StartAsync(maxDecisions: 1);
        var team = await Team.OnAsync(server, "busy");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        // Bodies that do not come hold their place: one is under way, four wait, and the others are sent away at once.
        var slow = Enumerable.Range(0, 8).Select(_ => SlowCall.Start(server.Http.BaseAddress!, path)).ToList();
        var first = slow.ConvertAll(call => call.AnswerAsync());
        var (refused, said) = (new List<SlowCall>(), "");
        await foreach (var answered in Task.WhenEach(first).Take(3))
        {
            said = await answered;
            said.ShouldStartWith("HTTP/1.1 503");
            refused.Add(slow[first.IndexOf(answered)]);
        }

        // Only who was not sent away sends the body: what is written to a closed connection takes the unread answer with it.
        foreach (var call in slow.Except(refused))
        {
            await call.FinishAsync();
        }

        (await Task.WhenAll(first)).Count(answer => answer.StartsWith("HTTP/1.1 503", StringComparison.Ordinal)).ShouldBe(3);
        said.ShouldContain("Retry-After: 1");
        said.ShouldContain(words);
        slow.ForEach(call => call.Dispose());
        (await team.AskAsync(1, 4))[0].Answer.Source.ShouldBe(DecisionSource.Model);
    }

    private static double Value(string line) => double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A call whose body does not come before it is let: on a bare connection, because an HTTP client sends the whole body before it reads an answer.</summary>
    private sealed class SlowCall(TcpClient connection) : IDisposable
    {
        private readonly StreamReader _reader = new(connection.GetStream(), Encoding.UTF8);

        public static SlowCall Start(Uri server, string path)
        {
            var connection = new TcpClient(server.Host, server.Port);
            connection.GetStream().Write(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"));
            return new SlowCall(connection);
        }

        /// <summary>The answer as soon as it is there: at once, since the server resets a connection whose body never comes.</summary>
        public async Task<string> AnswerAsync()
        {
            var (text, length) = (new StringBuilder(), 0);
            while (await _reader.ReadLineAsync() is { Length: > 0 } line)
            {
                text.AppendLine(line);
                length = line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase) ? int.Parse(line.AsSpan(16), System.Globalization.CultureInfo.InvariantCulture) : length;
            }

            length.ShouldBePositive();
            var body = new char[length];
            return text.Append(body, 0, await _reader.ReadBlockAsync(body)).ToString();
        }

        /// <summary>Sends the body.</summary>
        public async Task FinishAsync() => await connection.GetStream().WriteAsync("{}"u8.ToArray());

        public void Dispose()
        {
            _reader.Dispose();
            connection.Dispose();
        }
    }
}
