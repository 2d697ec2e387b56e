using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Rondo.Acceptance.House;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Learning.Packages;
using Rondo.Tests;

namespace Rondo.Acceptance.Modeling;

/// <summary>A model from a notebook answers here as it did there, or it does not come in.</summary>
public sealed class ImportTests(SharedRondo rondo)
{
    [Fact, Trait("Requirement", "P21")]
    public async Task A_lightgbm_text_goes_from_the_notebook_to_customers_with_the_same_scores()
    {
        var team = await rondo.NewTeamAsync("import-lightgbm");
        await team.DiscoverAsync();
        await team.PromiseAsync();
        await team.ImportAsync("customers", Files.Learnable());
        var (text, notebook) = await NotebookAsync(team);
        using (notebook)
        {
            var rows = Rows(60, 31);
            var run = (await team.Scientist.ImportRunAsync(team.Product, "customers", "fifth", Bundle(("model.txt", text), ("probes.jsonl", Probes(rows, row => Raw(notebook, row)))))).Must();
            run.Body.Sentence.ShouldContain("60 probes");
            run.Body.Candidates.Single().Signals.ShouldNotBeEmpty();
            var evaluation = await team.EvaluateAsync(run.Id);
            evaluation.Body.Verdict.ShouldBe(PromiseVerdict.Holds);
            await team.ReleaseAsync(evaluation);
            await team.GoLiveAsync();
            foreach (var row in Rows(200, 32))
            {
                var answer = (await team.Engineer.DecideAsync(team.Product, new DecisionRequest { Entity = "x", Features = row })).Must();
                answer.Source.ShouldBe(DecisionSource.Model, answer.ReasonCode);
                answer.Score!.Value.ShouldBe(Raw(notebook, row), 1e-6);
            }
        }
    }

    [Fact, Trait("Requirement", "P21")]
    public async Task A_model_that_answers_differently_here_is_blocked_with_the_row_and_both_scores()
    {
        var team = await rondo.NewTeamAsync("import-differs");
        await team.DiscoverAsync();
        await team.PromiseAsync();
        await team.ImportAsync("customers", Files.Learnable());
        var rows = Rows(30, 33);
        double Score(JsonElement row) => 1 / (1 + Math.Exp(-((-4 * row.GetProperty("usage").GetDouble()) + (1.2 * row.GetProperty("tickets").GetDouble()) - 3)));
        var onnx = TinyOnnx.Logistic([-4, 1.2f], -3);
        var features = Encoding.UTF8.GetBytes("""[{"name": "usage"}, {"name": "tickets"}]""");
        var run = (await team.Scientist.ImportRunAsync(team.Product, "customers", "fifth", Bundle(("model.onnx", onnx), ("features.json", features), ("probes.jsonl", Probes(rows, Score))))).Must();
        (await team.EvaluateAsync(run.Id)).Body.Learner.ShouldBe("onnx");

        // The classic: columns in another order than in training.
        var swapped = Encoding.UTF8.GetBytes("""[{"name": "tickets"}, {"name": "usage"}]""");
        var refused = await team.RefusedAsync("probe_mismatch", () => team.Scientist.ImportRunAsync(team.Product, "customers", "fifth", Bundle(("model.onnx", onnx), ("features.json", swapped), ("probes.jsonl", Probes(rows, Score)))));
        refused.Detail.ShouldContain("Probe ");
        await team.RefusedAsync("probe_mismatch", () => team.Scientist.ImportRunAsync(team.Product, "customers", "fifth", Bundle(("model.onnx", onnx), ("features.json", features), ("probes.jsonl", Probes(rows, row => Math.Min(1, Score(row) + 2e-6))))));
    }

