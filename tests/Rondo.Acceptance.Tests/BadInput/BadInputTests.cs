using System.Net;
using System.Text;
using System.Text.Json;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.BadInput;

/// <summary>Whatever comes in wrong gets a stable code, a sentence and a next step, and leaves nothing half-written.</summary>
public sealed class BadInputTests(SharedRondo rondo)
{
    [Fact]
    public async Task An_unknown_product_is_named()
    {
        var refused = (await rondo.Server.As(Role.ProductManager).SaveBriefAsync("nowhere", Steps.Brief)).MustRefuse("unknown_product", 404);
        refused.Detail.ShouldContain("nowhere");
    }

    [Fact]
    public async Task No_address_fails_on_a_body_that_holds_nothing_but_nulls()
    {
        var team = await rondo.NewTeamAsync("nulls");
        await team.ReachReleaseAsync();
        var api = JsonDocument.Parse(await rondo.Server.Http.GetStringAsync("openapi/v1.json")).RootElement;
        var (failed, asked) = (new List<string>(), 0);
        foreach (var path in api.GetProperty("paths").EnumerateObject())
        {
            foreach (var verb in path.Value.EnumerateObject().Where(verb => verb.Name is "post" or "put" && verb.Value.TryGetProperty("requestBody", out _)))
            {
                var content = verb.Value.GetProperty("requestBody").GetProperty("content");
                if (!content.TryGetProperty("application/json", out var json))
                {
                    continue;
                }

                var schema = json.GetProperty("schema");
                while (schema.TryGetProperty("$ref", out var reference))
                {
                    schema = reference.GetString()!.Split('/')[1..].Aggregate(api, (at, step) => at.GetProperty(step));
                }

                if (!schema.TryGetProperty("properties", out var properties))
                {
                    continue;
                }

                var address = path.Name.TrimStart('/').Replace("{product}", team.Product, StringComparison.Ordinal).Replace("{dataset}", "customers", StringComparison.Ordinal).Replace("{id}", "release-1", StringComparison.Ordinal);
                address = System.Text.RegularExpressions.Regex.Replace(address, "\\{[^}]+\\}", "x");
                using var request = new HttpRequestMessage(new HttpMethod(verb.Name.ToUpperInvariant()), address)
                {
                    Content = new StringContent($"{{{string.Join(',', properties.EnumerateObject().Select(property => $"\"{property.Name}\":null"))}}}", Encoding.UTF8, "application/json"),
                };
                request.Headers.Add("Rondo-Actor", "admin");
                using var answer = await rondo.Server.Http.SendAsync(request);
                asked++;
                if ((int)answer.StatusCode >= 500)
                {
                    failed.Add($"{verb.Name} {path.Name}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                }
            }
        }

        asked.ShouldBeGreaterThan(40);
        failed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_that_may_not_is_told_who_may()
    {
        var team = await rondo.NewTeamAsync("bad-role");
        var refused = await team.RefusedAsync("role_not_allowed", () => team.Annotator.SaveBriefAsync(team.Product, Steps.Brief));
        refused.NextStep.ShouldContain("product manager");
        await team.RefusedAsync("unknown_person", () => rondo.Server.As(Role.ProductManager, "nobody").SaveBriefAsync(team.Product, Steps.Brief));
    }

    [Theory]
    [InlineData("", "empty_file")]
    [InlineData("a,b,left\n", "header_only")]
    [InlineData("a,left\n1,Yes\n\0,No\n", "nul_byte")]
    public async Task A_file_that_is_no_table_is_refused(string content, string code)
    {
        var team = await rondo.NewTeamAsync($"bad-file-{code.Replace('_', '-')}");
        await team.RefusedAsync(code, () => team.UploadTextAsync("x", content));
    }

    [Fact]
    public async Task Ten_thousand_columns_are_refused()
    {
        var team = await rondo.NewTeamAsync("bad-wide");
        await team.RefusedAsync("too_many_columns", () => team.UploadTextAsync("x", $"{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"c{i}"))}\n{string.Join(',', Enumerable.Range(0, 10_000))}\n"));
    }

    [Fact]
    public async Task A_single_field_of_a_gigabyte_is_refused()
    {
        var team = await rondo.NewTeamAsync("bad-field");
        await team.RefusedAsync("field_too_long", () => team.UploadAsync("x", new EndlessField(1L << 30), "x.csv"));
    }

    [Fact]
    public async Task Ragged_rows_are_kept_and_reported_and_latin_1_is_read()
    {
        var team = await rondo.NewTeamAsync("bad-ragged");
        var csv = new StringBuilder("name,usage,left\n");
        for (var i = 0; i < 200; i++)
        {
            csv.Append(i % 50 == 0 ? $"Größe {i},1\n" : $"Größe {i},{i},{(i % 3 == 0 ? "Yes" : "No")}\n");
        }

        (await team.UploadAsync("x", new MemoryStream(Encoding.Latin1.GetBytes(csv.ToString())), "x.csv")).Must().Body.RaggedRows.ShouldBe(4);
        var profile = (await team.Viewer.GetProfileAsync(team.Product, "x")).Must().Body;
        profile.Findings.ShouldContain(finding => finding.Code == "ragged_rows" && finding.Numbers["count"] == 4);
        (await team.Viewer.GetDatasetAsync(team.Product, "x")).Must().Body.Encoding.ShouldContain("1");
    }

    [Fact]
    public async Task A_target_that_is_absent_or_has_one_class_is_refused_in_words()
    {
        var team = await rondo.NewTeamAsync("bad-target");
        var absent = await team.RefusedAsync("target_absent", () => team.UploadTextAsync("x", Files.Learnable(300), "lefft"));
        absent.Fields.ShouldNotBeNull().ShouldBe(["target"]);
        var readiness = await team.ImportAsync("one", Files.Learnable(300).Replace(",Yes", ",No", StringComparison.Ordinal));
        readiness.Verdict.ShouldBe(ReadinessVerdict.Unusable);
        readiness.Findings[0].Code.ShouldBe("zero_positives");
    }

    [Fact]
    public async Task Outcomes_are_joined_once_and_only_to_what_was_predicted()
    {
        var team = await rondo.NewTeamAsync("bad-outcomes");
        await team.ReachReleaseAsync();
        await team.GoLiveAsync();
        var prediction = (await team.AskAsync(1, 77))[0].Answer.PredictionId;
        (await team.Engineer.SendOutcomeAsync(team.Product, new OutcomeRequest { PredictionId = prediction, Outcome = "Yes" })).Must().Stored.ShouldBe(1);
        (await team.Engineer.SendOutcomeAsync(team.Product, new OutcomeRequest { PredictionId = prediction, Outcome = "Yes" })).Must().Repeated.ShouldBe(1);
        (await team.Engineer.SendOutcomeAsync(team.Product, new OutcomeRequest { PredictionId = prediction, Outcome = "No" })).MustRefuse("duplicate_outcome", 409);
        (await team.Engineer.SendOutcomeAsync(team.Product, new OutcomeRequest { PredictionId = "pred_unknown", Outcome = "No" })).MustRefuse("unknown_prediction", 404);
        (await team.Engineer.SendOutcomeAsync(team.Product, new OutcomeRequest { PredictionId = prediction, Outcome = "Perhaps" })).MustRefuse("invalid_outcome");
    }

    [Theory]
    [InlineData("{ not json", "malformed_request", HttpStatusCode.BadRequest)]
    [InlineData("{\"who\": 5}", "malformed_request", HttpStatusCode.BadRequest)]
    [InlineData("{\"who\": \"x\"}", "missing_field", HttpStatusCode.Conflict)]
    public async Task Json_that_does_not_fit_is_explained(string body, string code, HttpStatusCode status)
    {
        var team = await rondo.NewTeamAsync($"bad-json-{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(body))}");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/products/{team.Product}/brief") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Rondo-Actor", "product-manager");
        using var response = await rondo.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("Rondo.Contracts");
        response.StatusCode.ShouldBe(status);
        var problem = JsonSerializer.Deserialize<Problem>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), RondoJson.Options)!;
        problem.Code.ShouldBe(code);
        problem.NextStep.ShouldNotBeEmpty();
        (await team.EntriesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_and_one_that_lacks_are_named_by_their_place()
    {
        var team = await rondo.NewTeamAsync("bad-json-words");
        (await SayAsync("brief", "{\"who\": 5}")).ShouldContain("$.who");
        (await SayAsync("datasets/x/schema", "{\"columns\": [{\"kind\": \"number\"}]}")).ShouldContain("lacks what it must have: 'name'");

        async Task<string> SayAsync(string document, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/products/{team.Product}/{document}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Rondo-Actor", "product-manager");
            using var response = await rondo.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var problem = JsonSerializer.Deserialize<Problem>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), RondoJson.Options)!;
            problem.Detail.ShouldNotContain("Rondo.");
            return problem.Detail;
        }
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_problem_too()
    {
        using var response = await rondo.Server.Http.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("unknown_route");
    }

    /// <summary>A header, an open quote, and then the same letter for as long as somebody reads.</summary>
    private sealed class EndlessField(long length) : Stream
    {
        private static readonly byte[] Head = Encoding.UTF8.GetBytes("a,left\n\"");
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _position);
            for (var i = 0; i < read; i++)
            {
                buffer[offset + i] = _position + i < Head.Length ? Head[_position + i] : (byte)'x';
            }

            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
