using System.Globalization;
using System.Text;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Modeling.Scoring;

/// <summary>Scores a file with a trained model: the same numbers that a server would serve.</summary>
internal sealed class ScoreTool(ITables tables, IModelPackages packages) : ITool
{
    public static readonly ProblemCode NoModel = new("no_model", 404, "There is no model in this folder");
    public static readonly ProblemCode BrokenModel = new("broken_model", 422, "The model cannot be read");
    public static readonly ProblemCode ColumnsMissing = new("columns_missing", 422, "Columns that the model needs are missing");

    private const int Shown = 20;

    public ToolDescriptor Descriptor { get; } = new(
        "score",
        "Scores a file with a trained model.",
        [("DIR", "Folder that 'rondo train' wrote."), ("FILE", "Rows to score.")],
        [new("--out", "CSV to write: row, score, decision, source."), new("--reasons", "Add the strongest reasons.", Flag: true)]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        var path = Path.Combine(input.Arguments[0], TrainTool.PackageFile);
        if (!File.Exists(path))
        {
            return new Refusal(NoModel, $"There is no {TrainTool.PackageFile} in '{input.Arguments[0]}'.", "Name the folder that 'rondo train --out' wrote.");
        }

        try
        {
            using var file = File.OpenRead(path);
            using var package = packages.Read(file);
            var options = new TableReadOptions { Categorical = package.Space.Features.Where(feature => feature.Kind == FeatureKind.Category).Select(feature => feature.Name).ToHashSet() };
            return tables.ReadFile(input.Arguments[1], options, cancellation).Try(out var reading, out var refusal) ? Score(package, reading.Table, input) : refusal;
        }
        catch (InvalidDataException broken)
        {
            return new Refusal(BrokenModel, broken.Message, "Train it again, or take it from a backup.");
        }
    }

    private static Answer<ToolResult> Score(PackedModel package, Table table, ToolInput input)
    {
        var missing = package.Space.Features.Select(feature => feature.Name).Concat(package.Space.Terms.Select(term => term.Split(':')[0])).Distinct().Where(name => table.Find(name) is null).ToList();
        if (missing.Count > 0)
        {
            return new Refusal(ColumnsMissing, $"{missing.Count} columns that the model learned from are missing: {string.Join(", ", missing.Take(10))}.", "Score a file with the columns of the training file.") { Fields = missing };
        }

        var features = package.Space.Encode(table);
        var classes = package.Manifest.Classes;
        var probabilities = new double[table.RowCount * classes.Count];
        package.Model.Score(features, probabilities);
        var rows = Enumerable.Range(0, table.RowCount).Select(row => Row(package, features, probabilities, row, input.Has("--reasons"))).ToList();
        if (input.Text("--out") is { Length: > 0 } target)
        {
            if (!ToolOutput.Write(target, Csv(rows, classes, input.Has("--reasons"))).Try(out _, out var refusal))
            {
                return refusal;
            }
        }

        var sentence = classes.Count == 2
            ? FormattableString.Invariant($"{rows.Count(row => row.Decision == classes[1]):N0} of {rows.Count:N0} rows are decided '{classes[1]}' (score at or above {package.Manifest.Threshold:0.000}).")
            : FormattableString.Invariant($"{rows.Count:N0} rows are decided among {classes.Count} classes.");
        return new ToolResult(new { sentence, package.Manifest.Learner, package.Manifest.Threshold, classes, rows = input.Text("--out").Length > 0 ? null : rows }, sentence)
        {
            Tables = [new("First rows", ["row", "score", "decision"], [.. rows.Take(Shown).Select(row => (IReadOnlyList<string>)[row.Row.ToString(CultureInfo.InvariantCulture), row.Score is { } score ? score.ToString("0.000", CultureInfo.InvariantCulture) : "", row.Decision])])],
        };
    }

    private static ScoredRow Row(PackedModel package, FeatureMatrix features, double[] probabilities, int row, bool reasons)
    {
        var classes = package.Manifest.Classes;
        var own = probabilities.AsSpan(row * classes.Count, classes.Count);
        IReadOnlyList<string>? why = reasons
            ? [.. package.Model.Explain(features, row).OrderByDescending(reason => Math.Abs(reason.Value)).Take(3).Select(reason => FormattableString.Invariant($"{reason.Feature} {reason.Value:+0.00;-0.00}"))]
            : null;
        if (classes.Count == 2)
        {
            var score = package.Manifest.Calibrate(own[1]);
            return new ScoredRow(row, score, null, classes[score >= package.Manifest.Threshold ? 1 : 0], "model", why);
        }

        var best = 0;
        var scores = new Dictionary<string, double>();
        for (var c = 0; c < classes.Count; c++)
        {
            scores[classes[c]] = own[c];
            best = own[c] > own[best] ? c : best;
        }

        return new ScoredRow(row, null, scores, classes[best], "model", why);
    }

    private static string Csv(IReadOnlyList<ScoredRow> rows, IReadOnlyList<string> classes, bool reasons)
    {
        var csv = new StringBuilder();
        var scores = classes.Count == 2 ? "score" : string.Join(',', classes.Select(name => CsvCell.Of($"score_{name}")));
        csv.Append(CultureInfo.InvariantCulture, $"row,{scores},decision,source{(reasons ? ",reasons" : "")}\n");
        foreach (var row in rows)
        {
            var values = row.Score is { } score ? score.ToString("R", CultureInfo.InvariantCulture) : string.Join(',', classes.Select(name => row.Scores![name].ToString("R", CultureInfo.InvariantCulture)));
            csv.Append(CultureInfo.InvariantCulture, $"{row.Row},{values},{CsvCell.Of(row.Decision)},{row.Source}{(reasons ? "," + CsvCell.Of(string.Join("; ", row.Reasons!)) : "")}\n");
        }

        return csv.ToString();
    }


    private sealed record ScoredRow(int Row, double? Score, IReadOnlyDictionary<string, double>? Scores, string Decision, string Source, IReadOnlyList<string>? Reasons);
}
