using System.Net;
using System.Text;
using Rondo.Contracts;

namespace Rondo.Client.Tests;

public sealed class RequestsTests
{
    [Fact]
    public async Task The_persona_travels_as_actor_and_role()
    {
        var client = Answers.Client(out var answers, HttpStatusCode.OK, "[]");
        client.Persona = new Persona("ada", Role.ProductManager);

        await client.GetProductsAsync();

        answers.Last!.Headers.GetValues("Rondo-Actor").Single().ShouldBe("ada");
        answers.Last.Headers.GetValues("Rondo-Role").Single().ShouldBe("product_manager");
    }

    [Fact]
    public async Task Conditions_of_a_write_travel_as_headers()
    {
        var client = Answers.Client(out var answers, HttpStatusCode.OK, "{}");

        await client.SaveBriefAsync("churn", new Brief(), new WriteOptions { IfMatch = 4, IdempotencyKey = "once" });

        answers.Last!.Headers.GetValues("If-Match").Single().ShouldBe("\"4\"");
        answers.Last.Headers.GetValues("Idempotency-Key").Single().ShouldBe("once");
        answers.Last.Method.ShouldBe(HttpMethod.Put);
    }

    [Fact]
    public async Task Ids_and_names_are_escaped_so_that_none_can_leave_its_place()
    {
        var client = Answers.Client(out var answers, HttpStatusCode.OK, "{}");
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("a,b\n1,2\n"));

        await client.UploadDatasetAsync("../people", "x/y", new DatasetUpload { File = "a&target=b.csv", Name = "Ä ?" }, file);

        answers.Last!.RequestUri!.AbsoluteUri.ShouldBe("http://rondo.test/api/v1/products/..%2Fpeople/datasets/x%2Fy?name=%C3%84%20%3F&file=a%26target%3Db.csv");
        answers.LastBody.ShouldBe("a,b\n1,2\n");
    }

    [Fact]
    public async Task Roles_in_an_address_are_written_as_words()
    {
        var client = Answers.Client(out var answers, HttpStatusCode.OK, "[]");

        await client.GetInboxAsync("churn", Role.DataScientist);

        answers.Last!.RequestUri!.PathAndQuery.ShouldBe("/api/v1/inbox?product=churn&role=data_scientist");
    }

    [Fact]
    public async Task Many_outcomes_travel_in_one_batch()
    {
        var client = Answers.Client(out var answers, HttpStatusCode.OK, """{"stored":2,"repeated":0,"refused":[]}""");

        var reply = await client.SendOutcomesAsync("churn", [new OutcomeRequest { PredictionId = "a" }, new OutcomeRequest { PredictionId = "b" }]);

        reply.Value!.Stored.ShouldBe(2);
        answers.LastBody.ShouldStartWith("{\"items\":[");
    }
}
