using System.Net;
using Rondo.Contracts;

namespace Rondo.Client.Tests;

public sealed class RepliesTests
{
    [Fact]
    public async Task A_decision_comes_back_as_a_value()
    {
        var client = Answers.Client(out var answers, HttpStatusCode.OK, """{"prediction_id":"p-1","score":0.62,"decision":"Yes","action":"Call","confidence":"likely","variant":"champion","release":"release-1","source":"model"}""");

        var reply = await client.DecideAsync("churn", new DecisionRequest { Entity = "customer 1", RequestId = "r-1" });

        reply.Ok.ShouldBeTrue();
        reply.Value!.Source.ShouldBe(DecisionSource.Model);
        answers.Last!.RequestUri!.AbsolutePath.ShouldBe("/api/v1/products/churn/decisions");
        answers.LastBody.ShouldContain("\"request_id\":\"r-1\"");
    }

    [Fact]
    public async Task A_refusal_comes_back_as_the_servers_own_problem()
    {
        var client = Answers.Client(out _, HttpStatusCode.Conflict, """{"title":"Closed","status":409,"code":"zero_positives","detail":"0 of 12 rows.","next_step":"Use another one.","findings":[{"code":"zero_positives","severity":"fail","sentence":"0 of 12","next_step":"x"}]}""", "application/problem+json");

        var reply = await client.MeasureReadinessAsync("churn", "a");

        reply.Ok.ShouldBeFalse();
        reply.Problem!.Code.ShouldBe("zero_positives");
        reply.Problem.Findings!.Single().Severity.ShouldBe(Severity.Fail);
    }

    [Fact]
    public async Task A_server_that_is_away_is_a_problem_and_no_exception()
    {
        var client = new RondoClient(new HttpClient(new Answers(_ => throw new HttpRequestException("connection refused"))) { BaseAddress = new Uri("http://rondo.test/") });

        var reply = await client.GetProductsAsync();

        reply.Problem!.Code.ShouldBe("not_reachable");
        reply.Problem.Detail.ShouldContain("rondo.test");
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_not_reachable()
    {
        var client = new RondoClient(new HttpClient(new Answers(_ => throw new TaskCanceledException())) { BaseAddress = new Uri("http://rondo.test/"), Timeout = TimeSpan.FromSeconds(3) });

        (await client.GetProductsAsync()).Problem!.Code.ShouldBe("not_reachable");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html>a proxy's page</html>")]
    [InlineData(HttpStatusCode.OK, "{\"id\":")]
    [InlineData(HttpStatusCode.OK, "null")]
    [InlineData(HttpStatusCode.BadGateway, "<html>bad gateway</html>")]
    [InlineData(HttpStatusCode.InternalServerError, "{ not json")]
    [InlineData(HttpStatusCode.InternalServerError, "")]
    public async Task Something_that_is_no_rondo_is_said_to_be_unreadable(HttpStatusCode status, string body)
    {
        var reply = await Answers.Client(out _, status, body).GetProductAsync("churn");

        reply.Problem!.Code.ShouldBe("unreadable_answer");
        reply.Problem.Status.ShouldBe((int)status);
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_the_cancellation()
    {
        var client = new RondoClient(new HttpClient(new Answers(_ => throw new TaskCanceledException())) { BaseAddress = new Uri("http://rondo.test/") });
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => client.GetProductsAsync(stop.Token));
    }
}
