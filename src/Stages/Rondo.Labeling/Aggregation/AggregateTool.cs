using System.Globalization;
using System.Text;
using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Labeling.LabelSets;
using Rondo.Statistics;

namespace Rondo.Labeling.Aggregation;

/// <summary>One label an item, from many that disagree.</summary>
internal sealed class AggregateTool(ITables tables) : ITool
{
    private static readonly string[] Methods = ["majority", "dawid_skene", "one_coin", "mace"];

    public ToolDescriptor Descriptor { get; } = new(
        "aggregate",
        "Makes one label an item out of many, with how sure it is and how good each annotator seems.",
        [("FILE", "CSV, Parquet or JSON lines with one annotation a row; .gz is fine.")],
        [
            .. RatingsFile.Options,
            new("--method", "majority, dawid_skene, one_coin or mace. Default majority."),
            new("--iterations", "Most iterations. Default 200; for mace 50 in each of 10 starts."),
            new("--smoothing", "Pseudo-count added to each cell of an annotator's confusion. Default 0: maximum likelihood."),
            new("--seed", "Seed of mace's starts. Default 1."),
            new("--out", "CSV to write the labels to: item, label, probability."),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        var method = input.Text("--method", "majority");
        if (!Methods.Contains(method))
        {
            return new Refusal(ToolInput.InvalidOption, $"There is no method '{method}'.", $"There are: {string.Join(", ", Methods)}.") { Fields = ["--method"] };
        }

        if (!input.Number("--iterations", method == "mace" ? 50 : 200, 1, 100_000).Try(out var iterations, out var refusal)
            || !input.Number("--smoothing", 0, 0, 1000).Try(out var smoothing, out refusal)
            || !input.Number("--seed", 1, 0, int.MaxValue).Try(out var seed, out refusal)
            || !RatingsFile.Read(tables, input, cancellation).Try(out var file, out refusal))
        {
            return refusal;
        }

        input.Report("Aggregating");
        var result = method switch
        {
            "dawid_skene" => DawidSkene.Full(file.Ratings, (int)iterations, smoothing: smoothing),
            "one_coin" => DawidSkene.OneCoin(file.Ratings, (int)iterations, smoothing: smoothing),
            "mace" => Mace.Of(file.Ratings, iterations: (int)iterations, seed: (ulong)seed),
            _ => MajorityVote.Of(file.Ratings),
        };
        var report = AggregateReport.Of(method, file, result);
        if (input.Text("--out") is { Length: > 0 } target)
        {
            if (!ToolOutput.Write(target, Csv(report.Labels!)).Try(out _, out refusal))
            {
                return refusal;
            }

            report = report with { Labels = null };
        }

        return new ToolResult(report, report.Sentence)
        {
            Tables =
            [
                new("Classes", ["class", "share"], [.. report.Prevalence.Select(one => (IReadOnlyList<string>)[one.Key, one.Value.Shown()])]),
                new("Annotators, least accurate first", ["annotator", "labels", "accuracy"], [.. report.Annotators.OrderBy(one => one.Accuracy ?? 2).Take(10).Select(one => (IReadOnlyList<string>)[one.Annotator, $"{one.Labels:N0}", one.Accuracy.Shown()])]),
                new("First items", ["item", "label", "probability"], [.. (report.Labels ?? []).Take(10).Select(one => (IReadOnlyList<string>)[one.Item, one.Label ?? "", one.Probability.Shown()])]),
                new("Findings", ["finding", "next step"], [.. report.Findings.Select(finding => (IReadOnlyList<string>)[finding.Sentence, finding.NextStep])]),
            ],
        };
    }

    private static string Csv(IReadOnlyList<AggregatedLabel> labels)
    {
        var csv = new StringBuilder("item,label,probability\n");
        foreach (var label in labels)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{CsvCell.Of(label.Item)},{CsvCell.Of(label.Label ?? "")},{label.Probability:R}\n");
        }

        return csv.ToString();
    }
}
