using Microsoft.Data.Sqlite;
using Rondo.Acceptance.House;
using Rondo.Client;
using Rondo.Contracts;

namespace Rondo.Acceptance.Frame;

/// <summary>Stages are places, history is kept, and what rests on something old says so.</summary>
public sealed class FrameTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "F5"), Trait("Requirement", "F4")]
    public async Task Any_stage_can_be_reached_from_any_other_with_a_reason()
    {
        var team = await rondo.NewTeamAsync("moves");
        var overview = (await team.Viewer.GetProductAsync(team.Product)).Must();
        overview.Stages.Select(stage => stage.Stage).ShouldBe(Stages.All);
        overview.Stages.ShouldAllBe(stage => stage.Purpose.Length > 20 && stage.Sentence.Length > 5);

        (await team.Manager.MoveAsync(team.Product, new MoveRequest { To = Stage.Data })).Must();
        var refused = await team.RefusedAsync("reason_required", () => team.Manager.MoveAsync(team.Product, new MoveRequest { To = Stage.Deployment }));
        refused.Detail.ShouldContain("skips Modeling");
        (await team.Manager.MoveAsync(team.Product, new MoveRequest { To = Stage.Deployment, Reason = "A model was bought." })).Must().Body.Skipped.ShouldBe([Stage.Modeling]);
        (await team.Manager.MoveAsync(team.Product, new MoveRequest { To = Stage.Monitoring })).Must();
        (await team.Manager.MoveAsync(team.Product, new MoveRequest { To = Stage.Discovery, Reason = "It was the wrong problem." })).Must();
        (await team.Viewer.GetProductAsync(team.Product)).Must().Stage.ShouldBe(Stage.Discovery);
        (await team.Viewer.GetDocumentsAsync(team.Product, "move")).Must().Count.ShouldBe(4);
        var card = (await team.Viewer.GetCardAsync(team.Product)).Must();
        card.ShouldContain(line => line.Sentence.StartsWith("Modeling skipped by product-manager", StringComparison.Ordinal) && line.Sentence.EndsWith("A model was bought.", StringComparison.Ordinal));
    }

    [Fact, Trait("Requirement", "F6")]
    public async Task Whatever_rests_on_the_old_contract_says_that_it_is_stale()
    {
        var team = await rondo.NewTeamAsync("stale");
        var evaluation = await team.ReachEvaluationAsync();
        await team.SignOffAsync(evaluation.Id);
        (await team.Viewer.GetEvaluationAsync(team.Product, evaluation.Id)).Must().Stale.ShouldBeFalse();
        (await team.Manager.UnlockContractAsync(team.Product, new LockRequest { Reason = "A miss costs more now." })).Must();
        (await team.Manager.SaveContractAsync(team.Product, Steps.Contract with { CostMiss = 300 })).Must();
        foreach (var (kind, id) in new[] { ("run", "run-1"), ("evaluation", evaluation.Id), ("evidence", evaluation.Id), ("sign_off", evaluation.Id), ("action_map", "main"), ("readiness", "customers") })
        {
            var document = (await team.Viewer.GetDocumentAsync<System.Text.Json.JsonElement>(team.Product, kind, id)).Must();
            document.Stale.ShouldBeTrue(kind);
            document.StaleBecause.ShouldContain(new DocumentRef("contract", "main", 4), kind);
        }

        (await team.Viewer.GetDatasetAsync(team.Product, "customers")).Must().Stale.ShouldBeFalse();
        await team.RefusedAsync("stale_evaluation", () => team.Scientist.SignAsync(team.Product, evaluation.Id, new SignRequest { Reason = "Once more." }));
        (await team.Viewer.GetInboxAsync(team.Product, Role.DataScientist)).Must().ShouldContain(item => item.Decision.Code == "judge_again");
    }

    [Fact]
    public async Task Two_people_who_edit_the_same_version_meet_and_one_of_them_is_told_both_sides()
    {
        var team = await rondo.NewTeamAsync("race");
        var first = (await team.Manager.SaveBriefAsync(team.Product, Steps.Brief)).Must();
        (await team.Manager.SaveBriefAsync(team.Product, Steps.Brief with { Pain = "Mine." }, new WriteOptions { IfMatch = first.Version })).Must().Version.ShouldBe(2);
        var refused = await team.RefusedAsync("stale_version", () => team.Manager.SaveBriefAsync(team.Product, Steps.Brief with { Pain = "Theirs." }, new WriteOptions { IfMatch = first.Version }));
        refused.Status.ShouldBe(409);
        refused.Conflict.ShouldNotBeNull().Actual.ShouldBe(2);
        refused.Conflict.Mine.ShouldContain("Theirs.");
        refused.Conflict.Theirs.ShouldContain("Mine.");
    }

    [Fact]
    public async Task A_repeated_request_writes_once_and_a_reused_key_is_refused()
    {
        var team = await rondo.NewTeamAsync("repeat");
        var key = new WriteOptions { IdempotencyKey = "brief-1" };
        var first = (await team.Manager.SaveBriefAsync(team.Product, Steps.Brief, key)).Must();
        var entries = await team.EntriesAsync();
        (await team.Manager.SaveBriefAsync(team.Product, Steps.Brief, key)).Must().Sequence.ShouldBe(first.Sequence);
        (await team.EntriesAsync()).ShouldBe(entries);
        await team.RefusedAsync("idempotency_key_reused", () => team.Manager.SaveBriefAsync(team.Product, Steps.Brief with { Pain = "Other." }, key));
    }

    [Fact]
    public async Task A_restart_keeps_everything_and_a_forged_entry_is_found()
    {
        var server = await RunningRondo.StartAsync();
        var team = await Team.OnAsync(server, "kept");
        await team.DiscoverAsync();
        var before = await team.EntriesAsync();
        (await team.Viewer.VerifyLedgerAsync(team.Product)).Must().Intact.ShouldBeTrue();
        await server.StopAsync();

        await using (var database = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "rondo.db")};Pooling=False"))
        {
            await database.OpenAsync();
            var table = await TableAsync(database);
            await using var forge = database.CreateCommand();
            forge.CommandText = $"UPDATE {table} SET body = replace(body, 'retention team', 'sales team') WHERE sequence = 2";
            (await forge.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        await using var again = await RunningRondo.StartAsync(server.Folder);
        var after = Team.Of(again, "kept");
        (await after.EntriesAsync()).ShouldBe(before);
        var verification = (await after.Viewer.VerifyLedgerAsync("kept")).Must();
        verification.Intact.ShouldBeFalse();
        verification.BrokenAt.ShouldBe(2);
        verification.Sentence.ShouldContain("changed after it was written");
    }

    private static async Task<string> TableAsync(SqliteConnection database)
    {
        await using var ask = database.CreateCommand();
        ask.CommandText = "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'sequence' WHERE m.type = 'table' LIMIT 1";
        return (string)(await ask.ExecuteScalarAsync())!;
    }
}
