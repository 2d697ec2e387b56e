using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Data;

/// <summary>Rows from a real PostgreSQL become a version; nothing is written there, and no secret is told.</summary>
public sealed class QueryImportTests
{
    [Fact]
    public async Task What_a_query_answers_becomes_a_version_and_the_same_answer_is_the_same_version()
    {
        using var postgres = Postgres.Start();
        Assert.SkipWhen(postgres is null, "PostgreSQL is not installed");
        postgres.Execute("""
            create table customers as select i as customer_no, 'C' || i as customer_id, (i * 7919 % 1000) / 100.0 as usage, date '2026-01-01' + (i % 90) as seen_on,
              case when i % 11 = 0 then null else 'it''s "plan", ' || (i % 3) end as plan, i % 4 = 0 as active, case when (i * 7919 % 1000) < 350 then 'Yes' else 'No' end as "left"
            from generate_series(1, 900) i
            """);
        await using var server = await RunningRondo.StartAsync(sources: new Dictionary<string, string> { ["warehouse"] = postgres.Connection, ["gone"] = "Host=127.0.0.1;Port=1;Username=x;Password=another-secret;Timeout=2" });
        var team = await Team.OnAsync(server, "queried");
        (await team.Viewer.GetSourcesAsync()).Must().ShouldBe(["gone", "warehouse"]);

        var request = new QueryRequest { Source = "warehouse", Query = "select * from customers order by customer_no", Target = "left", Positive = "Yes" };
        var first = (await team.Scientist.ImportQueryAsync(team.Product, "customers", request)).Must();
        (first.Version, first.Body.Rows, first.Body.Source, first.Body.Query).ShouldBe((1, 900, "warehouse", request.Query));
        first.Body.Columns.Select(column => column.Name).ShouldBe(["customer_no", "customer_id", "usage", "seen_on", "plan", "active", "left"]);
        first.Body.Columns.Single(column => column.Name == "plan").ShouldSatisfyAllConditions(column => column.Missing.ShouldBe(81), column => column.Distinct.ShouldBe(3));
        first.Body.Columns.Single(column => column.Name == "seen_on").Kind.ShouldBe("time");
        (await team.Scientist.ImportQueryAsync(team.Product, "customers", request)).Must().Version.ShouldBe(1, "the same rows are the same version");
        postgres.Execute("insert into customers select 901, 'C901', 1.5, date '2026-04-01', null, true, 'No'");
        (await team.Scientist.ImportQueryAsync(team.Product, "customers", request)).Must().Version.ShouldBe(2);

        foreach (var (query, words) in new[]
        {
            ("delete from customers returning *", "read-only"),
            ("select 1; drop table customers", "multiple commands"),
            ("commit; drop table customers", "multiple commands"),
            ("with gone as (delete from customers returning *) select * from gone", "read-only"),
            ("select mood from customers", "mood"),
            ("set statement_timeout = 0", "no query"),
            ("select pg_sleep(1) from nowhere", "nowhere"),
        })
        {
            var refused = await team.RefusedAsync("query_failed", () => team.Scientist.ImportQueryAsync(team.Product, "other", request with { Query = query }));
            refused.Detail.ShouldContain(words);
            refused.Detail.ShouldNotContain("secret");
        }

        var unreachable = (await team.Scientist.ImportQueryAsync(team.Product, "other", request with { Source = "gone" }));
        unreachable.Problem!.Code.ShouldBe("source_unreachable");
        $"{unreachable.Problem.Detail}{unreachable.Problem.NextStep}".ShouldNotContain("secret");
        await team.RefusedAsync("unknown_source", () => team.Scientist.ImportQueryAsync(team.Product, "other", request with { Source = "moon" }));
        await team.RefusedAsync("missing_field", () => team.Scientist.ImportQueryAsync(team.Product, "other", request with { Query = " " }));
        await team.RefusedAsync("role_not_allowed", () => team.Manager.ImportQueryAsync(team.Product, "other", request));
        (await team.Scientist.ImportQueryAsync(team.Product, "customers", request with { Query = "select count(*) as n from customers", Target = "" })).Must().Body.Rows.ShouldBe(1, "nothing was deleted");
    }
}
