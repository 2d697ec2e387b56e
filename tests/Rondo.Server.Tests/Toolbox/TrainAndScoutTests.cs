using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Rondo.Tests;

namespace Rondo.Server.Tests;

/// <summary>Toolbox commands on real files: one JSON document, the promised exit codes, scores that do not depend on the way.</summary>
public sealed class TrainAndScoutTests : IDisposable
{
    private static readonly string Telco = "telco_churn.csv";

    private readonly string _folder = Directory.CreateTempSubdirectory("rondo-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Scout_finds_telco_plausible()
    {
        var run = await RondoProcess.RunAsync("scout", SharedData.File("churn_telco", Telco), "--target", "Churn", "--positive", "Yes", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var json = run.Json();
        json.GetProperty("verdict").GetString().ShouldBe("plausible");
        json.GetProperty("rows").GetInt32().ShouldBe(7043);
        json.GetProperty("positives").GetInt32().ShouldBe(1869);
        json.GetProperty("needed_positives").GetInt32().ShouldBe(246);
        json.GetProperty("quick_model").GetProperty("learnable").GetBoolean().ShouldBeTrue();
        json.GetProperty("quick_model").GetProperty("auc").GetProperty("low").GetDouble().ShouldBeGreaterThan(0.75);
        json.GetProperty("too_clean").GetProperty("value").GetBoolean().ShouldBeFalse();
        json.GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("name").GetString() == "TotalCharges").GetProperty("missing").GetInt32().ShouldBe(11);
    }

    [Fact]
    public async Task Scout_calls_story_a_unusable_and_says_no()
    {
        var run = await RondoProcess.RunAsync("scout", SharedData.File("story_pair_telco", "dataset_a_clean_no_churn.csv"), "--target", "Churn", "--positive", "Yes", "--json");
        run.ExitCode.ShouldBe(1);
        run.Json().GetProperty("verdict").GetString().ShouldBe("unusable");
        run.Json().GetProperty("findings")[0].GetProperty("code").GetString().ShouldBe("zero_positives");
    }

    [Fact]
    public async Task Scout_counts_every_spelling_in_story_b()
    {
        var run = await RondoProcess.RunAsync("scout", SharedData.File("story_pair_telco", "dataset_b_messy_with_churn.csv"), "--target", "Churn", "--positive", "Yes", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Json().GetProperty("positives").GetInt32().ShouldBe(1934);
    }

    [Fact]
    public async Task Train_judges_the_promise_on_the_bound_and_score_repeats_its_decisions()
    {
        var file = SharedData.File("churn_telco", Telco);
        var model = Path.Combine(_folder, "model");
        var trained = await RondoProcess.RunAsync("train", file, "--target", "Churn", "--positive", "Yes", "--contract", "recall>=0.8", "--split", "fifth", "--out", model, "--json");
        trained.ExitCode.ShouldBe(0, trained.Error);
        var report = trained.Json();
        report.GetProperty("evaluation").GetProperty("roc_auc").GetProperty("value").GetDouble().ShouldBeGreaterThanOrEqualTo(0.83);
        report.GetProperty("evaluation").GetProperty("n").GetInt32().ShouldBe(1408);
        var promise = report.GetProperty("contract")[0];
        promise.GetProperty("holds").GetString().ShouldBe("yes");
        promise.GetProperty("bound").GetProperty("low").GetDouble().ShouldBeGreaterThanOrEqualTo(0.8);
        report.GetProperty("runs").GetArrayLength().ShouldBe(4);

        var scores = Path.Combine(_folder, "scores.csv");
        var scored = await RondoProcess.RunAsync("score", model, file, "--out", scores, "--reasons", "--json");
        scored.ExitCode.ShouldBe(0, scored.Error);
        var lines = await File.ReadAllLinesAsync(scores, TestContext.Current.CancellationToken);
        lines[0].ShouldBe("row,score,decision,source,reasons");
        lines.Length.ShouldBe(7044);
        var confusion = report.GetProperty("evaluation").GetProperty("confusion");
        var flagged = lines.Skip(1).Where((_, row) => row % 5 == 4).Count(line => line.Split(',')[2] == "Yes");
        flagged.ShouldBe(confusion.GetProperty("tp").GetInt32() + confusion.GetProperty("fp").GetInt32());
        lines.Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).ShouldAllBe(score => score > 0 && score < 1);
    }

    [Fact]
    public async Task The_same_seed_trains_the_same_model()
    {
        var file = SharedData.File("churn_telco", Telco);
        var first = await RondoProcess.RunAsync("train", file, "--target", "Churn", "--learner", "logistic", "--out", Path.Combine(_folder, "a"), "--json");
        var second = await RondoProcess.RunAsync("train", file, "--target", "Churn", "--learner", "logistic", "--out", Path.Combine(_folder, "b"), "--json");
        second.Json().GetProperty("evaluation").GetRawText().ShouldBe(first.Json().GetProperty("evaluation").GetRawText());
    }

    [Fact]
    public async Task Text_and_several_classes_need_no_further_options()
    {
        var run = await RondoProcess.RunAsync("train", SharedData.File("text_sms_spam", "sms_spam.csv"), "--target", "label", "--positive", "spam", "--split", "fifth", "--out", Path.Combine(_folder, "sms"), "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Json().GetProperty("evaluation").GetProperty("accuracy").GetProperty("value").GetDouble().ShouldBeGreaterThan(0.95);
    }

    [Theory]
    [InlineData(2, "scout")]
    [InlineData(2, "scout", "x.csv")]
    [InlineData(2, "no-such-command")]
    [InlineData(4, "scout", "no-such-file.csv", "--target", "y", "--json")]
    [InlineData(3, "product", "list", "--server", "http://127.0.0.1:9", "--json")]
    [InlineData(2, "product", "list", "--server", "not-an-address", "--json")]
    [InlineData(2, "product", "list", "--server", "ftp://127.0.0.1", "--json")]
    public async Task Exit_codes_say_what_kind_of_no_it_is(int code, params string[] arguments)
    {
        var run = await RondoProcess.RunAsync(arguments);
        run.ExitCode.ShouldBe(code, run.Error + run.Output);
        if (arguments.Contains("--json"))
        {
            var problem = run.Json();
            problem.GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
            problem.GetProperty("next_step").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task A_hostile_file_is_refused_with_its_code()
    {
        var file = Path.Combine(_folder, "nul.csv");
        await File.WriteAllBytesAsync(file, [.. "a,y\n1,"u8, 0, .. "\n"u8], TestContext.Current.CancellationToken);
        var run = await RondoProcess.RunAsync("scout", file, "--target", "y", "--json");
        run.ExitCode.ShouldBe(4);
        run.Json().GetProperty("code").GetString().ShouldBe("nul_byte");
    }

    [Fact]
    public async Task Product_commands_start_a_server_for_the_call_and_keep_what_they_wrote()
    {
        var data = Path.Combine(_folder, "data");
        (await RondoProcess.RunAsync("product", "create", "--name", "Ticket triage", "--data-dir", data, "--json")).ExitCode.ShouldBe(0);
        var gate = await RondoProcess.RunAsync("verdict", "decide", "--product", "ticket-triage", "--choice", "ml", "--reason", "It is plausible.", "--data-dir", data, "--json");
        gate.ExitCode.ShouldBe(1);
        gate.Json().GetProperty("code").GetString().ShouldBe("no_brief");
        var verified = await RondoProcess.RunAsync("ledger", "verify", "--product", "ticket-triage", "--data-dir", data, "--json");
        verified.ExitCode.ShouldBe(0);
        verified.Json().GetProperty("intact").GetBoolean().ShouldBeTrue();
        verified.Json().GetProperty("entries").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Ledger_verify_says_no_and_where_once_an_entry_was_forged()
    {
        var data = Path.Combine(_folder, "forged");
        (await RondoProcess.RunAsync("product", "create", "--name", "Ticket triage", "--data-dir", data, "--json")).ExitCode.ShouldBe(0);
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(data, "rondo.db")};Pooling=False"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var forge = database.CreateCommand();
            forge.CommandText = "UPDATE ledger SET actor = 'somebody-else' WHERE sequence = 1";
            (await forge.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }

        var verified = await RondoProcess.RunAsync("ledger", "verify", "--product", "ticket-triage", "--data-dir", data, "--json");
        verified.ExitCode.ShouldBe(1, verified.Error);
        verified.Json().GetProperty("intact").GetBoolean().ShouldBeFalse();
        verified.Json().GetProperty("broken_at").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("[1, 2]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_body_file_that_is_no_json_object_is_refused_before_anything_is_sent(string body)
    {
        var file = Path.Combine(_folder, "body.json");
        await File.WriteAllTextAsync(file, body, TestContext.Current.CancellationToken);
        var run = await RondoProcess.RunAsync("brief", "write", "--product", "nowhere", "--file", file, "--server", "http://127.0.0.1:9", "--json");
        run.ExitCode.ShouldBe(4, run.Error);
        run.Json().GetProperty("code").GetString().ShouldBe("malformed_request");
    }

    [Theory]
    [InlineData("200 OK")]
    [InlineData("404 Not Found")]
    public async Task A_server_that_is_not_rondo_is_told_apart(string status)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var other = AnswerOnceAsync(listener, status, TestContext.Current.CancellationToken);
        var run = await RondoProcess.RunAsync("product", "list", "--server", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", "--json");
        await other;
        run.ExitCode.ShouldBe(3, run.Error);
        run.Json().GetProperty("code").GetString().ShouldBe("unreadable_answer");
    }

    private static async Task AnswerOnceAsync(TcpListener listener, string status, CancellationToken cancellation)
    {
        using var caller = await listener.AcceptTcpClientAsync(cancellation);
        await using var stream = caller.GetStream();
        _ = await stream.ReadAsync(new byte[4096], cancellation);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>"), cancellation);
    }
}