    [Fact]
    public async Task Bundles_that_lack_something_or_attack_are_refused_and_leave_nothing_behind()
    {
        var team = await rondo.NewTeamAsync("import-bad");
        await team.DiscoverAsync();
        await team.PromiseAsync();
        await team.ImportAsync("customers", Files.Learnable());
        var probes = Probes(Rows(30, 34), _ => 0.5);
        var features = Encoding.UTF8.GetBytes("""[{"name": "usage"}, {"name": "tickets"}]""");
        (string Name, byte[] Content)[][] bundles =
        [
            [("model.txt", "tree\nversion=v4\n"u8.ToArray()), ("probes.jsonl", probes)],
            [("model.onnx", new byte[100]), ("features.json", features), ("probes.jsonl", probes)],
            [("model.onnx", TinyOnnx.WithOperator("Loop")), ("features.json", features), ("probes.jsonl", probes)],
            [("model.onnx", TinyOnnx.Logistic([1, 1], 0)), ("probes.jsonl", probes)],
            [("model.onnx", TinyOnnx.Logistic([1, 1], 0)), ("features.json", features)],
            [("model.onnx", TinyOnnx.Logistic([1, 1], 0)), ("features.json", features), ("probes.jsonl", Probes(Rows(5, 1), _ => 0.5))],
            [("model.onnx", TinyOnnx.Logistic([1, 1], 0)), ("features.json", "[{]"u8.ToArray()), ("probes.jsonl", probes)],
            [("model.onnx", TinyOnnx.Logistic([1, 1], 0)), ("features.json", features), ("probes.jsonl", "{\"features\": 1}"u8.ToArray())],
            [("model.onnx", TinyOnnx.Logistic([1, 1], 0)), ("model.txt", [1]), ("probes.jsonl", probes)],
            [("probes.jsonl", probes)],
            [("model.txt", new byte[80 << 20]), ("probes.jsonl", probes)],
        ];
        foreach (var bundle in bundles)
        {
            await team.RefusedAsync("unreadable_model", () => team.Scientist.ImportRunAsync(team.Product, "customers", "fifth", Bundle(bundle)));
        }

        await team.RefusedAsync("unreadable_model", () => team.Scientist.ImportRunAsync(team.Product, "customers", "fifth", new MemoryStream(new byte[1000])));
        var elsewhere = Encoding.UTF8.GetBytes("""[{"name": "usage"}, {"name": "mood"}]""");
        var moods = Rows(30, 35).Select(row => JsonSerializer.SerializeToElement(new { usage = row.GetProperty("usage").GetDouble(), mood = 1 })).ToList();
        await team.RefusedAsync("model_columns_missing", () => team.Scientist.ImportRunAsync(team.Product, "customers", "fifth", Bundle(("model.onnx", TinyOnnx.Logistic([1, 0], 0)), ("features.json", elsewhere), ("probes.jsonl", Probes(moods, row => 1 / (1 + Math.Exp(-row.GetProperty("usage").GetDouble())))))));
        (await team.Manager.ImportRunAsync(team.Product, "customers", "fifth", new MemoryStream([1]))).MustRefuse("role_not_allowed", 403);
    }

    /// <summary>What a notebook would have: a booster's text with named columns and categories, and the model itself.</summary>
    private static async Task<(byte[] Text, PackedModel Model)> NotebookAsync(Team team)
    {
        var evaluation = await team.EvaluateAsync((await team.TrainAsync("customers", learners: "lightgbm")).Id);
        await team.ReadyForReleaseAsync(evaluation);
        (await team.Engineer.CreateReleaseAsync(team.Product, "draft", Steps.ReleaseOf(evaluation, "inputs"))).Must();
        using var package = new MemoryStream();
        (await team.Engineer.DownloadPackageAsync(team.Product, "draft", package)).ShouldBeNull();
        package.Position = 0;
        var model = ModelPackages.Standard.Read(package);
        using var own = new MemoryStream();
        model.Model.Write(own);
        var features = model.Space.Features;
        var text = Encoding.UTF8.GetString(own.ToArray());
        var names = text.Split('\n').Single(line => line.StartsWith("feature_names=", StringComparison.Ordinal));
        var categories = JsonSerializer.Serialize(features.Where(feature => feature.Kind == FeatureKind.Category).Select(feature => feature.Categories));
        return (Encoding.UTF8.GetBytes(text.Replace(names, $"feature_names={string.Join(' ', features.Select(feature => feature.Name))}", StringComparison.Ordinal) + $"\npandas_categorical:{categories}\n"), model);
    }

    private static double Raw(PackedModel model, JsonElement row)
    {
        var scores = new double[2];
        model.Model.Score(model.Space.EncodeOne(row, new List<InputIssue>()), scores);
        return scores[1];
    }

    private static List<JsonElement> Rows(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Steps.Request("x", Files.Customer(random, i)).Features)];
    }

    private static byte[] Probes(IEnumerable<JsonElement> rows, Func<JsonElement, double> score) =>
        Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => JsonSerializer.Serialize(new { features = row, score = score(row) }))));

    private static MemoryStream Bundle(params (string Name, byte[] Content)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }
}
