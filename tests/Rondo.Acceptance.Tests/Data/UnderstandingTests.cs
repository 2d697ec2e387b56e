using System.Globalization;
using System.Text;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Data;

/// <summary>Which fields matter and what they mean, what was thought and what the data say, what is needed and who says why and how.</summary>
public sealed class UnderstandingTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "A13"), Trait("Requirement", "A14")]
    public async Task Fields_are_ranked_by_signal_and_those_that_nobody_understands_are_listed()
    {
        var team = await rondo.NewTeamAsync("fields");
        await team.PromiseAsync();
        await team.ImportAsync("customers", Files.Learnable());

        var before = (await team.Viewer.GetFieldsAsync(team.Product, "customers")).Must();
        before.Fields[0].Name.ShouldBe("usage");
        before.Fields.ShouldAllBe(field => field.Name != "left");
        before.MeaningUnknown.ShouldBe(["usage", "tickets", "plan", "customer_id"], ignoreOrder: true);
        before.Sentence.ShouldStartWith("usage matters most");

        (await team.Manager.SaveFieldAsync(team.Product, new Field { Name = "usage", Meaning = "Hours a week in the product, against the customer's own average." })).Must();
        (await team.Scientist.SaveFieldAsync(team.Product, new Field { Name = "usage", Meaning = "Hours a week in the product, against the customer's own average.", Behaviour = "Falls weeks before somebody leaves: the team has stopped logging in." })).Must();

        var after = (await team.Viewer.GetFieldsAsync(team.Product, "customers")).Must();
        after.MeaningUnknown.ShouldNotContain("usage");
        after.WithoutBehaviour.ShouldNotContain("usage");
        after.WithoutBehaviour.ShouldContain("tickets");

        var page = (await team.Viewer.GetFieldAsync(team.Product, "customers", "usage")).Must();
        page.Field.Meaning!.Author.ShouldBe("product-manager", "the words are the product manager's, whoever saved the document last");
        page.Field.Behaviour!.Author.ShouldBe("data-scientist");
        page.Parts.Count.ShouldBe(10);
        page.Parts.Sum(part => part.Rows).ShouldBe(1500);
        page.Parts[0].Rate!.Value!.Value.ShouldBeGreaterThan(page.Parts[^1].Rate!.Value!.Value, "who uses it little leaves");
        page.Sentence.ShouldContain("'Yes' comes most often where usage is ");
        (await team.Viewer.GetFieldAsync(team.Product, "customers", "mood")).MustRefuse("unknown_document", 404);
        await team.RefusedAsync("invalid_field", () => team.Manager.SaveFieldAsync(team.Product, new Field { Name = "usage", Meaning = new string('x', 3_000) }));
    }

    [Fact, Trait("Requirement", "A19"), Trait("Requirement", "A20"), Trait("Requirement", "A21"), Trait("Requirement", "A22"), Trait("Requirement", "A23"), Trait("Requirement", "A24")]
    public async Task The_churn_template_asks_for_exactly_five_fields_and_each_belongs_to_the_hypothesis()
    {
        var team = await rondo.NewTeamAsync("five-fields");
        (await team.Manager.ApplyTemplateAsync(team.Product, "customer-churn")).Must().Name.ShouldBe("Customer churn");

        var hypothesis = (await team.Viewer.GetHypothesesAsync(team.Product)).Must().ShouldHaveSingleItem();
        hypothesis.Status.ShouldBe(HypothesisStatus.Untested);
        hypothesis.Hypothesis.Body.Statement.ShouldContain("higher churn risk");
        var required = (await team.Viewer.GetRequirementsAsync(team.Product)).Must();
        required.Select(requirement => requirement.Body.Field).ShouldBe(["ticket_count", "last_activity_date", "subscription_status", "satisfaction_score", "payment_history"]);
        required.ShouldAllBe(requirement => requirement.Body.Hypothesis == hypothesis.Hypothesis.Id && requirement.Body.Why.Length > 0 && requirement.Body.How.Length == 0);
        await team.RefusedAsync("already_begun", () => team.Manager.ApplyTemplateAsync(team.Product, "customer-churn"));
    }

    [Fact, Trait("Requirement", "A19")]
    public async Task A_hypothesis_is_tested_on_the_data_and_tested_anew_when_it_is_worded_anew()
    {
        var team = await rondo.NewTeamAsync("hypotheses");
        await team.PromiseAsync();
        await team.ImportAsync("customers", Files.Learnable(3000));
        await State("quiet-leave", "Customers who use it less than usual leave more often.", "usage < -0.5", 30);
        await State("loud-stay", "Customers with many tickets stay.", "tickets >= 4", 20, HypothesisDirection.Less);
        await State("few", "A handful leaves.", "usage < -3.2", 10);

        var supported = await Test("quiet-leave");
        supported.Status.ShouldBe(HypothesisStatus.Supported);
        supported.Difference.Low!.Value.ShouldBeGreaterThan(0.3);
        supported.Sentence.ShouldStartWith("Supported: 'Yes' in ");
        supported.Sentence.ShouldContain("nobody has shown");
        (await Test("loud-stay")).Status.ShouldBe(HypothesisStatus.NotSupported);
        (await Test("few")).Status.ShouldBe(HypothesisStatus.CannotTell);

        await State("quiet-leave", "Customers who use it less than usual leave more often.", "usage < 0", 30);
        var again = (await team.Viewer.GetHypothesesAsync(team.Product)).Must().Single(report => report.Hypothesis.Id == "quiet-leave");
        again.Status.ShouldBe(HypothesisStatus.Untested, "what was tested was another condition");
        await State("quiet-leave", "They leave.", "", 0);
        await team.RefusedAsync("not_testable", () => team.Scientist.TestHypothesisAsync(team.Product, "quiet-leave", "customers"));
        await State("quiet-leave", "They leave.", "left = 'Yes'", 0);
        await team.RefusedAsync("rule_not_understood", () => team.Scientist.TestHypothesisAsync(team.Product, "quiet-leave", "customers"));

        async Task State(string id, string statement, string where, double points, HypothesisDirection direction = HypothesisDirection.More) =>
            (await team.Manager.SaveHypothesisAsync(team.Product, id, new Hypothesis { Statement = statement, Where = where, ExpectedPoints = points, Direction = direction, Fields = ["usage"] })).Must();

        async Task<HypothesisTest> Test(string id) => (await team.Scientist.TestHypothesisAsync(team.Product, id, "customers")).Must().Body;
    }

    [Fact, Trait("Requirement", "A25"), Trait("Requirement", "A26"), Trait("Requirement", "A27")]
    public async Task Why_is_the_product_managers_how_is_the_data_teams_and_the_data_say_whether_it_is_met()
    {
        var team = await rondo.NewTeamAsync("required");
        await team.PromiseAsync();
        await team.ImportAsync("customers", Files.Learnable(600));
        (await team.Manager.SaveHypothesisAsync(team.Product, "h", new Hypothesis { Statement = "Unhappy people leave.", Fields = ["Tickets", "satisfaction_score"] })).Must();
        (await team.Manager.RequireFieldsAsync(team.Product, "h")).Must().Count.ShouldBe(2);
        await team.RefusedAsync("role_not_allowed", () => team.Scientist.RequireFieldsAsync(team.Product, "h"));

        var required = (await team.Viewer.GetRequirementsAsync(team.Product)).Must().Single(one => one.Id == "satisfaction-score").Body;
        (await team.RefusedAsync("field_not_yours", () => team.Scientist.SaveRequirementAsync(team.Product, "satisfaction-score", required with { Why = "Because." }))).Status.ShouldBe(403);
        (await team.RefusedAsync("field_not_yours", () => team.Manager.SaveRequirementAsync(team.Product, "satisfaction-score", required with { How = "Ask them." }))).Status.ShouldBe(403);
        (await team.RefusedAsync("field_not_yours", () => team.Manager.SaveRequirementAsync(team.Product, "satisfaction-score", required with { Owner = "me" }))).Status.ShouldBe(403);

        var before = (await team.Viewer.CheckRequirementsAsync(team.Product, "customers")).Must();
        before.Checks.Single(check => check.Field == "Tickets").ShouldSatisfyAllConditions(check => check.Status.ShouldBe(RequirementStatus.Met), check => check.Column.ShouldBe("tickets"), check => check.Ready.ShouldBeFalse());
        before.Checks.Single(check => check.Field == "satisfaction_score").ShouldSatisfyAllConditions(check => check.Status.ShouldBe(RequirementStatus.Unmet), check => check.Sentence.ShouldContain("No column of version 1 of customers"));

        (await team.Scientist.SaveRequirementAsync(team.Product, "satisfaction-score", required with { How = "The survey after each ticket, last answer per customer.", Owner = "data-scientist", Refresh = "weekly" })).Must();
        var ready = (await team.Viewer.CheckRequirementsAsync(team.Product, "customers")).Must().Checks.Single(check => check.Field == "satisfaction_score");
        (ready.Ready, ready.Status).ShouldBe((true, RequirementStatus.Unmet), "what is agreed on is not there yet");
    }

    [Fact, Trait("Requirement", "A8"), Trait("Requirement", "A15")]
    public async Task Three_pieces_of_context_that_are_not_there_are_three_gaps_and_each_can_become_a_requirement()
    {
        var team = await rondo.NewTeamAsync("context");
        await team.PromiseAsync();
        (await team.Manager.SaveContextAsync(team.Product, new ContextInventory
        {
            Items = [new ContextItem("Conversations", "They say why.", "conversation_text"), new ContextItem("Ticket types"), new ContextItem("Resolution outcomes", Field: "resolution"), new ContextItem("The plan", Field: "Plan")],
        })).Must();
        await team.ImportAsync("customers", Groups(600));

        var gaps = (await team.Viewer.GetGapsAsync(team.Product, "customers")).Must();
        var context = gaps.Gaps.Where(gap => gap.Kind == GapKind.Context).ToList();
        context.Select(gap => gap.Name).ShouldBe(["Conversations", "Ticket types", "Resolution outcomes"]);
        context.ShouldAllBe(gap => gap.Requirement == null && gap.NextStep.Contains("requirement"));
        gaps.Gaps.ShouldContain(gap => gap.Kind == GapKind.Incomplete && gap.Name == "tickets");
        gaps.Gaps.ShouldContain(gap => gap.Kind == GapKind.Biased && gap.Name == "region");
        gaps.Sentence.ShouldContain("3 pieces of context are not there");

        (await team.Manager.SaveRequirementAsync(team.Product, "resolution", new Requirement { Field = "resolution", Why = "Whether it was solved decides whether somebody stays." })).Must();
        (await team.Viewer.GetGapsAsync(team.Product, "customers")).Must().Gaps.Single(gap => gap.Name == "Resolution outcomes").Requirement.ShouldBe("resolution");
    }

    [Fact, Trait("Requirement", "A7")]
    public async Task A_group_of_5_percent_is_called_under_represented_and_outcomes_by_group_carry_intervals()
    {
        var team = await rondo.NewTeamAsync("groups");
        await team.PromiseAsync();
        var readiness = await team.ImportAsync("customers", Groups(2000));

        var b = readiness.Groups.Single(group => group is { Column: "region", Value: "B" });
        b.Rows.ShouldBe(100);
        b.Share.ShouldBe(0.05, 1e-12);
        b.UnderRepresented.ShouldBeTrue();
        b.Rate.Low!.Value.ShouldBeLessThan(b.Rate.Value!.Value);
        readiness.Groups.Single(group => group is { Column: "region", Value: "A" }).UnderRepresented.ShouldBeFalse();
        var finding = readiness.Findings.Single(found => found is { Code: "under_represented", Column: "region" });
        finding.Sentence.ShouldContain("'B' with 100 rows (5 %)");
        readiness.Findings.ShouldContain(found => found.Code == "outcome_by_group" && found.Column == "gender");
    }

    [Fact, Trait("Requirement", "A16")]
    public async Task A_sample_that_does_not_look_like_production_is_flagged_on_the_column_that_differs()
    {
        var team = await rondo.NewTeamAsync("representation");
        await team.PromiseAsync();
        await team.ImportAsync("production", Files.Learnable(3000, seed: 1));
        await team.ImportAsync("alike", Files.Learnable(1000, seed: 2));
        await team.ImportAsync("shifted", Files.Learnable(1000, seed: 3, shift: 0.7));

        (await team.Scientist.RepresentAsync(team.Product, "alike", "production")).Must().Body.Representative.ShouldBeTrue();
        var shifted = (await team.Scientist.RepresentAsync(team.Product, "shifted", "production")).Must().Body;
        shifted.Representative.ShouldBeFalse();
        shifted.Columns[0].ShouldSatisfyAllConditions(column => column.Feature.ShouldBe("usage"), column => column.Effect.ShouldBeGreaterThan(column.Bound));
        (await team.Viewer.GetGapsAsync(team.Product, "shifted")).Must().Gaps.ShouldContain(gap => gap.Kind == GapKind.Biased && gap.Sentence.Contains("does not look like production"));
        await team.RefusedAsync("invalid_field", () => team.Scientist.RepresentAsync(team.Product, "alike", "alike"));
    }

    [Fact, Trait("Requirement", "A17")]
    public async Task The_story_changes_with_the_data_and_each_sentence_carries_its_numbers()
    {
        var team = await rondo.NewTeamAsync("story");
        await team.PromiseAsync();
        await team.ImportAsync("customers", Files.Learnable(1500));
        var first = (await team.Viewer.GetStoryAsync(team.Product, "customers")).Must();
        first.Sentences.Select(sentence => sentence.Id).ShouldBe(["rows", "outcome", "signal", "fields", "flaws", "outlook"], ignoreOrder: true);
        first.Sentences.ShouldAllBe(sentence => sentence.Numbers.Count > 0 && sentence.Text.Length > 20);
        foreach (var (id, number) in new[] { ("rows", "rows"), ("outcome", "positives") })
        {
            var sentence = first.Sentences.Single(one => one.Id == id);
            sentence.Text.ShouldContain(sentence.Numbers[number].ToString("N0", CultureInfo.InvariantCulture));
        }

        await team.ImportAsync("customers", Files.Learnable(2500, seed: 9));
        var second = (await team.Viewer.GetStoryAsync(team.Product, "customers")).Must();
        second.Sentences.Single(sentence => sentence.Id == "rows").Text.ShouldContain("2,500 rows");
        second.Sentences.Single(sentence => sentence.Id == "outcome").Text.ShouldNotBe(first.Sentences.Single(sentence => sentence.Id == "outcome").Text);

        (await team.UploadTextAsync("customers", Files.Learnable(700, seed: 10))).Must();
        (await team.Viewer.GetStoryAsync(team.Product, "customers")).Must().Sentences.Select(sentence => sentence.Id).ShouldBe(["rows", "flaws"], "nobody has judged this version yet");
    }

    [Fact, Trait("Requirement", "A18")]
    public async Task A_saved_slice_is_met_again_in_the_errors_of_a_model_and_in_monitoring()
    {
        var team = await rondo.NewTeamAsync("slices");
        await team.ReachReleaseAsync();
        var slice = (await team.Viewer.GetSliceAsync(team.Product, "customers", "plan = 'monthly' and tickets >= 3", "plan")).Must();
        slice.Rows.ShouldBeInRange(150, 350);
        slice.Difference!.Low!.Value.ShouldBeGreaterThan(0);
        slice.Words.ShouldBe("Rows where plan is 'monthly' and tickets is at least 3.");
        slice.Sample[0].Count.ShouldBe(slice.Columns.Count);
        slice.Groups.ShouldHaveSingleItem().Rows.ShouldBe(slice.Rows);
        (await team.Viewer.GetSliceAsync(team.Product, "customers", "mood = 'bad'")).MustRefuse("rule_not_understood", 422).Detail.ShouldContain("mood");

        var cohort = (await team.Manager.SaveCohortAsync(team.Product, "loud-monthly", new Cohort { Name = "Loud customers on monthly plans", Dataset = "customers", Where = slice.Where })).Must();
        cohort.Body.Words.ShouldBe(slice.Words);
        await team.RefusedAsync("invalid_field", () => team.Manager.SaveCohortAsync(team.Product, "arrow", new Cohort { Name = "Arrow", Dataset = "customers", Where = "tickets >= 3 -> Yes" }));
        (await team.Viewer.GetCohortsAsync(team.Product)).Must().ShouldHaveSingleItem();

        var evaluation = (await team.Viewer.GetEvaluationsAsync(team.Product)).Must()[0];
        var errors = (await team.Viewer.GetCohortErrorsAsync(team.Product, evaluation.Id, "loud-monthly")).Must();
        errors.Of.ShouldBe(evaluation.Body.N);
        errors.Rows.ShouldBeInRange(20, 80);
        (errors.Recall.N + errors.RecallElsewhere.N).ShouldBe(evaluation.Body.Positives);

        await team.GoLiveAsync();
        await team.MonitorAsync("loud", new Contracts.Monitor { Metric = MonitorMetric.Recall, Cohort = "loud-monthly", WindowDays = 7, MinimumMaturity = 0.5 });
        var answers = await team.AskAsync(600, 77);
        (await team.Engineer.SendOutcomesAsync(team.Product, [.. answers.Select(pair => new OutcomeRequest { PredictionId = pair.Answer.PredictionId, Outcome = pair.Outcome })])).Must();
        var round = (await team.Engineer.EvaluateMonitorsAsync(team.Product, new EvaluateMonitorsRequest { AsOf = RunningRondo.Morning.AddDays(1) })).Must();
        var point = round.Points.Single(seen => seen.Monitor == "loud");
        point.Sentence.ShouldContain("in cohort 'loud-monthly'");
        point.Value.N.ShouldBeInRange(20, 130, "a sixth of 600, and nearly all of them leave");
        await team.RefusedAsync("invalid_field", () => team.Engineer.SaveMonitorAsync(team.Product, "flow", new Contracts.Monitor { Metric = MonitorMetric.RequestFlow, Cohort = "loud-monthly", Action = "Look.", Owner = "engineer" }));
    }

    [Fact]
    public async Task A_version_that_breaks_what_was_agreed_is_refused_and_each_break_is_explained()
    {
        var team = await rondo.NewTeamAsync("schema");
        await team.PromiseAsync();
        (await team.UploadTextAsync("customers", Files.Learnable(400))).Must();
        var suggested = (await team.Viewer.GetSchemaAsync(team.Product, "customers")).Must();
        suggested.Agreed.ShouldBeNull();
        suggested.Schema.Columns.Single(column => column.Name == "left").Role.ShouldBe(ColumnRole.Target);
        suggested.Schema.Columns.Single(column => column.Name == "customer_id").Role.ShouldBe(ColumnRole.Identifier);
        (await team.Scientist.SaveSchemaAsync(team.Product, "customers", suggested.Schema)).Must();

        (await team.UploadTextAsync("customers", Files.Learnable(500, seed: 2))).Must().Version.ShouldBe(2);
        var renamed = await team.RefusedAsync("schema_broken", () => team.UploadTextAsync("customers", Files.Learnable(400, seed: 3).Replace("usage", "Usage")));
        renamed.Detail.ShouldContain("usage is agreed on and not in the file; Usage looks like it");
        renamed.Findings!.ShouldHaveSingleItem().NextStep.ShouldBe("Rename Usage, or change the schema.");
        var lines = Files.Learnable(400, seed: 4).ReplaceLineEndings("\n").TrimEnd().Split('\n');
        var gaps = string.Join('\n', lines.Select((line, i) => i > 0 && i % 3 == 0 ? string.Join(',', line.Split(',').Select((cell, at) => at == 2 ? "" : cell)) : line));
        (await team.RefusedAsync("schema_broken", () => team.UploadTextAsync("customers", gaps))).Findings!.Single().Code.ShouldBe("schema_missing");
        var words = string.Join('\n', lines.Select((line, i) => i > 0 ? string.Join(',', line.Split(',').Select((cell, at) => at == 2 ? $"many-{cell}" : cell)) : line));
        (await team.RefusedAsync("schema_broken", () => team.UploadTextAsync("customers", words))).Findings!.ShouldContain(finding => finding.Code == "schema_kind_changed" && finding.Column == "tickets");
        (await team.Viewer.GetDatasetsAsync(team.Product)).Must().Single().Version.ShouldBe(2);
        await team.RefusedAsync("role_not_allowed", () => team.Manager.SaveSchemaAsync(team.Product, "customers", suggested.Schema));
    }

    [Fact]
    public async Task A_data_set_describes_itself_to_other_tools_and_gives_its_file_back_byte_for_byte()
    {
        var team = await rondo.NewTeamAsync("croissant");
        var csv = Files.Learnable(300);
        (await team.UploadTextAsync("customers", csv)).Must();
        (await team.Scientist.SaveDataSheetAsync(team.Product, "customers", new DataSheet { Motivation = "Made to learn who leaves.", License = "internal use only" })).Must();
        (await team.Manager.SaveFieldAsync(team.Product, new Field { Name = "usage", Meaning = "Hours a week." })).Must();

        var described = (await team.Viewer.GetCroissantAsync(team.Product, "customers")).Must();
        described.GetProperty("conformsTo").GetString().ShouldBe("http://mlcommons.org/croissant/1.0");
        described.GetProperty("license").GetString().ShouldBe("internal use only");
        described.GetProperty("@context").GetProperty("recordSet").GetString().ShouldBe("cr:recordSet");
        var file = described.GetProperty("distribution")[0];
        var fields = described.GetProperty("recordSet")[0].GetProperty("field").EnumerateArray().ToList();
        fields.Select(field => field.GetProperty("name").GetString()).ShouldBe(["customer_id", "usage", "tickets", "plan", "left"]);
        fields[1].GetProperty("description").GetString().ShouldBe("Hours a week.");
        fields[1].GetProperty("source").GetProperty("fileObject").GetProperty("@id").GetString().ShouldBe(file.GetProperty("@id").GetString());

        using var back = new MemoryStream();
        (await team.Viewer.DownloadDatasetAsync(team.Product, "customers", back)).ShouldBeNull();
        back.ToArray().ShouldBe(Encoding.UTF8.GetBytes(csv));
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(back.ToArray())).ShouldBe(file.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task A_file_is_scouted_without_a_product_and_nothing_of_it_is_kept()
    {
        var scientist = rondo.Server.As(Role.DataScientist);
        var content = Encoding.UTF8.GetBytes(Files.Learnable(2000));
        using var file = new MemoryStream(content);
        var readiness = (await scientist.ScoutAsync("customers.csv", "left", "", "usage < 0", file)).Must();
        readiness.QuickModel!.Learnable.ShouldBeTrue();
        readiness.Comparison!.Rule.ShouldContain("usage is below 0");
        using var again = new MemoryStream(Encoding.UTF8.GetBytes(Files.Learnable(300)));
        (await scientist.ScoutAsync("customers.csv", "gone", "", "", again)).MustRefuse("target_absent", 409);
        using var none = new MemoryStream(Encoding.UTF8.GetBytes(Files.Learnable(300)));
        (await scientist.ScoutAsync("customers.csv", "", "", "", none)).MustRefuse("invalid_field", 400);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        Directory.GetFiles(rondo.Server.Folder, "*", SearchOption.AllDirectories).ShouldNotContain(path => path.Contains(hash, StringComparison.OrdinalIgnoreCase), "an import would have stored the file under its hash");
    }

    /// <summary>One row in twenty is of region B; tickets are missing in a tenth; women leave more often than men.</summary>
    private static string Groups(int rows)
    {
        var random = new Random(21);
        var csv = new StringBuilder("customer_id,region,gender,tickets,plan,left\n");
        for (var i = 0; i < rows; i++)
        {
            var woman = random.NextDouble() < 0.5;
            var left = random.NextDouble() < (woman ? 0.45 : 0.2);
            csv.Append(CultureInfo.InvariantCulture, $"G{i:00000},{(i % 20 == 0 ? "B" : "A")},{(woman ? "female" : "male")},{(i % 10 == 3 ? "" : (random.Next(5) + (left ? 2 : 0)).ToString(CultureInfo.InvariantCulture))},{(random.Next(2) == 0 ? "monthly" : "yearly")},{(left ? "Yes" : "No")}\n");
        }

        return csv.ToString();
    }
}
