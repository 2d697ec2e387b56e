using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Deployment;

/// <summary>The Open Inference Protocol, spoken as the published schema says, and decided like every other request.</summary>
public sealed class OpenInferenceTests(SharedRondo rondo)
{
    private HttpClient Http => rondo.Server.Http;

    [Fact, Trait("Requirement", "P2")]
    public async Task The_server_and_a_model_describe_themselves()
    {
        var team = await LiveAsync("oip-metadata");

        (await GetAsync("v2")).GetProperty("extensions").GetArrayLength().ShouldBe(0);
        (await GetAsync("v2/health/live")).GetProperty("live").GetBoolean().ShouldBeTrue();
        (await GetAsync("v2/health/ready")).GetProperty("ready").GetBoolean().ShouldBeTrue();
        (await GetAsync($"v2/models/{team.Product}/ready")).GetProperty("ready").GetBoolean().ShouldBeTrue();
        var model = await GetAsync($"v2/models/{team.Product}/versions/release-1");
        model.GetProperty("name").GetString().ShouldBe(team.Product);
        model.GetProperty("versions").EnumerateArray().Select(version => version.GetString()).ShouldBe(["release-1"]);
        model.GetProperty("inputs").EnumerateArray().Select(input => (input.GetProperty("name").GetString(), input.GetProperty("datatype").GetString()))
            .ShouldBe([("usage", "FP64"), ("tickets", "FP64"), ("plan", "BYTES"), ("entity", "BYTES")], ignoreOrder: true);
        model.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()).ShouldBe(["score", "decision", "action", "confidence", "source", "prediction_id"]);
    }

    [Fact, Trait("Requirement", "P2")]
    public async Task A_table_of_columns_gets_the_same_scores_as_the_programs_own_address()
    {
        var team = await LiveAsync("oip-infer");
        var rows = Enumerable.Range(0, 50).Select(i => Files.Customer(new Random(i), i)).ToList();
        var own = (await team.Engineer.DecideManyAsync(team.Product, [.. rows.Select((row, i) => Steps.Request($"E{i}", row))])).Must();

        var answer = await InferAsync(team.Product, new
        {
            id = "call-7",
            inputs = new object[]
            {
                new { name = "entity", shape = new[] { 50 }, datatype = "BYTES", data = Enumerable.Range(0, 50).Select(i => $"E{i}") },
                new { name = "usage", shape = new[] { 50, 1 }, datatype = "FP32", data = rows.Select(row => new[] { row["usage"] }) },
                new { name = "tickets", shape = new[] { 50, 1 }, datatype = "INT32", data = rows.Select(row => row["tickets"]) },
                new { name = "plan", shape = new[] { 50 }, datatype = "BYTES", data = rows.Select(row => row["plan"]) },
            },
        });

        answer.GetProperty("id").GetString().ShouldBe("call-7");
        answer.GetProperty("model_name").GetString().ShouldBe(team.Product);
        answer.GetProperty("model_version").GetString().ShouldBe("release-1");
        var outputs = answer.GetProperty("outputs").EnumerateArray().ToDictionary(output => output.GetProperty("name").GetString()!, output => output);
        outputs.Values.ShouldAllBe(output => output.GetProperty("shape")[0].GetInt32() == 50 && output.GetProperty("data").GetArrayLength() == 50);
        outputs["score"].GetProperty("data").EnumerateArray().Select(score => score.GetDouble()).ShouldBe(own.Select(one => one.Score!.Value));
        outputs["decision"].GetProperty("data").EnumerateArray().Select(one => one.GetString()).ShouldBe(own.Select(one => one.Decision));

        // It is kept like any other decision: an outcome can be sent for it.
        var prediction = outputs["prediction_id"].GetProperty("data")[0].GetString()!;
        (await team.Engineer.SendOutcomeAsync(team.Product, new OutcomeRequest { PredictionId = prediction, Outcome = "Yes" })).Must().Stored.ShouldBe(1);
    }

    [Theory, Trait("Requirement", "P2")]
    [InlineData("""{"inputs":[]}""", "inputs")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[2],"datatype":"FP64","data":[1]}]}""", "elements")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[1],"datatype":"FP64","data":["x"]}]}""", "Element 0")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[1],"datatype":"FP128","data":[1]}]}""", "FP128")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[1,1,1],"datatype":"FP64","data":[1]}]}""", "shape")]
    [InlineData("""{"inputs":[{"name":"colour","shape":[1],"datatype":"FP64","data":[1]}]}""", "colour")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[1],"datatype":"FP64","data":[1]},{"name":"plan","shape":[2],"datatype":"BYTES","data":["a","b"]}]}""", "rows")]
    [InlineData("""{"inputs":[{"name":"all","shape":[1,2],"datatype":"FP64","data":[1,2]}]}""", "columns")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{"name":"luck"}]}""", "luck")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[99999999],"datatype":"FP64","data":[1]}]}""", "shape")]
    [InlineData("""{"inputs":[null]}""", "null")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[1],"datatype":"FP64"}]}""", "no data")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[null]}""", "no output ''")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[1],"datatype":"FP64","data":[1]},{"name":"entity","shape":[1],"datatype":"BYTES","data":[" "]}]}""", "empty")]
    [InlineData("""{"inputs":[{"name":"usage","shape":[1],"datatype":"FP64","data":[[1,2],[3]]}]}""", "more")]
    [InlineData("""{"inputs":7}""", "JSON")]
    [InlineData("""not json""", "JSON")]
    public async Task What_is_wrong_with_a_request_is_said_in_the_protocols_own_form(string body, string words)
    {
        var team = await LiveAsync("oip-wrong");

        using var response = await Http.PostAsync($"v2/models/{team.Product}/infer", new StringContent(body, Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString()!.ShouldContain(words);
    }

    [Fact, Trait("Requirement", "P2")]
    public async Task Unknown_models_versions_and_addresses_are_not_found_and_binary_tensors_are_refused()
    {
        var team = await LiveAsync("oip-unknown");
        foreach (var path in new[] { "v2/models/nothing", $"v2/models/{team.Product}/versions/release-9", "v2/modles", $"v2/models/{team.Product}/versions/release-9/ready" })
        {
            using var missing = await Http.GetAsync(path);
            missing.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await missing.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString()!.Length.ShouldBeGreaterThan(10);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/models/{team.Product}/infer") { Content = new StringContent("{}") };
        request.Headers.Add("Inference-Header-Content-Length", "2");
        using var binary = await Http.SendAsync(request);
        binary.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await binary.Content.ReadAsStringAsync()).ShouldContain("binary_data=False");
    }

    private async Task<Team> LiveAsync(string product)
    {
        if ((await rondo.Server.As(Role.Viewer).GetProductAsync(product)).Ok)
        {
            return Team.Of(rondo.Server, product);
        }

        var team = await rondo.NewTeamAsync(product);
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        return team;
    }

    private Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path);

    private async Task<JsonElement> InferAsync(string product, object body)
    {
        using var response = await Http.PostAsJsonAsync($"v2/models/{product}/infer", body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
