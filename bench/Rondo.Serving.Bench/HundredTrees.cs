using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rondo.Engines;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Serving.Bench;

/// <summary>The peer's model, ours: 100 trees of 31 leaves on the same 100,000 rows of 20 numbers.</summary>
internal static class HundredTrees
{
    private const int TrainingRows = 100_000;
    private const int Probes = 50;

    /// <summary>Trains it.</summary>
    public static (PackedModel Package, Table Rows) Train(string folder)
    {
        using var services = new ServiceCollection().AddEngines().BuildServiceProvider();
        using var file = File.OpenRead(Path.Combine(folder, "rows.csv"));
        var table = services.GetRequiredService<ITables>().Read(file, "rows.csv", new TableReadOptions(), CancellationToken.None).Table;
        var target = TargetColumn.Read(table.Find("y")!, "yes");
        int[] rows = [.. Enumerable.Range(0, TrainingRows)];
        var training = table.Take(rows);
        var space = services.GetRequiredService<IFeatureSpaces>().Fit(training, new HashSet<string> { "id", "y" });
        var learner = services.GetServices<ILearner>().Single(learner => learner.Descriptor.Id == "lightgbm");
        var options = new LearnerOptions(1, new Dictionary<string, double> { ["rounds"] = 100, ["learning_rate"] = 0.1, ["leaves"] = 31 });
        var model = learner.Fit(new TrainingSet(space.Encode(training), [.. rows.Select(row => target.Labels[row])], target.Task), options, null, CancellationToken.None);
        return (new PackedModel(new PackageManifest { Learner = "lightgbm", Target = "y", Classes = target.Task.Classes }, space, model), table);
    }

    /// <summary>The same as a bundle that a server takes in.</summary>
    public static MemoryStream Bundle(string folder)
    {
        var (package, table) = Train(folder);
        var bundle = new MemoryStream();
        using (package)
        using (var zip = new ZipArchive(bundle, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var text = new MemoryStream();
            package.Model.Write(text);
            Add(zip, "model.txt", text.ToArray());
            var names = package.Space.Inputs.Select(input => input.Name).ToList();
            Add(zip, "features.json", JsonSerializer.SerializeToUtf8Bytes(names.Select(name => new { name })));
            var features = package.Space.Encode(table.Take([.. Enumerable.Range(TrainingRows, Probes)]));
            var scores = package.Score(features);
            Add(zip, "probes.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', scores.Select((score, i) => JsonSerializer.Serialize(new { features = table.Json(TrainingRows + i, names), score })))));
        }

        bundle.Position = 0;
        return bundle;
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }
}
